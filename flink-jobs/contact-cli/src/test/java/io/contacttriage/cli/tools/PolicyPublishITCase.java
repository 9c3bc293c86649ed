package io.contacttriage.cli.tools;

import static org.assertj.core.api.Assertions.assertThat;

import io.contacttriage.cli.ProjectFolder;
import io.contacttriage.cli.Triage;
import io.contacttriage.cli.live.TopicReader;
import io.contacttriage.cli.local.LocalBroker;
import io.contacttriage.cli.local.TopicSetup;
import io.contacttriage.cli.local.TopicsFile;
import io.contacttriage.routing.policy.PolicyBook;
import io.contacttriage.routing.policy.PolicyBookReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a real broker. */
class PolicyPublishITCase {
  private static LocalBroker broker;

  @BeforeAll
  static void startTheBroker(@TempDir Path folder) {
    broker = LocalBroker.start(folder);
    try (TopicSetup topics = new TopicSetup(broker.bootstrapServers(), Map.of())) {
      topics.createMissing(TopicsFile.read(ProjectFolder.resolve("config/kafka/topics.yaml")));
    }
  }

  @AfterAll
  static void stopTheBroker() {
    broker.close();
  }

  @Test
  void eachPublicationIsAWholeBookWithTheNextVersion() {
    CommandRun first = publish("--no-wait", "--author", "Ana", "--reason", "first");
    CommandRun second = publish("--no-wait", "--json");

    assertThat(first.exitCode()).as(first.err()).isZero();
    assertThat(first.out()).contains("is live");
    List<ConsumerRecord<byte[], byte[]>> all = records();
    List<ConsumerRecord<byte[], byte[]>> records = all.subList(all.size() - 2, all.size());
    PolicyBook firstBook = book(records.get(0));
    PolicyBook secondBook = book(records.get(1));
    assertThat(firstBook.author()).isEqualTo("Ana");
    assertThat(firstBook.reason()).isEqualTo("first");
    assertThat(firstBook.publishedAt()).isNotNull();
    assertThat(secondBook.version()).isEqualTo(firstBook.version() + 1);
    assertThat(second.out())
        .isEqualTo(
            "{\"published\":\""
                + secondBook.versionId()
                + "\",\"newestBefore\":"
                + firstBook.version()
                + "}\n");
    assertThat(secondBook.policies()).isEqualTo(firstBook.policies()).isNotEmpty();
    assertThat(records)
        .allSatisfy(
            record ->
                assertThat(new String(record.key(), StandardCharsets.UTF_8)).isEqualTo("live"));
  }

  @Test
  void aBookThatDoesNotFollowTheLiveOneIsNotSent() {
    publish("--no-wait");
    int before = records().size();
    long live = book(records().get(before - 1)).version();

    CommandRun run = publish("--follows", Long.toString(live - 1));

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("version " + live + " is live, not " + (live - 1));
    assertThat(records()).hasSize(before);
  }

  @Test
  void withoutAJobItSaysThatNobodyAnswered() {
    CommandRun run = publish("--timeout", "1");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("no job answered on topic policy-status within 1 s");
  }

  @Test
  void aTopicThatIsNotThereIsNamed() {
    CommandRun run = publish("--topic", "polices");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("polices").doesNotContain("\tat ");
  }

  private static CommandRun publish(String... more) {
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("policy", "publish", "--bootstrap", broker.bootstrapServers()));
    arguments.addAll(List.of(more));
    return CommandRun.of(Triage.commandLine(), arguments.toArray(String[]::new));
  }

  private static List<ConsumerRecord<byte[], byte[]>> records() {
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    try (TopicReader reader =
        TopicReader.fromStart(broker.bootstrapServers(), List.of("policies"))) {
      reader.readToEnd(records::add);
    }
    return records;
  }

  private static PolicyBook book(ConsumerRecord<byte[], byte[]> record) {
    return PolicyBookReader.readJson(record.value()).orThrow();
  }
}
