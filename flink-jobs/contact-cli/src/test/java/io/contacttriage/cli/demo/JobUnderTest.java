package io.contacttriage.cli.demo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.contacttriage.cli.ProjectFolder;
import io.contacttriage.cli.live.RecordSender;
import io.contacttriage.cli.local.LocalCluster;
import io.contacttriage.cli.local.OpenParts;
import io.contacttriage.cli.sample.SampleRecord;
import io.contacttriage.cli.sample.SampleStream;
import io.contacttriage.cli.sample.SampleText;
import io.contacttriage.cli.sample.SampleTexts;
import io.contacttriage.contact.Channel;
import io.contacttriage.contact.Contact;
import io.contacttriage.contact.ContactWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The whole job on a real broker and a real cluster, and ways to feed it. */
final class JobUnderTest implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final List<SampleText> TEXTS =
      SampleTexts.readFolder(ProjectFolder.resolve("models/contacts"));

  private final OpenParts parts;
  private final LocalStack stack;

  private JobUnderTest(OpenParts parts, LocalStack stack) {
    this.parts = parts;
    this.stack = stack;
  }

  static JobUnderTest start(Duration checkpointEvery, Map<String, String> overrides)
      throws Exception {
    OpenParts parts = new OpenParts();
    try {
      return new JobUnderTest(
          parts, LocalStack.start(parts, line -> {}, 2, 0, checkpointEvery, overrides));
    } catch (Exception e) {
      parts.close();
      throw e;
    }
  }

  /** Records of the shipped sample stream, received now. */
  static List<SampleRecord> sample(long seed, int count) {
    Instant start = Clock.systemUTC().instant();
    SampleStream stream = new SampleStream(TEXTS, seed, start, Duration.ZERO);
    return Stream.generate(stream::next).limit(count).toList();
  }

  static Contact contact(String contactId, Channel channel, String body) {
    return new Contact(
        contactId,
        null,
        "customer-of-the-tests",
        channel,
        "en",
        "SG",
        Clock.systemUTC().instant().truncatedTo(ChronoUnit.MILLIS),
        null,
        body,
        null,
        null,
        null,
        null);
  }

  String bootstrapServers() {
    return stack.bootstrapServers();
  }

  LocalCluster cluster() {
    return stack.cluster();
  }

  LocalStack stack() {
    return stack;
  }

  void send(List<SampleRecord> records) {
    send("contacts", records.stream().map(r -> Map.entry(utf8(r.key()), r.value())).toList());
  }

  void send(Contact contact) {
    send(
        "contacts",
        List.of(Map.entry(utf8(contact.routingKey()), new ContactWriter().write(contact))));
  }

  void publish(ObjectNode book) {
    send("policies", List.of(Map.entry(utf8("live"), utf8(book.toString()))));
  }

  void send(String topic, List<Map.Entry<byte[], byte[]>> records) {
    try (RecordSender sender = new RecordSender(bootstrapServers(), topic, PATIENCE)) {
      records.forEach(record -> sender.send(record.getKey(), record.getValue()));
      sender.flush();
      if (sender.failed() > 0) {
        throw new AssertionError("not all records were sent: " + sender.firstProblem());
      }
    }
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    parts.close();
  }
}
