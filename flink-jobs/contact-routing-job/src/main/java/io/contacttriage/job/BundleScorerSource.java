package io.contacttriage.job;

import io.contacttriage.job.operators.ScorerSource;
import io.contacttriage.scoring.ContactScorer;
import io.contacttriage.scoring.bundle.BundleRelease;
import io.contacttriage.scoring.onnx.ScoringTier;
import io.contacttriage.scoring.onnx.SharedScorers;
import java.nio.file.Path;

/** The scorer of the bundle that {@code release.json} names, shared by the whole TaskManager. */
public record BundleScorerSource(String modelsDirectory, ScoringTier tier) implements ScorerSource {
  @Override
  public ContactScorer acquire() throws Exception {
    Path models = Path.of(modelsDirectory);
    String active = BundleRelease.pathOf(BundleRelease.read(models).active());
    return SharedScorers.ofProcess().acquire(models.resolve(active), tier);
  }
}
