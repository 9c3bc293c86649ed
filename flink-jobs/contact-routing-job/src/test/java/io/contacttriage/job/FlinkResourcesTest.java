package io.contacttriage.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.contacttriage.scoring.onnx.TaskManagerResources;
import java.util.OptionalLong;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.taskexecutor.TaskExecutorResourceUtils;
import org.junit.jupiter.api.Test;

class FlinkResourcesTest {
  @Test
  void slotsAndMemoryAreThoseThatTheTaskManagerWasStartedWith() {
    Configuration settings = new Configuration();
    settings.setString("taskmanager.numberOfTaskSlots", "4");
    settings.setString("taskmanager.memory.task.off-heap.size", "512m");

    assertThat(FlinkResources.of(settings, 8))
        .isEqualTo(new TaskManagerResources(4, 8, OptionalLong.of(512L << 20)));
  }

  @Test
  void memoryThatNobodyAskedForIsNoneAndNotUnlimited() {
    Configuration settings = new Configuration();
    settings.setString("taskmanager.memory.task.off-heap.size", "0");

    assertThat(FlinkResources.of(settings, 1).offHeapBytes()).hasValue(0);
  }

  @Test
  void aClusterInOneProcessLimitsNothing() {
    Configuration settings = TaskExecutorResourceUtils.adjustForLocalExecution(new Configuration());

    assertThat(FlinkResources.of(settings, 1).offHeapBytes()).isEmpty();
  }

  @Test
  void memoryThatIsNotSetIsNotLimited() {
    assertThat(FlinkResources.of(new Configuration(), 1).offHeapBytes()).isEmpty();
  }
}
