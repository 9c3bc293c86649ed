package io.contacttriage.benchmarks;

import io.contacttriage.benchmarks.report.BenchReport;
import io.contacttriage.benchmarks.report.LinePlot;
import io.contacttriage.benchmarks.report.Machine;
import io.contacttriage.benchmarks.report.Table;
import io.contacttriage.cli.CommandFailure;
import io.contacttriage.cli.ProjectFolder;
import io.contacttriage.cli.live.RecordSender;
import io.contacttriage.cli.local.WorkFolder;
import io.contacttriage.cli.report.ReportFiles;
import io.contacttriage.routing.policy.PolicyBook;
import io.contacttriage.routing.policy.PolicyBookReader;
import io.contacttriage.routing.policy.PolicyBookWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./triage bench swap}. */
@Command(
    name = "swap",
    mixinStandardHelpOptions = true,
    description = {
      "Latency at half of what the job can do, while model bundles are swapped and policy books are",
      "published: the seconds of the changes beside the steady ones of the same run. Fails when a",
      "contact was lost, decided twice or decided by two models."
    })
final class SwapCommand implements Callable<Integer> {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final byte[] LIVE = "live".getBytes(StandardCharsets.UTF_8);

  /** Until a bundle is found, loaded with rests, with some to spare. */
  private static final int SWAP_SECONDS = 10;

  @Mixin private LiveOptions options;
  @Mixin private ReportFiles files;

  @Option(names = "--swaps", description = "Of each kind (default: ${DEFAULT-VALUE})")
  private int swaps = 10;

  @Option(
      names = "--pause",
      paramLabel = "SECONDS",
      description = "After each change (default: ${DEFAULT-VALUE})")
  private int pause = 8;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    files.requireFolders();
    Machine machine = Machine.now();
    PrintWriter err = spec.commandLine().getErr();
    try (WorkFolder folder = WorkFolder.create()) {
      double rate = options.capacity(folder.folder("capacity"), err) / 2;
      int seconds = options.warmUp + swaps * (2 * pause + SWAP_SECONDS) + pause;
      err.printf(Locale.ROOT, "%,.0f contacts a second for %d s%n", rate, seconds);
      BenchReport report =
          new BenchReport(
                  "Latency while models and policies change",
                  "Contacts come at half of what the job can do, and go on coming while model bundles"
                      + " are swapped and policy books are published.",
                  machine)
              .setting("load", String.format(Locale.ROOT, "%,.0f contacts a second", rate))
              .setting("slots", LiveRun.PARALLELISM)
              .setting("warm-up", options.warmUp + " s")
              .setting("settings", options.settings())
              .setting("changes", swaps + " of each kind, " + pause + " s after each");
      try (LiveRun run = options.start(folder.folder("run"))) {
        run.send(rate, seconds);
        TimeUnit.SECONDS.sleep(options.warmUp);
        List<Change> changes = changeAll(run, err);
        run.awaitRoutes();
        List<RouteWatcher.Seen> routes = run.watcher().seen();
        latencies(report, options.counted(routes), changes);
        boolean complete = completeness(report, Completeness.of(run.sentIds(), routes));
        report.deliver(spec.commandLine().getOut(), files);
        return complete ? 0 : 1;
      }
    }
  }

  private List<Change> changeAll(LiveRun run, PrintWriter err) throws Exception {
    PolicyBook shipped =
        PolicyBookReader.readDirectory(ProjectFolder.resolve("config/policies")).orThrow();
    List<Change> changes = new ArrayList<>();
    try (RecordSender books =
        new RecordSender(run.bootstrapServers(), LiveRun.POLICIES, Duration.ofSeconds(10))) {
      for (int i = 1; i <= swaps; i++) {
        long from = System.currentTimeMillis();
        String model = run.swap();
        Change swap = await(run, Change.Kind.MODEL, from, route -> route.model().equals(model));
        TimeUnit.SECONDS.sleep(pause);
        from = System.currentTimeMillis();
        PolicyBook next =
            shipped.published(shipped.version() + i, "bench", "bench swap", Instant.now(), 100);
        books.sendAndWait(LIVE, PolicyBookWriter.write(next));
        Change publish =
            await(run, Change.Kind.POLICY, from, route -> route.policy().equals(next.versionId()));
        err.printf(
            Locale.ROOT,
            "swap %d: model in %d ms, policy in %d ms%n",
            i,
            swap.tookMillis(),
            publish.tookMillis());
        changes.add(swap);
        changes.add(publish);
        TimeUnit.SECONDS.sleep(pause);
      }
    }
    return changes;
  }

  private static Change await(
      LiveRun run, Change.Kind kind, long from, Predicate<RouteWatcher.Seen> isNew)
      throws InterruptedException {
    int looked = run.watcher().count();
    while (System.currentTimeMillis() < from + PATIENCE.toMillis()) {
      List<RouteWatcher.Seen> news = run.watcher().seenSince(looked);
      if (news.stream().anyMatch(isNew)) {
        return new Change(kind, from, System.currentTimeMillis());
      }
      looked += news.size();
      TimeUnit.MILLISECONDS.sleep(5);
    }
    throw CommandFailure.failed(
        "wanted a route by what was changed within "
            + PATIENCE.toSeconds()
            + " s, found none: "
            + kind.title()
            + " take longer here, or a longer --pause is needed for the load to last");
  }

  private static void latencies(
      BenchReport report, List<RouteWatcher.Seen> counted, List<Change> changes) {
    SwapFigures figures = SwapFigures.of(counted, changes);
    report.section(
        "Latency, second by second",
        "From a contact's turn until its route was visible. A second belongs to a change from when it"
            + " was published until a second after the first route that the new one decided.");
    Table table = new Table(Latencies.TITLES);
    table.row(figures.steady().cells("steady seconds"));
    report.figure("steady", figures.steady().json());
    figures
        .changing()
        .forEach(
            (kind, latencies) -> {
              table.row(latencies.cells("seconds of " + kind.title()));
              report.figure(kind.title(), latencies.json());
            });
    report
        .table(table)
        .draw(plot(counted, changes)::write)
        .section(
            "What a change costs",
            "The 99th percentile of the seconds of a change in that of the steady"
                + " seconds of the same run: 1 is nothing.");
    for (Change.Kind kind : Change.Kind.values()) {
      double ratio = figures.ratio(kind);
      String took = took(changes, kind).text("%,.0f");
      report
          .figure("p99 ratio of " + kind.title(), ratio)
          .tile(
              "p99 in " + kind.title(),
              String.format(Locale.ROOT, "×%.2f", ratio),
              "of the steady seconds'; visible after " + took + " ms")
          .say(
              String.format(
                  Locale.ROOT,
                  "In the seconds of %s the p99 is %d ms, in the steady ones %d ms: %.2f times. The"
                      + " first route by the new one was visible after %s ms.",
                  kind.title(),
                  figures.changing().get(kind).p99(),
                  figures.steady().p99(),
                  ratio,
                  took));
    }
  }

  private static Spread took(List<Change> changes, Change.Kind kind) {
    return Spread.of(
        changes.stream()
            .filter(change -> change.kind() == kind)
            .map(change -> (double) change.tookMillis())
            .toList());
  }

  private static LinePlot plot(List<RouteWatcher.Seen> counted, List<Change> changes) {
    List<BySecond> seconds = BySecond.of(counted);
    LinePlot plot =
        LinePlot.overTimeLogarithmic("seconds", "milliseconds")
            .line("p99", BySecond.points(seconds, Latencies::p99))
            .line("p50", BySecond.points(seconds, Latencies::p50));
    for (Change change : changes) {
      double start = seconds.get(0).second();
      plot.band(
          change.kind().title(), change.from() / 1000.0 - start, change.until() / 1000.0 - start);
    }
    return plot;
  }

  private static boolean completeness(BenchReport report, Completeness found) {
    report
        .figure("completeness", found)
        .tile(
            "Lost or decided twice",
            Integer.toString(found.lost() + found.twice()),
            String.format(Locale.ROOT, "of %,d contacts", found.sent()))
        .section(
            "Nothing lost, nothing decided by two models",
            "The ids in the topic of contacts against the ids in the topic of routes, both read from"
                + " the broker, over the whole run with its warm-up.")
        .say(found.toString())
        .say(found.holds() ? "It holds." : "It does not hold.");
    return found.holds();
  }
}
