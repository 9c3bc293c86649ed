package io.contacttriage.cli.demo;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.contacttriage.cli.ProjectFolder;
import io.contacttriage.cli.Triage;
import io.contacttriage.cli.live.TopicReader;
import io.contacttriage.cli.local.TopicSpec;
import io.contacttriage.cli.local.TopicsFile;
import io.contacttriage.cli.tools.CommandRun;
import io.contacttriage.contact.Channel;
import io.contacttriage.contact.Contact;
import io.contacttriage.routing.KeyedHash;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two people write; one of them is erased. Real broker, real cluster, real model. */
class ErasureITCase {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final String SECRET = "of-the-tests-0123456789-abcdefgh";
  private static final String PSEUDONYM_SECRET = "another-of-the-tests-0123456789-";

  /** Words and ids that nothing else can produce. */
  private static final Map<String, String> MARKS =
      Map.of(
          "words", "zerzura",
          "customer id", "customer-qvx-7",
          "conversation id", "conversation-qvx-7",
          "contact id", "contact-qvx-7");

  private static final List<TopicSpec> TOPICS =
      TopicsFile.read(ProjectFolder.resolve("config/kafka/topics.yaml"));

  private static final String OTHER = "customer-of-the-tests";

  @TempDir private static Path savepoints;
  private static JobUnderTest job;
  private static JsonNode erased;
  private static CommandRun explained;
  private static String receipts;
  private static SavepointStates state;
  private static final Map<String, Set<String>> inTopics = new TreeMap<>();

  @BeforeAll
  static void eraseOneOfTwo() throws Exception {
    job =
        JobUnderTest.start(
            Duration.ofSeconds(2),
            Map.of(
                "audit.enabled",
                "true",
                "audit.pseudonym-secret",
                PSEUDONYM_SECRET,
                "erasure.receipt-secret",
                SECRET));
    try (JobOutput output = new JobOutput(job.bootstrapServers())) {
      for (int i = 0; i < 3; i++) {
        job.send(contact(i, MARKS.get("customer id"), null));
        job.send(JobUnderTest.contact("other-" + i, Channel.CHAT, "where is my invoice " + i));
      }
      job.send(contact(3, null, MARKS.get("conversation id")));
      job.send("contacts", List.of(Map.entry(new byte[0], malformed())));
      await()
          .atMost(PATIENCE)
          .until(() -> output.readOn().routes.size() == 7 && output.rejects.size() == 1);
    }
    CommandRun run =
        erase(
            "--customer",
            MARKS.get("customer id"),
            "--conversation",
            MARKS.get("conversation id"),
            "--json");
    assertThat(run.exitCode()).as(run.err()).isZero();
    erased = new ObjectMapper().readTree(run.out());
    receipts = text("erasure-receipts");
    state = new SavepointStates(job.cluster().savepoint(savepoints));
    explained =
        CommandRun.of(
            Triage.commandLine(),
            "explain",
            "--bootstrap",
            job.bootstrapServers(),
            "--contact",
            MARKS.get("contact id") + "-0",
            "--pseudonym-key",
            Files.writeString(savepoints.resolve("audit.key"), PSEUDONYM_SECRET).toString());
    for (TopicSpec topic : TOPICS) {
      inTopics.put(topic.name(), marksIn(text(topic.name())));
    }
  }

  @AfterAll
  static void stopTheJob() {
    if (job != null) {
      job.close();
    }
  }

  @Test
  void theReceiptsOfAllSubtasksCountWhatWasThere() {
    assertThat(erased.path("subtasks").asInt()).isEqualTo(2);
    assertThat(erased.path("cleared").path("contactIds").asInt()).isEqualTo(4);
    assertThat(erased.path("cleared").path("histories").asInt()).isEqualTo(2);
    assertThat(erased.path("cleared").path("cachedTexts").asInt()).isPositive();
    assertThat(receipts)
        .contains(erased.path("requestId").asText())
        .contains(new KeyedHash(SECRET).seal(MARKS.get("customer id")));
  }

  @Test
  void inASavepointThereIsNothingOfTheErasedPersonAndTheOtherIsThere() throws Exception {
    assertThat(state.subjects())
        .containsExactly(OTHER + " [other-0, other-1, other-2] with a history");
    assertThat(state.books()).isNotEmpty().allSatisfy(book -> assertThat(marksIn(book)).isEmpty());
    assertThat(state.files())
        .allSatisfy(file -> assertThat(marksIn(file)).isEmpty())
        .as("a savepoint can be searched as bytes")
        .anyMatch(file -> file.contains(OTHER));
  }

  @Test
  void theDataMapHasEveryStateAndNoOther() throws Exception {
    assertThat(state.names()).isEqualTo(DataMap.read().states().keySet());
  }

  @Test
  void everyTopicHoldsOfAPersonWhatTheDataMapSaysAndNoMore() throws Exception {
    Map<String, Set<String>> mapped = new TreeMap<>();
    DataMap.read().topics().forEach((topic, row) -> mapped.put(topic, row.holds()));

    assertThat(inTopics.keySet()).isEqualTo(mapped.keySet());
    assertThat(inTopics.get("contacts")).isEqualTo(MARKS.keySet());
    assertThat(inTopics.get("routes")).contains("customer id");
    assertThat(inTopics.get("audit")).isEmpty();
    assertThat(inTopics.get("erasure-receipts")).isEmpty();
    assertThat(inTopics)
        .allSatisfy((topic, holds) -> assertThat(mapped.get(topic)).containsAll(holds));
  }

  @Test
  void whoHoldsTheSecretFindsTheContactInTheAudit() {
    assertThat(explained.exitCode()).as(explained.err()).isZero();
    assertThat(explained.out())
        .contains(new KeyedHash(PSEUDONYM_SECRET).pseudonym(MARKS.get("contact id") + "-0"));
  }

  @Test
  void noLogHoldsWordsOrIdsOrSecrets() throws IOException {
    assertThat(marksIn(logs())).isEmpty();
    assertThat(logs()).doesNotContain(SECRET, PSEUDONYM_SECRET);
  }

  @Test
  void whenTheRetentionOfTheTopicsEndsNothingIsFoundAnywhere() throws Exception {
    Set<String> topics = inTopics.keySet();
    endRetention(topics);

    assertThat(topics).allSatisfy(topic -> assertThat(marksIn(text(topic))).as(topic).isEmpty());
    assertThat(new SavepointStates(job.cluster().savepoint(savepoints)).files())
        .allSatisfy(file -> assertThat(marksIn(file)).isEmpty());
    assertThat(marksIn(logs())).isEmpty();
  }

  @Test
  void erasingAgainFindsNothing() throws Exception {
    CommandRun run = erase("--customer", MARKS.get("customer id"));

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out())
        .contains("forgotten on all 2 subtasks")
        .containsPattern("contact ids +0\\R")
        .containsPattern("histories +0\\R");
  }

  @Test
  void aRequestForNobodyIsWrongUsageAndOneWithoutAJobSaysThatNobodyAnswered() {
    assertThat(erase().exitCode()).isEqualTo(2);
    assertThat(erase().err()).contains("wanted 1 to 1000");

    CommandRun unheard =
        erase("--customer", "nobody", "--receipts-topic", "policy-status", "--timeout", "1");
    assertThat(unheard.exitCode()).isEqualTo(1);
    assertThat(unheard.err()).contains("no job gave a receipt on topic policy-status within 1 s");
  }

  private static Contact contact(int number, String customer, String conversation) {
    return new Contact(
        MARKS.get("contact id") + "-" + number,
        conversation,
        customer,
        Channel.EMAIL,
        "en",
        "SG",
        Clock.systemUTC().instant().truncatedTo(ChronoUnit.MILLIS),
        "about zerzura",
        "somebody in zerzura charged me twice, invoice " + number,
        null,
        null,
        null,
        null);
  }

  private static byte[] malformed() {
    return JobUnderTest.utf8(
        "{\"contactId\":\"%s-9\",\"customerId\":\"%s\",\"channel\":\"fax\",\"body\":\"zerzura\",\"receivedAt\":\"2026-11-18T12:00:00Z\"}"
            .formatted(MARKS.get("contact id"), MARKS.get("customer id")));
  }

  private static CommandRun erase(String... more) {
    return CommandRun.of(
        Triage.commandLine(),
        Stream.of(Stream.of("erase", "--bootstrap", job.bootstrapServers()), Stream.of(more))
            .flatMap(arguments -> arguments)
            .toArray(String[]::new));
  }

  /** Keys, values and headers of a topic, each byte a character. */
  private static String text(String topic) {
    StringBuilder all = new StringBuilder();
    try (TopicReader reader = TopicReader.fromStart(job.bootstrapServers(), List.of(topic))) {
      reader.readToEnd(
          record -> {
            append(all, record.key());
            append(all, record.value());
            record.headers().forEach(header -> append(all, header.value()));
          });
    }
    return all.toString();
  }

  /** Takes away what lies in topics now, as Kafka does when it is old enough. */
  private static void endRetention(Set<String> topics) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", job.bootstrapServers()))) {
      Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
      for (TopicSpec topic : TOPICS) {
        if (topics.contains(topic.name()) && !topic.config().containsKey("cleanup.policy")) {
          for (int partition = 0; partition < topic.partitions(); partition++) {
            ends.put(new TopicPartition(topic.name(), partition), OffsetSpec.latest());
          }
        }
      }
      Map<TopicPartition, RecordsToDelete> old = new HashMap<>();
      admin
          .listOffsets(ends)
          .all()
          .get()
          .forEach((at, end) -> old.put(at, RecordsToDelete.beforeOffset(end.offset())));
      admin.deleteRecords(old).all().get();
    }
  }

  private static String logs() throws IOException {
    Path log = job.stack().log();
    assertThat(log).isNotEmptyFile();
    try (Stream<Path> files = Files.list(log.getParent())) {
      StringBuilder all = new StringBuilder();
      for (Path file : files.toList()) {
        all.append(Files.readString(file, ISO_8859_1));
      }
      return all.toString();
    }
  }

  private static void append(StringBuilder all, byte[] bytes) {
    if (bytes != null) {
      all.append(new String(bytes, ISO_8859_1)).append('\n');
    }
  }

  private static Set<String> marksIn(String text) {
    Set<String> found = new TreeSet<>();
    MARKS.forEach(
        (what, mark) -> {
          if (text.contains(mark)) {
            found.add(what);
          }
        });
    return found;
  }
}
