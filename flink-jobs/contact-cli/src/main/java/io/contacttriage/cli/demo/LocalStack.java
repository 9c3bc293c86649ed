package io.contacttriage.cli.demo;

import io.contacttriage.cli.CommandFailure;
import io.contacttriage.cli.ProjectFolder;
import io.contacttriage.cli.live.BookSender;
import io.contacttriage.cli.local.LocalBroker;
import io.contacttriage.cli.local.LocalCluster;
import io.contacttriage.cli.local.LocalLogs;
import io.contacttriage.cli.local.OpenParts;
import io.contacttriage.cli.local.TopicSetup;
import io.contacttriage.cli.local.TopicSpec;
import io.contacttriage.cli.local.TopicsFile;
import io.contacttriage.cli.local.WorkFolder;
import io.contacttriage.job.settings.JobSettings;
import io.contacttriage.routing.policy.PolicyBook;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.flink.api.common.JobStatus;

/** All that a demo runs on: broker, topics, published book, cluster, job. Says what it does. */
public final class LocalStack {
  private static final Duration JOB_START = Duration.ofMinutes(2);
  private static final long LOOK_AGAIN_MILLIS = 100;

  private final OpenParts parts;
  private final Consumer<String> say;
  private final Path log;
  private LocalBroker broker;
  private LocalCluster cluster;
  private JobSettings settings;
  private PolicyBook book;

  private LocalStack(OpenParts parts, Consumer<String> say, Path log) {
    this.parts = parts;
    this.say = say;
    this.log = log;
  }

  /**
   * Starts everything; when this returns the job reads its topics.
   *
   * @param parts takes what is started, also when a later step fails
   * @param overrides settings of the job beside those that name the local parts
   */
  public static LocalStack start(
      OpenParts parts,
      Consumer<String> say,
      int parallelism,
      int uiPort,
      Duration checkpointEvery,
      Map<String, String> overrides)
      throws Exception {
    WorkFolder folder = parts.start(WorkFolder::create);
    Path log = folder.folder("logs").resolve("triage.log");
    LocalLogs.writeTo(log);
    LocalStack stack = new LocalStack(parts, say, log);
    stack.startBroker(folder);
    stack.publishBook();
    Map<String, String> given = new TreeMap<>();
    given.put("kafka.bootstrap-servers", stack.broker.bootstrapServers());
    given.put("models.directory", ProjectFolder.resolve("models/bundles").toString());
    given.putAll(overrides);
    stack.settings = JobSettings.of(given);
    stack.startJob(
        new LocalCluster.Options(folder.folder("flink"), parallelism, uiPort, checkpointEvery));
    return stack;
  }

  private void startBroker(WorkFolder folder) throws Exception {
    broker = parts.start(() -> LocalBroker.start(folder.folder("kafka")));
    say.accept("Kafka broker        " + broker.bootstrapServers());
    try (TopicSetup setup = new TopicSetup(broker.bootstrapServers(), Map.of())) {
      List<TopicSpec> made =
          setup
              .createMissing(TopicsFile.read(ProjectFolder.resolve("config/kafka/topics.yaml")))
              .created();
      say.accept(
          "topics              " + String.join(", ", made.stream().map(TopicSpec::name).toList()));
    }
  }

  private void publishBook() {
    book =
        BookSender.publish(
            broker.bootstrapServers(), "policies", ProjectFolder.resolve("config/policies"));
    say.accept(
        "policy book         "
            + book.versionId()
            + ", "
            + book.policies().size()
            + " policies, "
            + book.queues().size()
            + " queues");
  }

  private void startJob(LocalCluster.Options options) throws Exception {
    cluster = parts.start(() -> LocalCluster.start(options));
    say.accept("Flink               web UI at " + cluster.ui());
    cluster.submit(settings);
    long deadline = System.nanoTime() + JOB_START.toNanos();
    while (!cluster.isReading()) {
      if (cluster.status() == JobStatus.FAILED || System.nanoTime() > deadline) {
        throw CommandFailure.failed("the job did not start: " + cluster.lastFailure());
      }
      TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN_MILLIS);
    }
    say.accept(
        "job                 running, "
            + options.parallelism()
            + (options.parallelism() == 1 ? " subtask" : " subtasks")
            + " a room");
  }

  public String bootstrapServers() {
    return broker.bootstrapServers();
  }

  public LocalCluster cluster() {
    return cluster;
  }

  public JobSettings settings() {
    return settings;
  }

  public PolicyBook book() {
    return book;
  }

  /** The log of all parts, until they are closed. */
  public Path log() {
    return log;
  }
}
