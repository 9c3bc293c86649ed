package io.contacttriage.job;

import io.contacttriage.scoring.onnx.TaskManagerResources;
import java.util.OptionalLong;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.TaskManagerOptions;

/** What Flink says that a TaskManager has. */
final class FlinkResources {
  /** Flink's stand-in for no limit when it runs a cluster in one process: 1 TiB. */
  private static final MemorySize LOCAL_RUN = MemorySize.ofMebiBytes(1 << 20);

  private FlinkResources() {}

  /**
   * Reads a TaskManager's settings.
   *
   * @param settings those that the process was started with: sizes of memory are all set there
   * @param cores that the process may use
   */
  static TaskManagerResources of(Configuration settings, int cores) {
    return new TaskManagerResources(
        settings.get(TaskManagerOptions.NUM_TASK_SLOTS),
        cores,
        settings
            .getOptional(TaskManagerOptions.TASK_OFF_HEAP_MEMORY)
            .filter(size -> size.compareTo(LOCAL_RUN) < 0)
            .map(size -> OptionalLong.of(size.getBytes()))
            .orElse(OptionalLong.empty()));
  }
}
