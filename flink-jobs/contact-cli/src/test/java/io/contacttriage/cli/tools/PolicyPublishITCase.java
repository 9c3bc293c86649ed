package io.contacttriage.cli.tools;

import static org.assertj.core.api.Assertions.assertThat;

import io.contacttriage.cli.ProjectFolder;
import io.contacttriage.cli.Triage;
import io.contacttriage.cli.live.TopicReader;
import io.contacttriage.cli.local.LocalBroker;
import io.contacttriage.cli.local.TopicSetup;
import io.contacttriage.cli.local.TopicsFile;
import io.contacttriage.job.operators.BookSignature;
import io.contacttriage.routing.policy.PolicyBook;
import io.contacttriage.routing.policy.PolicyBookReader;
import io.contacttriage.scoring.bundle.SigningKeys;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
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

  @Test
  void aBookIsSignedWithItsKeyAndOnlySuchOnesArePublishedAgain(@TempDir Path folder)
      throws IOException {
    KeyPair keys = SigningKeys.generate();
    String key = folder.resolve("signing.pem").toString();
    Files.writeString(Path.of(key), SigningKeys.pem(keys.getPrivate()));
    publish("--no-wait");
    long unsigned = book(last()).version();

    CommandRun signed = publish("--no-wait", "--key", key);

    assertThat(signed.exitCode()).as(signed.err()).isZero();
    assertThat(book(last()).version()).isEqualTo(unsigned + 1);
    assertThat(
            BookSignature.isBy(
                keys.getPublic(),
                "live",
                last().value(),
                new String(
                    last().headers().lastHeader("signature").value(), StandardCharsets.UTF_8)))
        .isTrue();

    int before = records().size();
    CommandRun back = policy("rollback", "--no-wait", "--key", key);
    assertThat(back.exitCode()).isEqualTo(1);
    assertThat(back.err()).contains("not counting books that the key did not sign");
    publish("--no-wait", "--candidate");
    CommandRun promoted = policy("promote", "--no-wait", "--key", key);
    assertThat(promoted.exitCode()).isEqualTo(1);
    assertThat(promoted.err()).contains("not counting books that the key did not sign");
    assertThat(records()).hasSize(before + 1);

    publish("--no-wait", "--candidate", "--key", key);
    CommandRun own = policy("promote", "--no-wait", "--key", key);
    assertThat(own.exitCode()).as(own.err()).isZero();
    assertThat(policy("rollback", "--no-wait", "--key", key).exitCode()).isZero();
  }

  @Test
  void whatIsNoKeyIsSaidBeforeAnythingIsSent(@TempDir Path folder) throws IOException {
    int before = records().size();
    Path key = Files.writeString(folder.resolve("signing.pem"), "hello");

    CommandRun run = publish("--no-wait", "--key", key.toString());

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err())
        .contains("wanted an Ed25519 private key as a PEM file")
        .doesNotContain("hello");
    assertThat(records()).hasSize(before);
  }

  private static CommandRun publish(String... more) {
    return policy("publish", more);
  }

  private static CommandRun policy(String command, String... more) {
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("policy", command, "--bootstrap", broker.bootstrapServers()));
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

  private static ConsumerRecord<byte[], byte[]> last() {
    List<ConsumerRecord<byte[], byte[]>> all = records();
    return all.get(all.size() - 1);
  }

  private static PolicyBook book(ConsumerRecord<byte[], byte[]> record) {
    return PolicyBookReader.readJson(record.value()).orThrow();
  }
}
