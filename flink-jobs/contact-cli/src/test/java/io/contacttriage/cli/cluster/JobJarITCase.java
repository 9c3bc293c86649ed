package io.contacttriage.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.contacttriage.cli.ProjectFolder;
import io.contacttriage.cli.local.LocalBroker;
import io.contacttriage.cli.local.TopicSetup;
import io.contacttriage.cli.local.TopicsFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
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
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final int SUBMISSIONS = Integer.getInteger("cluster.submissions", 3);
  private static final String ADVICE = "ONNX Runtime is part of the job's own jar";

  @TempDir private Path folder;
  private LocalBroker broker;
  private SessionCluster cluster;
  private FlinkRest flink;

  @BeforeEach
  void startBrokerAndCluster() throws Exception {
    broker = LocalBroker.start(Files.createDirectory(folder.resolve("kafka")));
    try (TopicSetup topics = new TopicSetup(broker.bootstrapServers(), Map.of())) {
      topics.createMissing(TopicsFile.read(ProjectFolder.resolve("config/kafka/topics.yaml")));
    }
    cluster =
        SessionCluster.start(
            Files.createDirectory(folder.resolve("flink")), List.of(jar("contact-scoring", "lib")));
    flink = new FlinkRest(cluster.rest());
    awaitThat(() -> flink.freeSlots() > 0);
  }

  @AfterEach
  void stopBrokerAndCluster() {
    if (cluster != null) {
      cluster.close();
    }
    if (broker != null) {
      broker.close();
    }
  }

  @Test
  void aSlimJobSubmittedAgainAndAgainMapsOnnxRuntimeOnceAndAFatOneIsToldWhatToDo()
      throws Exception {
    String slim = flink.upload(jar("contact-routing-job", "job-slim"));
    for (int i = 0; i < SUBMISSIONS; i++) {
      runAndCancel(slim);

      assertThat(cluster.onnxRuntimeCopies()).as("after submission %d", i + 1).isEqualTo(1);
    }
    assertThat(cluster.taskManagerLog()).doesNotContain(ADVICE);

    runAndCancel(flink.upload(jar("contact-routing-job", "job")));

    assertThat(cluster.onnxRuntimeCopies()).as("with a copy of the fat job's own").isEqualTo(2);
    assertThat(cluster.taskManagerLog()).containsOnlyOnce(ADVICE);
  }

  /** What {@code mvn package} made of another module. */
  private static Path jar(String module, String classifier) throws IOException {
    Path target = ProjectFolder.resolve("flink-jobs").resolve(module).resolve("target");
    try (Stream<Path> files = Files.list(target)) {
      return files
          .filter(
              file ->
                  file.getFileName().toString().matches(module + "-.*-" + classifier + "\\.jar"))
          .findFirst()
          .orElseThrow(() -> new AssertionError("no " + classifier + " jar in " + target));
    }
  }

  private void runAndCancel(String jarId) throws Exception {
    String job =
        flink.run(
            jarId,
            List.of(
                "--kafka.bootstrap-servers",
                broker.bootstrapServers(),
                "--models.directory",
                ProjectFolder.resolve("models/bundles").toString(),
                "--scoring.tier",
                "fast",
                "--flink.restart-strategy.type",
                "none"));
    awaitThat(() -> flink.isRunning(job));
    flink.cancel(job);
    awaitThat(() -> flink.state(job).equals("CANCELED"));
  }

  private void awaitThat(Callable<Boolean> condition) {
    await()
        .atMost(PATIENCE)
        .until(
            () -> {
              cluster.requireAlive();
              return condition.call();
            });
  }
}
