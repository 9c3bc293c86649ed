package io.contacttriage.cli.live;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.contacttriage.cli.ProjectFolder;
import io.contacttriage.cli.demo.MetricsPage;
import io.contacttriage.cli.local.LocalBroker;
import io.contacttriage.cli.local.LocalCluster;
import io.contacttriage.cli.local.OpenParts;
import io.contacttriage.cli.local.TopicSetup;
import io.contacttriage.cli.local.TopicsFile;
import io.contacttriage.job.outcomes.OutcomeReportJob;
import io.contacttriage.job.outcomes.OutcomeReportMain;
import io.contacttriage.job.settings.JobSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Routes and labels go in by Kafka, reports and rejects come out. */
class OutcomeReportITCase {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir private Path folder;

  @Test
  void aReroutedContactIsSeenInTheOutcomes() throws Exception {
    try (OpenParts parts = new OpenParts()) {
      LocalBroker broker =
          parts.start(() -> LocalBroker.start(Files.createDirectories(folder.resolve("kafka"))));
      String kafka = broker.bootstrapServers();
      try (TopicSetup topics = new TopicSetup(kafka, Map.of())) {
        topics.createMissing(TopicsFile.read(ProjectFolder.resolve("config/kafka/topics.yaml")));
      }
      LocalCluster cluster =
          parts.start(
              () ->
                  LocalCluster.start(
                      new LocalCluster.Options(
                          Files.createDirectories(folder.resolve("flink")), 2, 0, null)));
      JobSettings settings =
          JobSettings.of(
              Map.of("kafka.bootstrap-servers", kafka, "outcomes.report.every", "200 ms"));
      JsonNode example =
          new JsonMapper()
              .readTree(ProjectFolder.resolve("config/schemas/route.schema.json").toFile())
              .at("/examples/0");
      String contactId = example.path("contactId").asText();
      send(kafka, "labels", "not a label", label(contactId, "somewhere-else"));
      send(kafka, "routes", example.toString());

      cluster.submit(settings, OutcomeReportJob.NAME, env -> OutcomeReportMain.draw(env, settings));

      Map<String, JsonNode> outcomes = new HashMap<>();
      Map<String, JsonNode> rejects = new HashMap<>();
      try (TopicReader reader = TopicReader.fromStart(kafka, List.of("outcomes", "rejects"))) {
        await()
            .atMost(PATIENCE)
            .until(
                () -> {
                  for (var record : reader.poll(Duration.ofMillis(100))) {
                    JsonNode value = new JsonMapper().readTree(record.value());
                    (record.topic().equals("outcomes") ? outcomes : rejects)
                        .put(new String(record.key(), UTF_8), value);
                  }
                  return !rejects.isEmpty()
                      && outcomes.values().stream()
                          .anyMatch(outcome -> outcome.path("missed").asInt() == 1)
                      && outcomes.values().stream().anyMatch(OutcomeReportITCase::isJudgedRule);
                });
      }

      assertThat(rejects.values())
          .extracting(reject -> reject.path("cause").asText())
          .containsExactly("invalid_label");
      assertThat(outcomes.values())
          .filteredOn(OutcomeReportITCase::isJudgedRule)
          .singleElement()
          .satisfies(
              rule -> {
                assertThat(rule.at("/rerouted/value").asDouble()).isEqualTo(1);
                assertThat(rule.at("/precision/high").asDouble()).isBetween(0.1, 0.99);
                assertThat(rule.at("/versions/policy").asText())
                    .isEqualTo(example.at("/versions/policy").asText());
              });
      assertThat(cluster.counters().sum("outcomes.decisions")).isEqualTo(1);
      assertThat(cluster.counters().sum("outcomes.labels")).isEqualTo(1);
      assertThat(outcomesOf(cluster.counters().names()))
          .as("registered, and on docs/metrics.md")
          .isEqualTo(outcomesOf(MetricsPage.read().names()));
    }
  }

  /** Names of metrics in the group {@code outcomes}; the ends of an interval go by its share. */
  private static Set<String> outcomesOf(Set<String> names) {
    return names.stream()
        .filter(name -> name.startsWith("outcomes."))
        .map(name -> name.replaceFirst("(Low|High)$", ""))
        .collect(toSet());
  }

  private static boolean isJudgedRule(JsonNode outcome) {
    return outcome.path("kind").asText().equals("rule") && outcome.path("labelled").asInt() == 1;
  }

  private static String label(String contactId, String queue) {
    return "{\"schemaVersion\":1,\"contactId\":\"%s\",\"queue\":\"%s\",\"correctedBy\":\"quality-review\",\"labelledAt\":\"2026-11-22T11:00:00Z\"}"
        .formatted(contactId, queue);
  }

  private static void send(String kafka, String topic, String... values) {
    try (RecordSender sender = new RecordSender(kafka, topic, PATIENCE)) {
      for (String value : values) {
        sender.send(null, value.getBytes(UTF_8));
      }
      sender.flush();
    }
  }
}
