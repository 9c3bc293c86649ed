package io.contacttriage.scoring.bundle;

import io.contacttriage.scoring.ModelVersion;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What {@code manifest.json} says of a bundle. {@link ManifestReader} makes only consistent ones:
 * every file that is used is in {@code files}, every label is the taxonomy's.
 *
 * @param files size and hash of every file of the bundle but the manifest, by relative path
 * @param tokenizerFile a Hugging Face {@code tokenizer.json}
 * @param maxTokens longest input with the special tokens
 * @param tiers by name: {@link #FAST}, and {@link #DEEP} where there is one
 * @param cascade when the deep tier is asked; there with a deep tier and only then
 */
public record BundleManifest(
    ModelVersion model,
    LocalDate created,
    String licence,
    String description,
    Map<String, BundleFile> files,
    TokenizerKind tokenizerKind,
    String tokenizerFile,
    int maxTokens,
    Map<String, Tier> tiers,
    Optional<CascadeRule> cascade,
    Heads heads,
    Golden golden) {
  /** Name of the tier that every bundle has. */
  public static final String FAST = "fast";

  /** Name of the larger tier, which a bundle may have. */
  public static final String DEEP = "deep";

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
   * One network of the bundle: the names that its graph gives to inputs and outputs, and how its
   * answers are read.
   *
   * @param idsInput int64 [batch, tokens]
   * @param maskInput int64 [batch, tokens], 1 for a token and 0 for padding
   * @param topicOutput float32 [batch, labels], as the other outputs
   * @param operatorDomains domains beside the standard one that the graph may use
   * @param thresholds by harm label, one for each, in (0, 1): a contact is flagged from this
   *     calibrated probability on
   */
  public record Tier(
      String file,
      String idsInput,
      String maskInput,
      String topicOutput,
      String urgencyOutput,
      String harmOutput,
      String languageOutput,
      Set<String> operatorDomains,
      TierCalibration calibration,
      Map<String, Double> thresholds) {
    public Tier {
      operatorDomains = Set.copyOf(operatorDomains);
      thresholds = Map.copyOf(thresholds);
    }
  }

  /** Labels of the four heads, in the order in which every network of the bundle answers. */
  public record Heads(
      List<String> topic, List<String> urgency, List<String> harm, List<String> language) {
    public Heads {
      topic = List.copyOf(topic);
      urgency = List.copyOf(urgency);
      harm = List.copyOf(harm);
      language = List.copyOf(language);
    }
  }

  /**
   * Inputs with the answers that the training code computed.
   *
   * @param file one JSON object a line
   * @param tolerance largest allowed difference of a probability
   */
  public record Golden(String file, double tolerance) {}
}
