package io.contacttriage.scoring.bundle;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
 * @param candidate a bundle to compare with, where one is named
 */
public record BundleRelease(
    ModelVersion active, Optional<ModelVersion> previous, Optional<ModelVersion> candidate) {
  /** Name of the file. */
  public static final String FILE = "release.json";

  private static final long MAX_BYTES = 64 << 10;

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
            optional(fields, "previous"),
            optional(fields, "candidate"));
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

  /** The release after {@code next} became active; what was active is then the previous one. */
  public BundleRelease withActive(ModelVersion next) {
    return next.equals(active) ? this : new BundleRelease(next, Optional.of(active), candidate);
  }

  /** The file's content. */
  public byte[] toJson() {
    ObjectNode root = ManifestReader.JSON.createObjectNode();
    write(root, "active", active);
    previous.ifPresent(model -> write(root, "previous", model));
    candidate.ifPresent(model -> write(root, "candidate", model));
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

  private static Optional<ModelVersion> optional(JsonFields fields, String field) {
    return fields.has(field) ? Optional.of(modelVersion(fields.object(field))) : Optional.empty();
  }

  private static ModelVersion modelVersion(JsonFields fields) {
    ModelVersion model =
        new ModelVersion(
            fields.text(
                "name", "a name like contact-triage", ManifestReader.NAME.asMatchPredicate()),
            fields.text(
                "version", "a version like 1.0.0", ManifestReader.VERSION.asMatchPredicate()));
    fields.refuseUnreadFields();
    return model;
  }

  private static void write(ObjectNode root, String field, ModelVersion model) {
    root.putObject(field).put("name", model.name()).put("version", model.version());
  }
}
