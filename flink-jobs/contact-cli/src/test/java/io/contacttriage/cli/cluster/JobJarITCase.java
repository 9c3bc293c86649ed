package io.contacttriage.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * The jars as docs/deployment.md says, on a cluster with class loaders of its own. {@code
 * -Dcluster.submissions=20} submits more often.
 */
@EnabledOnOs(OS.LINUX)
@DisabledIfSystemProperty(
    named = "cluster.jars.skip",
    matches = "true",
    disabledReason = "the build made no jars for a cluster")
class JobJarITCase {
  private static final int SUBMISSIONS = Integer.getInteger("cluster.submissions", 3);
  private static final String ADVICE = "ONNX Runtime is part of the job's own jar";

  @TempDir private Path folder;
  private ProcessCluster cluster;
  private FlinkRest flink;

  @BeforeEach
  void startBrokerAndCluster() throws Exception {
    cluster =
        ProcessCluster.start(
            folder, ClusterPorts.choose(0, 0), new ClusterShape(1, 1), List.of(ClusterJars.lib()));
    flink = cluster.flink();
    ClusterJob.makeTopics(cluster);
    cluster.awaitTaskManagers();
  }

  @AfterEach
  void stopBrokerAndCluster() {
    if (cluster != null) {
      cluster.close();
    }
  }

  @Test
  void aSlimJobSubmittedAgainAndAgainMapsOnnxRuntimeOnceAndAFatOneIsToldWhatToDo()
      throws Exception {
    String slim = flink.upload(ClusterJars.slimJob());
    for (int i = 0; i < SUBMISSIONS; i++) {
      runAndCancel(slim);

      assertThat(cluster.onnxRuntimeCopies(1)).as("after submission %d", i + 1).isEqualTo(1);
    }
    assertThat(taskManagerLog()).doesNotContain(ADVICE);

    runAndCancel(flink.upload(ClusterJars.fatJob()));

    assertThat(cluster.onnxRuntimeCopies(1)).as("with a copy of the fat job's own").isEqualTo(2);
    assertThat(taskManagerLog()).containsOnlyOnce(ADVICE);
  }

  private void runAndCancel(String jarId) throws Exception {
    String job =
        flink.run(
            jarId,
            ClusterJob.arguments(
                cluster, Map.of("scoring.tier", "fast", "flink.restart-strategy.type", "none")));
    cluster.awaitRunning(job);
    flink.cancel(job);
    cluster.await("the end of the job", () -> flink.state(job).equals("CANCELED"));
  }

  private String taskManagerLog() throws IOException {
    return Files.readString(cluster.taskManager(1).log());
  }
}
