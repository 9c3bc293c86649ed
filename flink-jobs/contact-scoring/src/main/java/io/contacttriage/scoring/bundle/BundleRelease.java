package io.contacttriage.scoring.bundle;

import io.contacttriage.scoring.ModelVersion;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which bundle is in use: {@code release.json} beside the bundles, which lie at {@code
 * name/version}. Going back to an older bundle is writing its name there.
 *
 * @param bundlesRoot absolute directory of {@code release.json}
 * @param candidate a bundle to compare with, where one is named
 */
public record BundleRelease(
    Path bundlesRoot, ModelVersion active, Optional<ModelVersion> candidate) {
  private static final String FILE = "release.json";
  private static final long MAX_BYTES = 64 << 10;

  /**
   * Reads {@code release.json}.
   *
   * @throws InvalidBundleException when the file is missing or does not say what it should
   * @throws IOException when it cannot be read
   */
  public static BundleRelease read(Path bundlesRoot) throws IOException, InvalidBundleException {
    Path root = bundlesRoot.toAbsolutePath().normalize();
    List<BundleProblem> problems = new ArrayList<>();
    byte[] json = new BundleDirectory(root, problems).read(FILE, MAX_BYTES);
    refuseIfAny(problems, root);
    JsonFields fields = new JsonFields(ManifestReader.parse(json, FILE, root), FILE, problems);
    ModelVersion active = modelVersion(fields.object("active"));
    Optional<ModelVersion> candidate =
        fields.has("candidate")
            ? Optional.of(modelVersion(fields.object("candidate")))
            : Optional.empty();
    fields.refuseUnreadFields();
    refuseIfAny(problems, root);
    return new BundleRelease(root, active, candidate);
  }

  /** Where the active bundle lies. */
  public Path activeDirectory() {
    return directoryOf(active);
  }

  /** Where a bundle of this root lies. */
  public Path directoryOf(ModelVersion model) {
    return bundlesRoot.resolve(model.name()).resolve(model.version());
  }

  /**
   * Loads the active bundle.
   *
   * @throws InvalidBundleException also when the bundle calls itself something else
   */
  public ModelBundle loadActive() throws IOException, InvalidBundleException {
    ModelBundle bundle = ModelBundle.load(activeDirectory());
    if (!bundle.model().equals(active)) {
      throw new InvalidBundleException(
          bundle.directory(),
          List.of(
              new BundleProblem(
                  ManifestReader.FILE, active.toString(), bundle.model().toString())));
    }
    return bundle;
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

  private static void refuseIfAny(List<BundleProblem> problems, Path root)
      throws InvalidBundleException {
    if (!problems.isEmpty()) {
      throw new InvalidBundleException(root, problems);
    }
  }
}
