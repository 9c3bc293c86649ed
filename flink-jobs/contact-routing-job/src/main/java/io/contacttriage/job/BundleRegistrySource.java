package io.contacttriage.job;

import io.contacttriage.job.operators.MicroBatch;
import io.contacttriage.job.operators.RegistrySource;
import io.contacttriage.scoring.ModelRegistry;
import io.contacttriage.scoring.onnx.BatchShapes;
import io.contacttriage.scoring.onnx.ScoringTier;
import io.contacttriage.scoring.onnx.SharedRegistries;
import java.time.Duration;

/**
 * The bundles of a directory, followed by one registry for the whole TaskManager.
 *
 * @param microBatch how large the batches are that a bundle is warmed up for
 */
public record BundleRegistrySource(
    ModelsDirectory models, ScoringTier tier, MicroBatch microBatch, Duration pollInterval)
    implements RegistrySource {
  @Override
  public ModelRegistry join() throws InterruptedException {
    return SharedRegistries.ofProcess()
        .join(
            models.files(),
            tier,
            new BatchShapes(microBatch.maxContacts(), microBatch.maxTokens()),
            pollInterval);
  }
}
