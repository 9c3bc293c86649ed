package io.contacttriage.job;

import io.contacttriage.job.operators.RegistrySource;
import io.contacttriage.scoring.ModelRegistry;
import io.contacttriage.scoring.onnx.ScoringPlanException;
import io.contacttriage.scoring.onnx.ScoringSetup;
import io.contacttriage.scoring.onnx.SharedRegistries;
import io.contacttriage.scoring.onnx.TaskManagerResources;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.streaming.api.operators.StreamingRuntimeContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The bundles of a directory, followed by one registry for the whole TaskManager. */
public record BundleRegistrySource(
    ModelsDirectory models, ScoringSetup setup, Duration pollInterval) implements RegistrySource {
  private static final Logger LOG = LoggerFactory.getLogger(BundleRegistrySource.class);

  /** Once for each class loader, so once for each submission of such a job. */
  private static final AtomicBoolean LIBRARY_CHECKED = new AtomicBoolean();

  @Override
  public ModelRegistry join(RuntimeContext context)
      throws InterruptedException, ScoringPlanException {
    if (LIBRARY_CHECKED.compareAndSet(false, true)) {
      NativeLibraryCheck.warning(SharedRegistries.class, RuntimeContext.class).ifPresent(LOG::warn);
    }
    // Every operator's context is one; the interface hides the TaskManager.
    var taskManager = ((StreamingRuntimeContext) context).getTaskManagerRuntimeInfo();
    return join(
        FlinkResources.of(
            taskManager.getConfiguration(), Runtime.getRuntime().availableProcessors()));
  }

  @Override
  public int forgetTexts() {
    return SharedRegistries.ofProcess().forgetTexts();
  }

  ModelRegistry join(TaskManagerResources has) throws InterruptedException, ScoringPlanException {
    return SharedRegistries.ofProcess().join(models.files(), setup, pollInterval, has);
  }
}
