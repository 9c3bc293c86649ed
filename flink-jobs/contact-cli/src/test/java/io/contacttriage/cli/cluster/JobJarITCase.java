package io.contacttriage.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.contacttriage.cli.live.RecordSender;
import io.contacttriage.cli.live.TopicReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
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

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final byte[] KEY = utf8("customer-zerzura");

  /** In all ids, and nowhere else. */
  private static final String MARK = "zerzura";

  private static final String WORDS =
      "where is the parcel that I was promised for the birthday of my daughter last week";
  private static final int PIECE = 20;

  @TempDir private static Path folder;
  private static ProcessCluster cluster;
  private static FlinkRest flink;

  @BeforeAll
  static void startBrokerAndCluster() throws Exception {
    cluster =
        ProcessCluster.start(
            folder, ClusterPorts.choose(0, 0), new ClusterShape(1, 1), List.of(ClusterJars.lib()));
    flink = cluster.flink();
    ClusterJob.makeTopics(cluster);
    cluster.awaitTaskManagers();
  }

  @AfterAll
  static void stopBrokerAndCluster() {
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

  /** What is odd of a contact makes the job speak: none of its words may be in that. */
  @Test
  void whatJobManagerAndTaskManagersLogIsOneJsonObjectALineAndQuotesNoContact() throws Exception {
    String job = run(flink.upload(ClusterJars.slimJob()), Map.of());
    try (RecordSender contacts = sender("contacts");
        RecordSender policies = sender("policies")) {
      contacts.sendAndWait(KEY, contact("chat", WORDS));
      contacts.sendAndWait(KEY, contact("fax", WORDS));
      contacts.sendAndWait(KEY, contact("chat", WORDS.repeat(30_000)));
      contacts.sendAndWait(KEY, utf8("{\"contactId\":\"" + MARK + WORDS));
      contacts.sendAndWait(KEY, utf8(WORDS));
      policies.sendAndWait(utf8("live"), utf8("{\"name\":\"" + WORDS + "\"}"));
    }
    awaitRecords("routes", 1);
    awaitRecords("rejects", 5);
    cancel(job);

    for (ServerProcess process : List.of(cluster.jobManager(), cluster.taskManager(1))) {
      List<String> jobs = new ArrayList<>();
      for (String line : Files.readAllLines(process.log())) {
        assertThat(line).doesNotContain(MARK);
        for (int from = 0; from + PIECE <= WORDS.length(); from += PIECE / 2) {
          assertThat(line).doesNotContain(WORDS.substring(from, from + PIECE));
        }
        JsonNode event = JSON.readTree(line);
        assertThat(event.path("time").asText()).endsWith("Z");
        assertThat(List.of("level", "logger", "thread", "message")).as(line).allMatch(event::has);
        jobs.add(event.path("job").asText());
      }
      assertThat(jobs).as(process.name()).contains(job);
    }
  }

  private static byte[] contact(String channel, String words) {
    return utf8(
        """
        {"contactId":"contact-%s","customerId":"customer-%s","channel":"%s",
         "receivedAt":"%s","body":"%s"}"""
            .formatted(MARK, MARK, channel, Clock.systemUTC().instant(), words));
  }

  private static RecordSender sender(String topic) {
    return new RecordSender(cluster.bootstrapServers(), topic, Duration.ofSeconds(10));
  }

  private static void awaitRecords(String topic, int wanted) throws Exception {
    try (TopicReader reader = TopicReader.fromStart(cluster.bootstrapServers(), List.of(topic))) {
      AtomicInteger seen = new AtomicInteger();
      cluster.await(
          wanted + " records in " + topic,
          () -> seen.addAndGet(reader.poll(Duration.ofMillis(100)).size()) >= wanted);
    }
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static void runAndCancel(String jarId) throws Exception {
    // A failure is to be seen, not mended.
    cancel(run(jarId, Map.of("flink.restart-strategy.type", "none")));
  }

  private static String run(String jarId, Map<String, String> settings) throws Exception {
    Map<String, String> all = new HashMap<>(settings);
    all.put("scoring.tier", "fast");
    String job = flink.run(jarId, ClusterJob.arguments(cluster, all));
    cluster.awaitRunning(job);
    return job;
  }

  private static void cancel(String job) throws Exception {
    flink.cancel(job);
    cluster.await("the end of the job", () -> flink.state(job).equals("CANCELED"));
  }

  private static String taskManagerLog() throws IOException {
    return Files.readString(cluster.taskManager(1).log());
  }
}
