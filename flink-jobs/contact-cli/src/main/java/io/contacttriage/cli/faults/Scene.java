package io.contacttriage.cli.faults;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.contacttriage.cli.ProjectFolder;
import io.contacttriage.cli.cluster.ClusterJob;
import io.contacttriage.cli.cluster.ProcessCluster;
import io.contacttriage.cli.cluster.ServerProcess;
import io.contacttriage.cli.live.RecordSender;
import io.contacttriage.cli.sample.MalformedKind;
import io.contacttriage.cli.sample.SampleRecord;
import io.contacttriage.cli.sample.SampleStream;
import io.contacttriage.cli.sample.SampleText;
import io.contacttriage.contact.Channel;
import io.contacttriage.contact.Contact;
import io.contacttriage.routing.policy.PolicyBook;
import io.contacttriage.routing.policy.PolicyBookReader;
import io.contacttriage.routing.policy.PolicyBookWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;

/** What faults happen to: a cluster with the job on it, its models, its topics, its load. */
final class Scene implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int FLOOD = 10;

  /** Each kind of malformed record so often; the rest of a poisoning are random bytes. */
  private static final int OF_EACH_KIND = 3;

  private final ProcessCluster cluster;
  private final Path models;
  private final List<SampleText> texts;
  private final double rate;
  private final Random random;
  private final InstantSource clock;
  private final SteadyLoad load;
  private SteadyLoad flood;
  private long sentBesides;
  private long failedBesides;
  private long bookVersion;
  private String bookInEffect;

  /**
   * Begins with the load.
   *
   * @param models the directory that the job was told, which faults take away
   * @param rate contacts a second
   * @param random decides what is free to choose
   */
  Scene(
      ProcessCluster cluster,
      Path models,
      List<SampleText> texts,
      double rate,
      Random random,
      InstantSource clock) {
    this.cluster = cluster;
    this.models = models;
    this.texts = texts;
    this.rate = rate;
    this.random = random;
    this.clock = clock;
    this.load = newLoad(rate);
  }

  private SteadyLoad newLoad(double perSecond) {
    return new SteadyLoad(cluster.bootstrapServers(), texts, newSeed(), perSecond, clock);
  }

  /** Small, since it is in every contactId. */
  private long newSeed() {
    return random.nextInt(Integer.MAX_VALUE);
  }

  ProcessCluster cluster() {
    return cluster;
  }

  /** Contacts that the broker has been given by all senders. */
  long sent() {
    return load.sent() + sentBesides + (flood == null ? 0 : flood.sent());
  }

  /** Contacts of the load that lasts, in a second. */
  long sentInASecond() {
    return Math.round(rate);
  }

  /** Contacts that the broker never took. */
  long failed() {
    return load.failed() + failedBesides + (flood == null ? 0 : flood.failed());
  }

  /** The book that a fault published last and that is to decide from now on, or null. */
  String bookInEffect() {
    return bookInEffect;
  }

  ServerProcess anyTaskManager() {
    return cluster.taskManager(1 + random.nextInt(cluster.shape().taskManagers()));
  }

  void replaceTaskManager() {
    ServerProcess lost = anyTaskManager();
    lost.kill();
    cluster.startAgain(lost);
  }

  void hideModels() throws IOException {
    Files.move(models, hidden());
  }

  void showModels() throws IOException {
    Files.move(hidden(), models);
  }

  private Path hidden() {
    return models.resolveSibling(models.getFileName() + ".hidden");
  }

  void deletePolicies() throws ExecutionException, InterruptedException {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", cluster.bootstrapServers()))) {
      admin.deleteTopics(List.of("policies")).all().get();
    }
  }

  /** Makes the topic of policies again, as config/kafka/topics.yaml has it. */
  void makePolicies() throws InterruptedException {
    ClusterJob.makeTopics(cluster);
  }

  /** Publishes a book that is newer than all before. */
  void publishNextBook() {
    PolicyBook shipped =
        PolicyBookReader.readDirectory(ProjectFolder.resolve("config/policies")).book();
    bookVersion = Math.max(bookVersion, shipped.version()) + 1;
    try (RecordSender sender = new RecordSender(cluster.bootstrapServers(), "policies", PATIENCE)) {
      ObjectNode next = (ObjectNode) JSON.readTree(PolicyBookWriter.write(shipped));
      var unused =
          sender.sendAndWait(utf8("live"), utf8(next.put("version", bookVersion).toString()));
    } catch (IOException e) {
      throw new UncheckedIOException("a book that was written is JSON", e);
    }
    bookInEffect = shipped.name() + "/" + bookVersion;
  }

  void sendMalformed(int count) {
    MalformedKind[] kinds = MalformedKind.values();
    try (RecordSender sender = contacts()) {
      for (int i = 0; i < count; i++) {
        byte[] value = new byte[random.nextInt(200)];
        random.nextBytes(value);
        if (i < OF_EACH_KIND * kinds.length) {
          value = kinds[i % kinds.length].of(contact("broken-" + newSeed()));
        }
        sender.send(utf8("poison"), value);
      }
      finish(sender);
    }
  }

  /** Sends contacts that say that they were received so much later than now. */
  void sendOfAnotherTime(int count, Duration later) {
    SampleStream stream =
        new SampleStream(texts, newSeed(), clock.instant().plus(later), Duration.ofMillis(1));
    try (RecordSender sender = contacts()) {
      for (int i = 0; i < count; i++) {
        SampleRecord record = stream.next();
        sender.send(utf8(record.key()), record.value());
      }
      finish(sender);
    }
  }

  void startFlood() {
    flood = newLoad(rate * (FLOOD - 1));
  }

  void stopFlood() throws InterruptedException {
    flood.finish();
    flood.close();
    sentBesides += flood.sent();
    failedBesides += flood.failed();
    flood = null;
  }

  private RecordSender contacts() {
    return new RecordSender(cluster.bootstrapServers(), "contacts", PATIENCE);
  }

  private void finish(RecordSender sender) {
    sender.flush();
    sentBesides += sender.acknowledged() + sender.failed();
    failedBesides += sender.failed();
  }

  private Contact contact(String id) {
    return new Contact(
        id,
        null,
        null,
        Channel.CHAT,
        null,
        null,
        clock.instant(),
        null,
        "to be broken",
        null,
        null,
        null,
        null);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Ends the load once the broker has taken what was sent. */
  void finish() throws InterruptedException {
    load.finish();
  }

  @Override
  public void close() {
    if (flood != null) {
      flood.close();
    }
    load.close();
  }
}
