package io.contacttriage.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.contacttriage.cli.ProjectFolder;
import io.contacttriage.cli.live.RecordSender;
import io.contacttriage.cli.live.SeenRoute;
import io.contacttriage.cli.live.TopicReader;
import io.contacttriage.contact.Channel;
import io.contacttriage.contact.Contact;
import io.contacttriage.contact.ContactWriter;
import io.contacttriage.routing.policy.PolicyBookReader;
import io.contacttriage.routing.policy.PolicyBookWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * State of an earlier release under this one. {@code -Dupdate.savepoint=true} writes the savepoint
 * of this release, to be kept when it is published.
 */
@EnabledOnOs(OS.LINUX)
@DisabledIfSystemProperty(
    named = "cluster.jars.skip",
    matches = "true",
    disabledReason = "the build made no jars for a cluster")
class UpgradeITCase {
  private static final Path SAVEPOINT =
      ProjectFolder.resolve("flink-jobs/contact-cli/src/test/resources/savepoints/0.1.0");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  /** Contacts that the savepoint's job had answered, by the book that it holds. */
  private static final List<String> KNOWN = List.of("k1", "k2", "k3", "k4", "k5", "k6");

  private static final int BOOK = 41;
  private static final Map<String, String> SETTINGS =
      Map.of(
          "scoring.tier", "fast",
          // What the savepoint remembers is older each year.
          "routing.duplicates.ttl", "36500 d",
          "flink.execution.checkpointing.interval", "1 s");

  @TempDir private Path folder;
  private ProcessCluster cluster;
  private FlinkRest flink;
  private TopicReader routes;
  private final List<SeenRoute> seen = new ArrayList<>();

  @BeforeEach
  void startCluster() throws Exception {
    cluster =
        ProcessCluster.start(
            folder, ClusterPorts.choose(0, 0), new ClusterShape(2, 2), List.of(ClusterJars.lib()));
    flink = cluster.flink();
    ClusterJob.makeTopics(cluster);
    routes = TopicReader.fromStart(cluster.bootstrapServers(), List.of("routes"));
    cluster.awaitTaskManagers();
  }

  @AfterEach
  void stopCluster() {
    if (routes != null) {
      routes.close();
    }
    if (cluster != null) {
      cluster.close();
    }
  }

  @Test
  void aSavepointOfTheReleaseBeforeRestoresAndKeepsItsStateThroughRescales() throws Exception {
    if (Boolean.getBoolean("update.savepoint")) {
      writeSavepoint();
      fail("The savepoint is written: keep it, and run this again without -Dupdate.savepoint");
    }
    // As long as the topic that the savepoint's job had read: a shorter one skips what comes next.
    publish(BOOK);
    String job = run(SAVEPOINT.toString());
    // Its offsets are of another Kafka: the first answer says that it reads this one.
    send("n1");
    awaitRoute("n1", BOOK);
    send(KNOWN);
    send("n2");
    awaitRoute("n2", BOOK);

    flink.rescale(job, 4);
    publish(BOOK + 1);
    awaitParallelism(job, 4);
    send(KNOWN);
    send("n3");
    awaitRoute("n3", BOOK + 1);

    flink.rescale(job, 2);
    publish(BOOK + 2);
    awaitParallelism(job, 2);
    send(KNOWN);
    send("n4");
    awaitRoute("n4", BOOK + 2);

    assertThat(seen).extracting(SeenRoute::contactId).doesNotContainAnyElementsOf(KNOWN);
  }

  private void writeSavepoint() throws Exception {
    publish(BOOK);
    String job = run(null);
    send(KNOWN);
    for (String id : KNOWN) {
      awaitRoute(id, BOOK);
    }

    Path made = Path.of(java.net.URI.create(flink.stopWithSavepoint(job, folder)));

    Files.createDirectories(SAVEPOINT);
    try (Stream<Path> files = Files.list(made)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        Files.copy(file, SAVEPOINT.resolve(file.getFileName()));
      }
    }
  }

  private String run(String savepoint) throws IOException, InterruptedException {
    String job =
        flink.run(
            flink.upload(ClusterJars.slimJob()),
            ClusterJob.arguments(cluster, SETTINGS),
            1,
            savepoint);
    cluster.awaitRunning(job);
    return job;
  }

  private void awaitParallelism(String job, int wanted) throws InterruptedException {
    Waiting.until(
        "parallelism " + wanted,
        PATIENCE,
        () -> flink.parallelism(job) == wanted && flink.isRunning(job));
  }

  /** All of one customer, so that they are answered in their order. */
  private void send(String... ids) {
    send(List.of(ids));
  }

  private void send(List<String> ids) {
    try (RecordSender sender =
        new RecordSender(cluster.bootstrapServers(), "contacts", Duration.ofSeconds(30))) {
      for (String id : ids) {
        Contact contact = contact(id);
        var unused =
            sender.sendAndWait(utf8(contact.routingKey()), new ContactWriter().write(contact));
      }
    }
  }

  private static Contact contact(String id) {
    return new Contact(
        id,
        null,
        "customer-of-the-tests",
        Channel.CHAT,
        "en",
        "SG",
        Clock.systemUTC().instant().truncatedTo(ChronoUnit.MILLIS),
        null,
        "where do I find the settings for notifications?",
        null,
        null,
        null,
        null);
  }

  private void publish(int version) throws IOException {
    ObjectNode book =
        (ObjectNode)
            JSON.readTree(
                PolicyBookWriter.write(
                    PolicyBookReader.readDirectory(ProjectFolder.resolve("config/policies"))
                        .book()));
    try (RecordSender sender =
        new RecordSender(cluster.bootstrapServers(), "policies", Duration.ofSeconds(30))) {
      var unused = sender.sendAndWait(utf8("live"), utf8(book.put("version", version).toString()));
    }
  }

  /** The book may come a moment after the contact: then the next one is asked. */
  private void awaitRoute(String id, int book) throws InterruptedException {
    String wanted = "shipped/" + book;
    List<String> asked = new ArrayList<>(List.of(id));
    Waiting.until(
        "a route of " + id + " by " + wanted,
        PATIENCE,
        () -> {
          routes.poll(Duration.ofMillis(200)).forEach(r -> seen.add(SeenRoute.read(r.value())));
          String last = asked.get(asked.size() - 1);
          if (seen.stream().noneMatch(route -> route.contactId().equals(last))) {
            return false;
          }
          if (seen.stream()
              .anyMatch(
                  route -> asked.contains(route.contactId()) && route.policy().equals(wanted))) {
            return true;
          }
          asked.add(id + "-" + asked.size());
          send(asked.get(asked.size() - 1));
          return false;
        });
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
