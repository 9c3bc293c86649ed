package io.contacttriage.cli.release;

import io.contacttriage.cli.CommandFailure;
import io.contacttriage.scoring.ModelVersion;
import io.contacttriage.scoring.ScoringException;
import io.contacttriage.scoring.bundle.BundleManifest;
import io.contacttriage.scoring.bundle.BundleProblem;
import io.contacttriage.scoring.bundle.BundleRelease;
import io.contacttriage.scoring.bundle.GoldenSet;
import io.contacttriage.scoring.bundle.InvalidBundleException;
import io.contacttriage.scoring.bundle.LocalBundleFiles;
import io.contacttriage.scoring.bundle.ModelBundle;
import io.contacttriage.scoring.onnx.GoldenCheck;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A bundle after the checks that the job makes: files, graphs, and the golden set of each tier.
 *
 * @param manifest empty when the bundle's files do not pass
 */
record CheckedBundle(
    ModelVersion model, Optional<BundleManifest> manifest, List<BundleProblem> problems) {
  CheckedBundle {
    problems = List.copyOf(problems);
  }

  static CheckedBundle of(Path models, ModelVersion model) {
    Optional<BundleManifest> manifest = Optional.empty();
    try {
      ModelBundle bundle = BundleRelease.load(LocalBundleFiles.in(models), model);
      manifest = Optional.of(bundle.manifest());
      return new CheckedBundle(model, manifest, GoldenCheck.run(bundle, GoldenSet.read(bundle)));
    } catch (InvalidBundleException e) {
      return new CheckedBundle(model, manifest, e.problems());
    } catch (ScoringException e) {
      return new CheckedBundle(
          model,
          manifest,
          List.of(new BundleProblem("model", "scores for the golden set", e.getMessage())));
    } catch (IOException e) {
      throw CommandFailure.failed("bundle " + model + " cannot be read: " + e);
    }
  }

  boolean isGood() {
    return problems.isEmpty();
  }

  String created() {
    return manifest.map(known -> known.created().toString()).orElse("");
  }
}
