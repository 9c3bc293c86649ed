package io.contacttriage.scoring.bundle;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.contacttriage.scoring.ContactShare;
import io.contacttriage.scoring.ModelVersion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which bundle is in use: {@code release.json} beside the bundles, which lie at {@code
 * name/version}. Going back to an older bundle is writing its name there.
 *
 * @param previous the one that was active before, where it is known
 * @param candidate the bundle that scores in shadow, where one is named
 */
public record BundleRelease(
    ModelVersion active, Optional<ModelVersion> previous, Optional<Candidate> candidate) {
  /** Name of the file. */
  public static final String FILE = "release.json";

  private static final long MAX_BYTES = 64 << 10;

  /**
   * A bundle that scores contacts beside the active one and decides nothing.
   *
   * @param share of the contacts
   */
  public record Candidate(ModelVersion model, ContactShare share) {}

  /**
   * Reads {@code release.json}.
   *
   * @param root the folder that holds it and the bundles
   * @throws InvalidBundleException when the file is missing or does not say what it should
   * @throws IOException when it cannot be read
   */
  public static BundleRelease read(BundleFiles root) throws IOException, InvalidBundleException {
    List<BundleProblem> problems = new ArrayList<>();
    byte[] json = new BundleDirectory(root, problems).read(FILE, MAX_BYTES);
    InvalidBundleException.throwIfAny(root, problems);
    JsonFields fields = new JsonFields(ManifestReader.parse(json, FILE, root), FILE, problems);
    BundleRelease release =
        new BundleRelease(
            modelVersion(fields.object("active")),
            fields.has("previous")
                ? Optional.of(modelVersion(fields.object("previous")))
                : Optional.empty(),
            fields.has("candidate")
                ? Optional.of(candidate(fields.object("candidate")))
                : Optional.empty());
    fields.refuseUnreadFields();
    InvalidBundleException.throwIfAny(root, problems);
    return release;
  }

  /** {@link #read} from a folder of this machine. */
  public static BundleRelease read(Path root) throws IOException, InvalidBundleException {
    return read(LocalBundleFiles.in(root));
  }

  /** Where a bundle lies below the folder of the bundles. */
  public static String pathOf(ModelVersion model) {
    return model.name() + "/" + model.version();
  }

  /**
   * Reads a bundle's name as people write it.
   *
   * @param text such as {@code contact-triage/1.0.0}
   * @throws IllegalArgumentException when it is none
   */
  public static ModelVersion parse(String text) {
    int slash = text.indexOf('/');
    if (slash < 0
        || !ManifestReader.NAME.matcher(text.substring(0, slash)).matches()
        || !ManifestReader.VERSION.matcher(text.substring(slash + 1)).matches()) {
      throw new IllegalArgumentException(
          "wanted a bundle like contact-triage/1.0.0, found '" + text + "'");
    }
    return new ModelVersion(text.substring(0, slash), text.substring(slash + 1));
  }

  /**
   * The release after {@code next} became active; what was active is then the previous one. A
   * candidate that became active is one no more.
   */
  public BundleRelease withActive(ModelVersion next) {
    return next.equals(active)
        ? this
        : new BundleRelease(
            next, Optional.of(active), candidate.filter(each -> !each.model().equals(next)));
  }

  /** The release with another candidate, or none. */
  public BundleRelease withCandidate(Optional<Candidate> next) {
    return new BundleRelease(active, previous, next);
  }

  /** The file's content. */
  public byte[] toJson() {
    ObjectNode root = ManifestReader.JSON.createObjectNode();
    write(root.putObject("active"), active);
    previous.ifPresent(model -> write(root.putObject("previous"), model));
    candidate.ifPresent(
        each ->
            write(root.putObject("candidate"), each.model())
                .put("percent", each.share().percent()));
    try {
      String json = ManifestReader.JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root);
      return (json + "\n").getBytes(StandardCharsets.UTF_8);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Texts can always be written", e);
    }
  }

  /**
   * Loads one of the bundles that lie beside {@code release.json}.
   *
   * @throws InvalidBundleException also when the bundle calls itself something else
   */
  public static ModelBundle load(BundleFiles root, ModelVersion model)
      throws IOException, InvalidBundleException {
    ModelBundle bundle = ModelBundle.load(root.folder(pathOf(model)));
    if (!bundle.model().equals(model)) {
      throw new InvalidBundleException(
          bundle.place(),
          List.of(
              new BundleProblem(ManifestReader.FILE, model.toString(), bundle.model().toString())));
    }
    return bundle;
  }

  /** Reads {@code release.json} of a folder of this machine and loads the active bundle. */
  public static ModelBundle loadActive(Path root) throws IOException, InvalidBundleException {
    return load(LocalBundleFiles.in(root), read(root).active());
  }

  private static ModelVersion modelVersion(JsonFields fields) {
    ModelVersion model = nameAndVersion(fields);
    fields.refuseUnreadFields();
    return model;
  }

  private static Candidate candidate(JsonFields fields) {
    Candidate candidate =
        new Candidate(
            nameAndVersion(fields), new ContactShare((int) fields.integer("percent", 1, 100)));
    fields.refuseUnreadFields();
    return candidate;
  }

  private static ModelVersion nameAndVersion(JsonFields fields) {
    return new ModelVersion(
        fields.text("name", "a name like contact-triage", ManifestReader.NAME.asMatchPredicate()),
        fields.text("version", "a version like 1.0.0", ManifestReader.VERSION.asMatchPredicate()));
  }

  private static ObjectNode write(ObjectNode node, ModelVersion model) {
    return node.put("name", model.name()).put("version", model.version());
  }
}
