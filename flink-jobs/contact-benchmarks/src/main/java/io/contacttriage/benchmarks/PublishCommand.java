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
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.HdrHistogram.Histogram;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./triage bench publish}. */
@Command(
    name = "publish",
    mixinStandardHelpOptions = true,
    description = {
      "From sending a policy book until every subtask has said that it is in effect, at half of what",
      "the job can do. Stretches with publishes and stretches without take turns, so that the latency",
      "of contacts in both is of the same run. The first stretch, whose books meet code that the JVMs",
      "have not compiled yet, is told apart."
    })
final class PublishCommand implements Callable<Integer> {
  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final byte[] KEY = "live".getBytes(StandardCharsets.UTF_8);
  private static final int DIGITS = 3;

  @Mixin private LiveOptions options;
  @Mixin private ReportFiles files;

  @Option(
      names = "--stretches",
      description = "With publishes, and as many without: two or more (default: ${DEFAULT-VALUE})")
  private int stretches = 10;

  @Option(
      names = "--seconds",
      description = "Of each stretch, with one publish a second (default: ${DEFAULT-VALUE})")
  private int seconds = 10;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    files.requireFolders();
    if (stretches < 2) {
      throw new ParameterException(
          spec.commandLine(), "--stretches: wanted two or more, found " + stretches);
    }
    Machine machine = Machine.now();
    PrintWriter err = spec.commandLine().getErr();
    try (WorkFolder folder = WorkFolder.create()) {
      double rate = options.capacity(folder.folder("capacity"), err) / 2;
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
        Publishes first = new Publishes();
        Publishes later = new Publishes();
        publishAll(run, first, later, err);
        run.awaitRoutes();
        tell(report, first, later, options.counted(run.watcher().seen()));
      }
      report.deliver(spec.commandLine().getOut(), files);
      return 0;
    }
  }

  /** Some of the publishes. */
  private static final class Publishes {
    /** Milliseconds to effect. */
    private final Histogram effects = new Histogram(DIGITS);

    /** Of the epoch, in which one of them was sent. */
    private final Set<Long> seconds = new HashSet<>();

    boolean has(RouteWatcher.Seen route) {
      return seconds.contains(BySecond.second(route));
    }

    String[] cells(String title) {
      return new String[] {
        title,
        "" + effects.getTotalCount(),
        "" + effects.getValueAtPercentile(50),
        "" + effects.getValueAtPercentile(99),
        "" + effects.getMaxValue()
      };
    }
  }

  private void publishAll(LiveRun run, Publishes first, Publishes later, PrintWriter err)
      throws Exception {
    PolicyBook shipped =
        PolicyBookReader.readDirectory(ProjectFolder.resolve("config/policies")).orThrow();
    long version = shipped.version();
    try (RecordSender books =
            new RecordSender(run.bootstrapServers(), LiveRun.POLICIES, Duration.ofSeconds(10));
        PolicyAcknowledgements answers =
            PolicyAcknowledgements.open(run.bootstrapServers(), LiveRun.POLICY_STATUS, PATIENCE)) {
      // It waits for the sender's own connection.
      version++;
      first.seconds.add(Instant.now().getEpochSecond());
      Duration connected = publish(shipped, version, books, answers);
      err.printf(Locale.ROOT, "the very first in effect after %d ms%n", connected.toMillis());
      for (int stretch = 1; stretch <= stretches; stretch++) {
        Publishes publishes = stretch == 1 ? first : later;
        for (int i = 0; i < seconds; i++) {
          long began = System.nanoTime();
          publishes.seconds.add(Instant.now().getEpochSecond());
          version++;
          publishes.effects.recordValue(publish(shipped, version, books, answers).toMillis());
          sleepUntil(began + TimeUnit.SECONDS.toNanos(1));
        }
        TimeUnit.SECONDS.sleep(seconds);
        err.printf(
            Locale.ROOT,
            "stretch %d of %d: in effect after at most %d ms%n",
            stretch,
            stretches,
            publishes.effects.getMaxValue());
      }
    }
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
      BenchReport report, Publishes first, Publishes later, List<RouteWatcher.Seen> routes) {
    Latencies without = among(routes, route -> !first.has(route) && !later.has(route));
    Latencies withFirst = among(routes, first::has);
    Latencies withLater = among(routes, later::has);
    Table effect =
        new Table("in effect on every subtask", "publishes", "p50 ms", "p99 ms", "most ms");
    effect.row(first.cells("the first"));
    effect.row(later.cells("later ones"));
    Table table = new Table(Latencies.TITLES);
    table.row(without.cells("seconds without a publish"));
    table.row(withFirst.cells("with one of the first"));
    table.row(withLater.cells("with a later one"));
    report
        .figure("first effect p50", first.effects.getValueAtPercentile(50))
        .figure("first effect most", first.effects.getMaxValue())
        .figure("effect p50", later.effects.getValueAtPercentile(50))
        .figure("effect p99", later.effects.getValueAtPercentile(99))
        .figure("effect most", later.effects.getMaxValue())
        .figure("without", without.json())
        .figure("with one of the first", withFirst.json())
        .figure("with", withLater.json())
        .figure("first p99 ratio", ratio(withFirst, without))
        .figure("p99 ratio", ratio(withLater, without))
        .tile(
            "In effect everywhere, p99",
            later.effects.getValueAtPercentile(99) + " ms",
            "of " + later.effects.getTotalCount() + " publishes")
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
                "The p99 in seconds with a publish is %.2f times the others', with one of the first"
                    + " %.2f times.",
                ratio(withLater, without),
                ratio(withFirst, without)));
  }

  private static Latencies among(
      List<RouteWatcher.Seen> routes, Predicate<RouteWatcher.Seen> which) {
    return Latencies.of(routes.stream().filter(which).toList());
  }

  private static double ratio(Latencies with, Latencies without) {
    return (double) with.p99() / Math.max(1, without.p99());
  }
}
