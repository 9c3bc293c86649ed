package io.contacttriage.cli.demo;

import static io.contacttriage.cli.demo.JobOutput.header;
import static io.contacttriage.cli.demo.JobOutput.text;
import static io.contacttriage.cli.demo.JobUnderTest.contact;
import static io.contacttriage.cli.demo.JobUnderTest.sample;
import static io.contacttriage.cli.demo.JobUnderTest.utf8;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import io.contacttriage.cli.ProjectFolder;
import io.contacttriage.cli.live.RecordSender;
import io.contacttriage.cli.live.SeenReject;
import io.contacttriage.cli.live.SeenRoute;
import io.contacttriage.cli.sample.SampleRecord;
import io.contacttriage.cli.sample.SampleRecord.Kind;
import io.contacttriage.contact.Channel;
import io.contacttriage.contact.Contact;
import io.contacttriage.contact.ContactWriter;
import io.contacttriage.routing.policy.PolicyBookWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobStatus;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The job as it is delivered: real broker, real cluster, real model, shipped policy book. */
@TestMethodOrder(OrderAnnotation.class)
class WholeJobITCase {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final int SAMPLE = 1200;
  private static final AtomicInteger IDS = new AtomicInteger();

  private static JobUnderTest job;
  private static int newestBook;

  @TempDir private Path folder;
  private JobOutput output;

  @BeforeAll
  static void startTheJob() throws Exception {
    job = JobUnderTest.start(Duration.ofSeconds(2), Map.of());
    newestBook = (int) job.stack().book().version();
  }

  @AfterAll
  static void stopTheJob() {
    if (job != null) {
      job.close();
    }
  }

  @BeforeEach
  void listen() {
    output = new JobOutput(job.bootstrapServers());
  }

  @AfterEach
  void stopListening() {
    output.close();
  }

  /** First: a TaskManager that another test loses takes what it had read, and counted, with it. */
  @Test
  @Order(1)
  void everyContactIsCountedThrough() throws Exception {
    List<SampleRecord> sent = sample(21, SAMPLE);
    long read = counted("intake.read");
    long rejected = counted("intake.rejected");
    long decided = counted("routing.decided");
    long duplicates = counted("routing.duplicates");

    job.send(sent);
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                output.readOn().routes.size()
                        + output.rejects.size()
                        + counted("routing.duplicates")
                        - duplicates
                    >= SAMPLE);

    assertThat(counted("intake.read") - read).isEqualTo(SAMPLE);
    assertThat(counted("intake.rejected") - rejected).isEqualTo(ofKind(sent, Kind.MALFORMED));
    assertThat(counted("routing.duplicates") - duplicates).isEqualTo(ofKind(sent, Kind.REDELIVERY));
    assertThat(counted("routing.decided") - decided).isEqualTo(output.routes.size());
    assertThat(output.routesByContact().keySet()).isEqualTo(ids(sent));
    assertThat(output.routesByContact().values()).allMatch(routes -> routes.size() == 1);
    assertThat(output.seenRejects().stream().map(r -> r.json().path("sha256").asText()))
        .containsExactlyInAnyOrderElementsOf(digestsOfMalformed(sent));
    assertThat(output.seenRejects().stream().map(SeenReject::cause).distinct())
        .hasSizeGreaterThanOrEqualTo(10);
    assertThat(seenRoutes().map(SeenRoute::queue).distinct()).hasSizeGreaterThanOrEqualTo(6);
    assertThat(seenRoutes().map(SeenRoute::language).collect(toSet()))
        .contains("en", "ms", "id", "zh");
    assertThat(seenRoutes()).as("scored by the model").allMatch(route -> route.topic() != null);
    thatTheSumsOfTheMetricsPageHold();
    thatRecordsAreWhatTheirSchemasSay(sent);
    thatKeysAndHeadersAreRight(sent);
    thatNothingQuotesAContact(sent);
  }

  /** Through all that this job has read; nothing is on its way. */
  private static void thatTheSumsOfTheMetricsPageHold() {
    long contacts = counted("intake.contacts");
    long decided = counted("routing.decided");
    assertThat(counted("intake.read")).isEqualTo(contacts + counted("intake.rejected"));
    assertThat(contacts).isEqualTo(counted("scoring.scored") + counted("scoring.unscored"));
    assertThat(counted("scoring.scored")).isEqualTo(counted("scoring.tier.scoredByTier"));
    assertThat(contacts).isEqualTo(decided + counted("routing.duplicates"));
    assertThat(counted("routing.queue.decidedByQueue")).isEqualTo(decided);
    assertThat(counted("routing.topic.decidedByTopic") + counted("routing.failSafe"))
        .isEqualTo(decided);
    assertThat(counted("routing.latencyMillis")).isPositive();
    assertThat(job.cluster().counters().names().stream().filter(MetricsPage::isOfARoom))
        .as("registered, and on docs/metrics.md")
        .isSubsetOf(MetricsPage.read().names())
        .containsAll(MetricsPage.read().fromTheStart());
  }

  private void thatRecordsAreWhatTheirSchemasSay(List<SampleRecord> sent) throws IOException {
    JsonSchema contact = schema("contact");
    for (SampleRecord record : sent) {
      if (record.kind() != Kind.MALFORMED) {
        assertThat(contact.validate(JSON.readTree(record.value()))).isEmpty();
      }
    }
    JsonSchema route = schema("route");
    for (ConsumerRecord<byte[], byte[]> record : output.routes) {
      assertThat(route.validate(JSON.readTree(record.value()))).isEmpty();
    }
    JsonSchema reject = schema("reject");
    for (ConsumerRecord<byte[], byte[]> record : output.rejects) {
      assertThat(reject.validate(JSON.readTree(record.value()))).isEmpty();
    }
    assertThat(
            schema("policy-book")
                .validate(JSON.readTree(PolicyBookWriter.write(job.stack().book()))))
        .isEmpty();
  }

  private void thatKeysAndHeadersAreRight(List<SampleRecord> sent) throws IOException {
    Map<String, String> keys =
        sent.stream()
            .filter(record -> record.contactId() != null)
            .collect(toMap(SampleRecord::contactId, SampleRecord::key, (first, again) -> first));
    for (ConsumerRecord<byte[], byte[]> record : output.routes) {
      JsonNode route = JSON.readTree(record.value());
      assertThat(text(record.key())).isEqualTo(keys.get(route.path("contactId").asText()));
      assertThat(header(record, "decision-id")).isEqualTo(route.path("decisionId").asText());
      assertThat(header(record, "queue")).isEqualTo(route.path("queue").asText());
      assertThat(header(record, "schema-version")).isEqualTo("1");
    }
    for (ConsumerRecord<byte[], byte[]> record : output.rejects) {
      SeenReject reject = SeenReject.read(record.value());
      assertThat(text(record.key())).isEqualTo(reject.place());
      assertThat(header(record, "cause")).isEqualTo(reject.cause());
    }
  }

  /** Looks for pieces of each contact's words: a quotation would hold one of them. */
  private void thatNothingQuotesAContact(List<SampleRecord> sent) throws IOException {
    String written =
        Stream.concat(output.routes.stream(), output.rejects.stream())
            .map(record -> text(record.value()))
            .collect(joining("\n"));
    for (SampleRecord record : sent) {
      if (record.kind() != Kind.MALFORMED) {
        String body = JSON.readTree(record.value()).path("body").asText();
        for (int from = 0; from + 20 <= body.length(); from += 10) {
          assertThat(written).doesNotContain(body.substring(from, from + 20));
        }
      }
    }
  }

  @Test
  void aNewBookDecidesTheNextContacts() throws IOException {
    int version = ++newestBook;
    ObjectNode book = shippedBook(version);
    book.withArray("policies")
        .insert(
            0,
            JSON.readTree(
                """
                {"id": "by-voice", "title": "Voice", "owner": "tests", "purpose": "To be seen.",
                 "rules": [{"id": "voice", "when": "contact.channel == 'voice_transcript'",
                   "route": {"queue": "legal-desk", "priority": "P1", "respondWithin": "PT1H"}}]}
                """));

    SeenRoute before = answer(Channel.VOICE_TRANSCRIPT);
    job.publish(book);
    awaitVersion(version);
    SeenRoute after = answer(Channel.VOICE_TRANSCRIPT);

    assertThat(before.reason()).isNotEqualTo("by-voice/voice");
    assertThat(after.reason()).isEqualTo("by-voice/voice");
    assertThat(after.queue()).isEqualTo("legal-desk");
    assertThat(after.policy()).isEqualTo("shipped/" + version);
  }

  @Test
  void anInvalidBookIsRejectedWithAllItsProblemsAndChangesNothing() throws IOException {
    SeenRoute before = answer(Channel.CHAT);
    ObjectNode book = shippedBook(newestBook + 100);
    book.withObjectProperty("fallback").put("queue", "nowhere");
    ((ObjectNode) book.path("policies").path(0).path("rules").path(0)).put("when", "topic ==");

    job.publish(book);
    await()
        .atMost(PATIENCE)
        .until(() -> output.readOn().rejects.stream().anyMatch(r -> r.value().length > 0));

    SeenReject reject = output.seenRejects().get(0);
    assertThat(reject.cause()).isEqualTo("invalid_policy_book");
    assertThat(reject.topic()).isEqualTo("policies");
    assertThat(reject.json().path("problems").toString()).contains("nowhere").contains("when");
    assertThat(reject.json().path("problems")).hasSizeGreaterThanOrEqualTo(2);
    assertThat(answer(Channel.CHAT).policy()).isEqualTo(before.policy());
    assertThat(job.cluster().counters().largest("policy.refused")).isEqualTo(1);
    job.publish(shippedBook(++newestBook));
    awaitVersion(newestBook);
    assertThat(job.cluster().counters().largest("policy.refused")).isEqualTo(0);
  }

  @Test
  void noBytesStopTheJob() {
    long restarts = job.cluster().restarts();
    Random random = new Random(11);
    List<Map.Entry<byte[], byte[]>> poison = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      byte[] value = new byte[random.nextInt(200)];
      random.nextBytes(value);
      poison.add(Map.entry(value, value));
    }
    String start = "{\"contactId\":\"p\",\"channel\":\"chat\",\"receivedAt\":";
    poison.add(
        Map.entry(
            utf8("p"), utf8(start + "\"2026-11-22T00:00:00Z\",\"body\":\"" + "x".repeat(5 << 20))));
    poison.add(Map.entry(utf8("p"), utf8(start + "1e999999999}")));
    poison.add(Map.entry(utf8("p"), utf8("[".repeat(100_000))));

    job.send("contacts", poison);
    await().atMost(PATIENCE).until(() -> output.readOn().rejects.size() == poison.size());

    assertThat(answer(Channel.CHAT).queue()).isNotEmpty();
    assertThat(output.rejects).hasSize(poison.size());
    assertThat(job.cluster().restarts()).isEqualTo(restarts);
    assertThat(job.cluster().status()).isEqualTo(JobStatus.RUNNING);
  }

  @Test
  void theConsumerOfTheDocumentationTakesEachContactOfItsQueueOnce() throws Exception {
    SeenRoute mine = answer(Channel.CHAT);
    byte[] again = output.routes.get(output.routes.size() - 1).value();

    try (RecordSender routes = new RecordSender(job.bootstrapServers(), "routes", PATIENCE);
        DocumentedConsumer consumer =
            DocumentedConsumer.start(folder, job.bootstrapServers(), mine.queue())) {
      await().atMost(PATIENCE).until(() -> consumer.has(mine.contactId()));
      send(routes, again, mine.queue());
      send(routes, utf8(asOf("another-queue", mine)), "another-queue");
      send(routes, utf8(asOf("the-last-one", mine)), mine.queue());
      await().atMost(PATIENCE).until(() -> consumer.has("the-last-one"));

      assertThat(consumer.lines())
          .filteredOn(line -> line.startsWith(mine.contactId() + " "))
          .singleElement()
          .asString()
          .contains(mine.priority(), "exposure none");
      assertThat(consumer.lines()).noneMatch(line -> line.startsWith("another-queue"));
    }
  }

  private static void send(RecordSender routes, byte[] value, String queue) {
    var unused = routes.sendAndWait(utf8("customer"), value, Map.of("queue", queue));
  }

  /** The route of another contact. */
  private static String asOf(String contactId, SeenRoute route) {
    return ((ObjectNode) route.json().deepCopy()).put("contactId", contactId).toString();
  }

  @Test
  void theTraceContextOfAContactIsAHeaderOfItsRouteAndOnlyThat() {
    String trace = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    try (RecordSender sender = new RecordSender(job.bootstrapServers(), "contacts", PATIENCE)) {
      Map.of(
              "traced", Map.of("traceparent", trace),
              "traced-oddly", Map.of("traceparent", "00-where is my invoice-01"),
              "not-traced", Map.<String, String>of())
          .forEach(
              (id, headers) -> {
                Contact contact = contact(id, Channel.CHAT, "where is my invoice?");
                sender.sendAndWait(
                    utf8(contact.routingKey()), new ContactWriter().write(contact), headers);
              });
    }
    Set<String> sent = Set.of("traced", "traced-oddly", "not-traced");
    await()
        .atMost(PATIENCE)
        .until(() -> output.readOn().routesByContact().keySet().containsAll(sent));

    Map<String, String> traces = new HashMap<>();
    output.routes.forEach(
        record ->
            traces.put(SeenRoute.read(record.value()).contactId(), header(record, "traceparent")));
    assertThat(traces).containsEntry("traced", trace);
    assertThat(traces).containsEntry("traced-oddly", null).containsEntry("not-traced", null);
    assertThat(output.routes)
        .noneMatch(record -> text(record.value()).contains("4bf92f3577b34da6a3ce929d0e0e4736"));
  }

  @Test
  void aLostTaskManagerLosesNoContact() {
    List<SampleRecord> sent = sample(22, 400);
    long restarts = job.cluster().restarts();

    job.send(sent.subList(0, 200));
    await().atMost(PATIENCE).until(() -> output.readOn().routes.size() > 50);
    job.cluster().replaceTaskManager();
    job.send(sent.subList(200, 400));
    Set<String> wanted = ids(sent);
    Set<String> digests = Set.copyOf(digestsOfMalformed(sent));
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                output.readOn().routesByContact().keySet().containsAll(wanted)
                    && rejectedDigests().containsAll(digests));

    // Contacts of other tests since the last checkpoint may have been decided again as well.
    assertThat(output.routesByContact().keySet()).containsAll(wanted);
    assertThat(rejectedDigests()).containsAll(digests);
    assertThat(job.cluster().restarts()).isGreaterThan(restarts);
  }

  private Set<String> rejectedDigests() {
    return output.seenRejects().stream()
        .map(reject -> reject.json().path("sha256").asText())
        .collect(toSet());
  }

  private void awaitVersion(int version) {
    await()
        .atMost(PATIENCE)
        .until(() -> answer(Channel.CHAT).policy().equals("shipped/" + version));
  }

  /** Sends one contact and returns its route. */
  private SeenRoute answer(Channel channel) {
    String id = "asked-" + IDS.incrementAndGet();
    job.send(contact(id, channel, "where do I find the settings for notifications?"));
    await().atMost(PATIENCE).until(() -> output.readOn().routesByContact().containsKey(id));
    return output.routesByContact().get(id).get(0);
  }

  private Stream<SeenRoute> seenRoutes() {
    return output.routes.stream().map(record -> SeenRoute.read(record.value()));
  }

  private static ObjectNode shippedBook(int version) throws IOException {
    ObjectNode book = (ObjectNode) JSON.readTree(PolicyBookWriter.write(job.stack().book()));
    return book.put("version", version);
  }

  private static long counted(String counter) {
    return job.cluster().counters().sum(counter);
  }

  private static long ofKind(List<SampleRecord> records, Kind kind) {
    return records.stream().filter(record -> record.kind() == kind).count();
  }

  private static Set<String> ids(List<SampleRecord> records) {
    return records.stream().map(SampleRecord::contactId).filter(id -> id != null).collect(toSet());
  }

  private static List<String> digestsOfMalformed(List<SampleRecord> records) {
    return records.stream()
        .filter(record -> record.kind() == Kind.MALFORMED)
        .map(record -> sha256(record.value()))
        .toList();
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static JsonSchema schema(String name) {
    String base = "https://contacttriage.io/schemas/";
    String folder = ProjectFolder.resolve("config/schemas").toUri().toString();
    return JsonSchemaFactory.getInstance(
            SpecVersion.VersionFlag.V202012,
            builder -> builder.schemaMappers(mappers -> mappers.mapPrefix(base, folder)))
        .getSchema(SchemaLocation.of(base + name + ".schema.json"));
  }
}
