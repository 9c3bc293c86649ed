package io.contacttriage.scoring.bundle;

import io.contacttriage.scoring.ModelVersion;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;

/**
 * What {@code manifest.json} says of a bundle. {@link ManifestReader} makes only consistent ones:
 * every file that is used is in {@code files}, every label is the taxonomy's.
 *
 * @param files size and hash of every file of the bundle but the manifest, by relative path
 * @param tokenizerFile a Hugging Face {@code tokenizer.json} of kind WordPiece
 * @param maxTokens longest input with the special tokens
 * @param tiers by name: {@code fast}, and {@code deep} where there is one
 */
public record BundleManifest(
    ModelVersion model,
    LocalDate created,
    String licence,
    String description,
    Map<String, BundleFile> files,
    String tokenizerFile,
    int maxTokens,
    Map<String, Tier> tiers,
    Heads heads,
    Golden golden) {
  public BundleManifest {
    files = Map.copyOf(files);
    tiers = Map.copyOf(tiers);
  }

  /**
   * Size and hash of one file.
   *
   * @param sha256 64 lower-case hexadecimal digits
   */
  public record BundleFile(String sha256, long bytes) {}

  /**
   * One network of the bundle: the names that its graph gives to inputs and outputs.
   *
   * @param idsInput int64 [batch, tokens]
   * @param maskInput int64 [batch, tokens], 1 for a token and 0 for padding
   * @param topicOutput float32 [batch, labels], as the other outputs
   * @param operatorDomains domains beside the standard one that the graph may use
   */
  public record Tier(
      String file,
      String idsInput,
      String maskInput,
      String topicOutput,
      String urgencyOutput,
      String harmOutput,
      String languageOutput,
      Set<String> operatorDomains) {
    public Tier {
      operatorDomains = Set.copyOf(operatorDomains);
    }
  }

  /** The four heads; each has labels in the order of the network's output. */
  public record Heads(
      SoftmaxHead topic, SoftmaxHead urgency, HarmHead harm, SoftmaxHead language) {}

  /**
   * Inputs with the answers that the training code computed.
   *
   * @param file one JSON object a line
   * @param tolerance largest allowed difference of a probability
   */
  public record Golden(String file, double tolerance) {}
}
