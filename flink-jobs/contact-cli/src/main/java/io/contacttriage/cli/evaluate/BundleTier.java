package io.contacttriage.cli.evaluate;

import io.contacttriage.cli.CommandFailure;
import io.contacttriage.scoring.ContactScorer;
import io.contacttriage.scoring.bundle.InvalidBundleException;
import io.contacttriage.scoring.bundle.ModelBundle;
import io.contacttriage.scoring.onnx.ScoringTier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A bundle and the tier of it that is measured. */
record BundleTier(Path directory, ScoringTier tier) {
  /** A scorer with sessions of its own, verified as the job verifies it. */
  ContactScorer open() {
    if (!Files.isDirectory(directory)) {
      throw CommandFailure.wrongUsage("wanted a bundle's directory, found none at " + directory);
    }
    try {
      return tier.open(ModelBundle.load(directory));
    } catch (InvalidBundleException e) {
      throw CommandFailure.failed(e.getMessage());
    } catch (IOException e) {
      throw CommandFailure.failed("The model bundle cannot be read: " + e);
    }
  }
}
