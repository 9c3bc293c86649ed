package io.contacttriage.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.contacttriage.job.kubernetes.Deployment;
import io.contacttriage.job.kubernetes.KubernetesOverlays;
import io.contacttriage.scoring.ModelRegistry;
import io.contacttriage.scoring.onnx.ScoringPlanException;
import io.contacttriage.scoring.onnx.TaskManagerResources;
import java.util.OptionalLong;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessUtils;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The shipped bundle in the TaskManagers that the overlays ask for. */
class KubernetesMemoryTest {
  @ParameterizedTest
  @ValueSource(strings = {"dev", "prod"})
  void theShippedBundleFitsTheTaskManagersOfTheOverlay(String overlay) throws Exception {
    Deployment deployment = deployment(overlay);
    var memory = TaskExecutorProcessUtils.processSpecFromConfig(deployment.taskManager());

    try (ModelRegistry registry = join(deployment, memory.getTaskOffHeapSize())) {
      assertThat(registry.active()).isNotNull();
    }
    assertThat(memory.getTaskHeapSize()).isGreaterThanOrEqualTo(MemorySize.ofMebiBytes(512));
  }

  @ParameterizedTest
  @ValueSource(strings = {"dev", "prod"})
  void halfOfThatMemoryWouldBeRefused(String overlay) {
    Deployment deployment = deployment(overlay);
    var memory = TaskExecutorProcessUtils.processSpecFromConfig(deployment.taskManager());

    assertThatThrownBy(() -> join(deployment, memory.getTaskOffHeapSize().divide(2)))
        .isInstanceOf(ScoringPlanException.class)
        .hasMessageContaining("taskmanager.memory.task.off-heap.size");
  }

  private static Deployment deployment(String overlay) {
    return KubernetesOverlays.deployment(ProjectFolder.ROOT.resolve("k8s/overlays/" + overlay));
  }

  private static ModelRegistry join(Deployment deployment, MemorySize offHeap) throws Exception {
    var settings = deployment.job();
    var shipped = new ModelsDirectory(ProjectFolder.ROOT.resolve("models/bundles").toString(), "");
    return new BundleRegistrySource(shipped, settings.scoringSetup(), settings.modelsPollInterval())
        .join(
            new TaskManagerResources(
                FlinkResources.of(deployment.taskManager(), deployment.cores()).slots(),
                deployment.cores(),
                OptionalLong.of(offHeap.getBytes())));
  }
}
