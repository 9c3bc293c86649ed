package io.contacttriage.benchmarks;

import io.contacttriage.benchmarks.report.BenchReport;
import io.contacttriage.benchmarks.report.Machine;
import io.contacttriage.benchmarks.report.Table;
import io.contacttriage.cli.ProjectFolder;
import io.contacttriage.cli.live.RecordSender;
import io.contacttriage.cli.local.WorkFolder;
import io.contacttriage.cli.report.ReportFiles;
import io.contacttriage.cli.tools.PolicyAcknowledgements;
import io.contacttriage.routing.policy.PolicyBook;
import io.contacttriage.routing.policy.PolicyBookReader;
import io.contacttriage.routing.policy.PolicyBookWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./triage bench publish}. */
@Command(
    name = "publish",
    mixinStandardHelpOptions = true,
    description = {
      "From sending a policy book until every subtask has said that it is in effect, at half of what",
      "the job can do. Stretches with publishes and stretches without take turns, so that the latency",
      "of contacts in both is of the same run."
    })
final class PublishCommand implements Callable<Integer> {
  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final byte[] KEY = "live".getBytes(StandardCharsets.UTF_8);
  private static final int DIGITS = 3;

  @Mixin private LiveOptions options;
  @Mixin private ReportFiles files;

  @Option(
      names = "--stretches",
      description = "With publishes, and as many without (default: ${DEFAULT-VALUE})")
  private int stretches = 10;

  @Option(
      names = "--seconds",
      description = "Of each stretch, with one publish a second (default: ${DEFAULT-VALUE})")
  private int seconds = 10;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    files.requireFolders();
    Machine machine = Machine.now();
    PrintWriter err = spec.commandLine().getErr();
    try (WorkFolder folder = WorkFolder.create()) {
      double rate = options.capacity(folder.folder("capacity")) / 2;
      int lasting = options.warmUp + 2 * stretches * seconds;
      err.printf(Locale.ROOT, "%,.0f contacts a second for %d s%n", rate, lasting);
      BenchReport report =
          new BenchReport(
                  "Latency of policy publishes",
                  "Contacts come at half of what the job can do, while policy books are published.",
                  machine)
              .setting("load", String.format(Locale.ROOT, "%,.0f contacts a second", rate))
              .setting("slots", LiveRun.PARALLELISM)
              .setting("warm-up", options.warmUp + " s")
              .setting("settings", options.settings())
              .setting("publishes", stretches * seconds);
      try (LiveRun run = options.start(folder.folder("run"))) {
        run.send(rate, lasting);
        TimeUnit.SECONDS.sleep(options.warmUp);
        Set<Long> publishing = new HashSet<>();
        Histogram effects = publishAll(run, publishing, err);
        run.awaitRoutes();
        tell(report, effects, options.counted(run.watcher().seen()), publishing);
      }
      report.deliver(spec.commandLine().getOut(), files);
      return 0;
    }
  }

  /**
   * Answers the milliseconds to effect.
   *
   * @param publishing gets the seconds of the epoch that belong to a stretch with publishes
   */
  private Histogram publishAll(LiveRun run, Set<Long> publishing, PrintWriter err)
      throws Exception {
    PolicyBook shipped =
        PolicyBookReader.readDirectory(ProjectFolder.resolve("config/policies")).orThrow();
    long version = shipped.version();
    Histogram effects = new Histogram(DIGITS);
    try (RecordSender books =
            new RecordSender(run.bootstrapServers(), LiveRun.POLICIES, Duration.ofSeconds(10));
        PolicyAcknowledgements answers =
            PolicyAcknowledgements.open(run.bootstrapServers(), LiveRun.POLICY_STATUS, PATIENCE)) {
      // The first one waits for the sender's own connection, and is told apart.
      version++;
      Duration first = publish(shipped, version, books, answers);
      err.printf(Locale.ROOT, "the first one in effect after %d ms%n", first.toMillis());
      for (int stretch = 1; stretch <= stretches; stretch++) {
        for (int i = 0; i < seconds; i++) {
          long began = System.nanoTime();
          publishing.add(Instant.now().getEpochSecond());
          version++;
          effects.recordValue(publish(shipped, version, books, answers).toMillis());
          sleepUntil(began + TimeUnit.SECONDS.toNanos(1));
        }
        TimeUnit.SECONDS.sleep(seconds);
        err.printf(
            Locale.ROOT,
            "stretch %d of %d: in effect after at most %d ms%n",
            stretch,
            stretches,
            effects.getMaxValue());
      }
    }
    return effects;
  }

  private static Duration publish(
      PolicyBook shipped, long version, RecordSender books, PolicyAcknowledgements answers)
      throws Exception {
    byte[] book =
        PolicyBookWriter.write(
            shipped.published(version, "bench", "bench publish", Instant.now(), 100));
    long sentAt = System.nanoTime();
    return answers.await(books.sendAndWait(KEY, book).offset(), "live", sentAt).after();
  }

  private static void sleepUntil(long nanoTime) throws InterruptedException {
    TimeUnit.NANOSECONDS.sleep(Math.max(0, nanoTime - System.nanoTime()));
  }

  private static void tell(
      BenchReport report, Histogram effects, List<RouteWatcher.Seen> routes, Set<Long> publishing) {
    List<RouteWatcher.Seen> during = new ArrayList<>();
    List<RouteWatcher.Seen> between = new ArrayList<>();
    for (RouteWatcher.Seen route : routes) {
      (publishing.contains(BySecond.second(route)) ? during : between).add(route);
    }
    Latencies publishingSeconds = Latencies.of(during);
    Latencies otherSeconds = Latencies.of(between);
    double ratio = (double) publishingSeconds.p99() / Math.max(1, otherSeconds.p99());
    Table effect = new Table("", "publishes", "p50 ms", "p99 ms", "most ms");
    effect.row(
        "in effect on every subtask",
        "" + effects.getTotalCount(),
        "" + effects.getValueAtPercentile(50),
        "" + effects.getValueAtPercentile(99),
        "" + effects.getMaxValue());
    Table table = new Table(Latencies.TITLES);
    table.row(otherSeconds.cells("seconds without a publish"));
    table.row(publishingSeconds.cells("seconds with a publish"));
    report
        .figure("effect p50", effects.getValueAtPercentile(50))
        .figure("effect p99", effects.getValueAtPercentile(99))
        .figure("effect most", effects.getMaxValue())
        .figure("without", otherSeconds.json())
        .figure("with", publishingSeconds.json())
        .figure("p99 ratio", ratio)
        .tile(
            "In effect everywhere, p99",
            effects.getValueAtPercentile(99) + " ms",
            "of " + effects.getTotalCount() + " publishes")
        .section(
            "From sending a book to its effect",
            "Until the last subtask's answer was read from its topic: the time on the way back counts"
                + " too.")
        .table(effect)
        .section(
            "What contacts notice",
            "From a contact's turn to be sent until its route was visible, by the second of its"
                + " turn.")
        .table(table)
        .say(
            String.format(
                Locale.ROOT,
                "The p99 in seconds with a publish is %.2f times the others'.",
                ratio));
  }
}
