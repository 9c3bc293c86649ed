package io.contacttriage.cli.tools;

import io.contacttriage.cli.CommandFailure;
import io.contacttriage.cli.ProjectFolder;
import io.contacttriage.scoring.bundle.BundleRelease;
import io.contacttriage.scoring.bundle.InvalidBundleException;
import io.contacttriage.scoring.bundle.ModelBundle;
import io.contacttriage.scoring.onnx.OnnxContactScorer;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Which model bundle a command works with. */
public final class BundleOption {
  static final String FAST = "fast";

  @Option(
      names = "--bundle",
      paramLabel = "DIR",
      description =
          "A model bundle's directory; when absent, the one that models/bundles/release.json names")
  private Path directory;

  /** A scorer with a session of its own, verified as the job verifies it. */
  public OnnxContactScorer open() {
    try {
      return OnnxContactScorer.open(load(), FAST);
    } catch (InvalidBundleException e) {
      throw CommandFailure.failed(e.getMessage());
    }
  }

  private ModelBundle load() throws InvalidBundleException {
    try {
      return directory == null
          ? BundleRelease.read(ProjectFolder.resolve("models/bundles")).loadActive()
          : ModelBundle.load(directory);
    } catch (IOException e) {
      throw CommandFailure.failed("The model bundle cannot be read: " + e);
    }
  }
}
