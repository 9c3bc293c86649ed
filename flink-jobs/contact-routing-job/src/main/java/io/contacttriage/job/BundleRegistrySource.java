package io.contacttriage.job;

import io.contacttriage.job.operators.RegistrySource;
import io.contacttriage.scoring.ModelRegistry;
import io.contacttriage.scoring.onnx.ScoringSetup;
import io.contacttriage.scoring.onnx.SharedRegistries;
import java.time.Duration;

/** The bundles of a directory, followed by one registry for the whole TaskManager. */
public record BundleRegistrySource(
    ModelsDirectory models, ScoringSetup setup, Duration pollInterval) implements RegistrySource {
  @Override
  public ModelRegistry join() throws InterruptedException {
    return SharedRegistries.ofProcess().join(models.files(), setup, pollInterval);
  }
}
