package io.contacttriage.cli.evaluate;

import io.contacttriage.cli.CommandFailure;
import io.contacttriage.scoring.ContactScorer;
import io.contacttriage.scoring.bundle.InvalidBundleException;
import io.contacttriage.scoring.bundle.ModelBundle;
import io.contacttriage.scoring.onnx.OnnxContactScorer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A bundle and the tier of it that is measured. */
record BundleTier(Path directory, String tier) {
  static final String FAST = "fast";

  /** A scorer with a session of its own, verified as the job verifies it. */
  ContactScorer open() {
    if (!Files.isDirectory(directory)) {
      throw CommandFailure.wrongUsage("wanted a bundle's directory, found none at " + directory);
    }
    try {
      ModelBundle bundle = ModelBundle.load(directory);
      if (!bundle.manifest().tiers().containsKey(tier)) {
        throw CommandFailure.wrongUsage(
            "wanted a tier of bundle "
                + bundle.model()
                + ", one of "
                + String.join(", ", bundle.manifest().tiers().keySet())
                + "; found "
                + tier);
      }
      return OnnxContactScorer.open(bundle, tier);
    } catch (InvalidBundleException e) {
      throw CommandFailure.failed(e.getMessage());
    } catch (IOException e) {
      throw CommandFailure.failed("The model bundle cannot be read: " + e);
    }
  }
}
