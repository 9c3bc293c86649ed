package io.contacttriage.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.contacttriage.benchmarks.jobs.Arm;
import io.contacttriage.cli.ProjectFolder;
import io.contacttriage.cli.live.TopicReader;
import io.contacttriage.cli.local.ChildBroker;
import io.contacttriage.cli.local.ChildJvm;
import io.contacttriage.scoring.ModelVersion;
import io.contacttriage.scoring.bundle.BundleRelease;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Our job on a broker of its own, with two copies of the active bundle that can be swapped. */
final class LiveRun implements AutoCloseable {
  static final int PARALLELISM = 2;
  static final String POLICIES = "policies";
  static final String POLICY_STATUS = "policy-status";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final double NO_LIMIT = 100_000;
  private static final int MOST_WITHOUT_A_ROUTE = 2_000;

  /**
   * At its full size, as Flink starts its processes; touched, so that what grows is not the heap.
   */
  private static final List<String> HEAP_AS_FLINK_GIVES_IT =
      List.of("-Xms2g", "-Xmx2g", "-XX:+AlwaysPreTouch");

  private final Path models;
  private final BundleRelease first;
  private final BundleRelease second;
  private final ChildBroker broker;
  private final ChildJvm job;
  private final RouteWatcher watcher;
  private final Path log;
  private boolean onSecond;
  private ChildJvm load;

  private LiveRun(Path folder, Map<String, String> overrides) throws IOException {
    log = folder.resolve("log");
    models = Files.createDirectories(folder.resolve("models"));
    Path shipped = ProjectFolder.resolve("models/bundles");
    ModelVersion active = active(shipped);
    first = copy(shipped, new ModelVersion(active.name(), "9.0.0"));
    second = copy(shipped, new ModelVersion(active.name(), "9.0.1"));
    release(first);
    broker = ChildBroker.start(Files.createDirectories(folder.resolve("broker")));
    broker.createTopics("contacts", "routes", "rejects", POLICY_STATUS);
    broker.createControlTopics();
    Map<String, String> settings = new TreeMap<>();
    settings.put("kafka.bootstrap-servers", broker.bootstrapServers());
    settings.put("models.directory", models.toString());
    settings.put("models.poll.interval", "1 s");
    settings.putAll(overrides);
    List<String> arguments = new ArrayList<>(List.of(Arm.TRIAGE.name(), "" + PARALLELISM));
    settings.forEach((key, value) -> arguments.add(key + "=" + value));
    job = ChildJvm.start(JobMain.class, log, arguments, HEAP_AS_FLINK_GIVES_IT);
    job.awaitReady();
    watcher = RouteWatcher.start(broker.bootstrapServers(), "routes");
  }

  /**
   * Starts everything; it takes some ten seconds.
   *
   * @param folder an empty one, which its owner deletes
   * @param overrides settings of the job
   */
  static LiveRun start(Path folder, Map<String, String> overrides) throws IOException {
    return new LiveRun(folder, overrides);
  }

  String bootstrapServers() {
    return broker.bootstrapServers();
  }

  ChildJvm job() {
    return job;
  }

  RouteWatcher watcher() {
    return watcher;
  }

  /** Begins to send contacts by a timetable, in a process of its own. Once. */
  void send(double rate, int seconds) {
    load =
        ChildJvm.start(
            LoadMain.class,
            log,
            List.of(
                broker.bootstrapServers(),
                "contacts",
                Double.toString(rate),
                Integer.toString(seconds)));
  }

  /** Keeps the job busy for so long: contacts without a route are always some, never many. Once. */
  void saturate(int seconds) {
    load =
        ChildJvm.start(
            LoadMain.class,
            log,
            List.of(
                broker.bootstrapServers(),
                "contacts",
                Double.toString(NO_LIMIT),
                Integer.toString(seconds),
                "routes",
                Integer.toString(MOST_WITHOUT_A_ROUTE)));
  }

  /** Waits until all is sent and each contact has a route. Answers how many were sent. */
  long awaitRoutes() throws InterruptedException {
    long sent = Long.parseLong(load.awaitReady());
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (watcher.count() < sent && System.nanoTime() < deadline) {
      TimeUnit.MILLISECONDS.sleep(20);
    }
    return sent;
  }

  /** The ids of all contacts that the broker was given, as their topic has them. */
  Set<String> sentIds() {
    Set<String> ids = new HashSet<>();
    try (TopicReader reader =
        TopicReader.fromStart(broker.bootstrapServers(), List.of("contacts"))) {
      reader.readToEnd(record -> ids.add(contactId(record.value())));
    }
    return ids;
  }

  private static String contactId(byte[] contact) {
    try {
      return JSON.readTree(contact).path("contactId").textValue();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Names the other copy of the bundle in {@code release.json}.
   *
   * @return what the routes will name
   */
  String swap() throws IOException {
    onSecond = !onSecond;
    release(onSecond ? second : first);
    return (onSecond ? second : first).active().toString();
  }

  private void release(BundleRelease release) throws IOException {
    Path whole = Files.write(models.resolve(".next"), release.toJson());
    Files.move(whole, models.resolve(BundleRelease.FILE), StandardCopyOption.ATOMIC_MOVE);
  }

  private static ModelVersion active(Path shipped) throws IOException {
    try {
      return BundleRelease.read(shipped).active();
    } catch (io.contacttriage.scoring.bundle.InvalidBundleException e) {
      throw new IOException(e);
    }
  }

  private BundleRelease copy(Path shipped, ModelVersion as) throws IOException {
    ModelVersion active = active(shipped);
    Path from = shipped.resolve(BundleRelease.pathOf(active));
    Path to = Files.createDirectories(models.resolve(BundleRelease.pathOf(as)));
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(file.getFileName()));
      }
    }
    Path manifest = to.resolve("manifest.json");
    Files.writeString(
        manifest,
        Files.readString(manifest)
            .replaceFirst(
                "\"version\": *\"" + active.version() + "\"",
                "\"version\": \"" + as.version() + "\""));
    return new BundleRelease(as, java.util.Optional.empty(), java.util.Optional.empty());
  }

  @Override
  public void close() {
    if (load != null) {
      load.close();
    }
    watcher.close();
    job.close();
    broker.close();
  }
}
