package io.contacttriage.benchmarks;

import io.contacttriage.benchmarks.report.BenchReport;
import io.contacttriage.benchmarks.report.LinePlot;
import io.contacttriage.benchmarks.report.Machine;
import io.contacttriage.benchmarks.report.Table;
import io.contacttriage.cli.local.WorkFolder;
import io.contacttriage.cli.report.ReportFiles;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./triage bench latency}. */
@Command(
    name = "latency",
    mixinStandardHelpOptions = true,
    description = {
      "From a contact's turn to be sent until its route is visible to a consumer, at half and at four",
      "fifths of what the job can do, at least once, with a checkpoint every 10 s. Contacts are sent by",
      "a timetable that waits for nobody, in a process of its own."
    })
final class LatencyCommand implements Callable<Integer> {
  @Mixin private LiveOptions options;
  @Mixin private ReportFiles files;

  @Option(
      names = "--seconds",
      description = "Seconds that count, at each load (default: ${DEFAULT-VALUE})")
  private int seconds = 60;

  @Option(
      names = "--loads",
      split = ",",
      description = "Shares of the capacity (default: ${DEFAULT-VALUE})")
  private List<Double> loads = List.of(0.5, 0.8);

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    files.requireFolders();
    PrintWriter err = spec.commandLine().getErr();
    BenchReport report =
        new BenchReport(
            "Latency under a steady load",
            "From a contact's turn to be sent until its route is visible to a consumer. Contacts come"
                + " by a timetable that waits for nobody, so that one that had to wait for its turn"
                + " counts too.",
            Machine.now());
    try (WorkFolder folder = WorkFolder.create()) {
      double capacity = options.capacity(folder.folder("capacity"), err);
      err.printf(Locale.ROOT, "capacity %,.0f contacts a second%n", capacity);
      report
          .setting("capacity", String.format(Locale.ROOT, "%,.0f contacts a second", capacity))
          .setting("slots", LiveRun.PARALLELISM)
          .setting("warm-up", options.warmUp + " s")
          .setting("settings", options.settings())
          .setting("counted", seconds + " s at each load")
          .figure("capacity", capacity);
      for (double share : loads) {
        String load = String.format(Locale.ROOT, "%.0f %% of the capacity", share * 100);
        err.printf(Locale.ROOT, "%s, %,.0f/s%n", load, capacity * share);
        try (LiveRun run = options.start(folder.folder("load-" + share))) {
          run.send(capacity * share, options.warmUp + seconds);
          long sent = run.awaitRoutes();
          tell(report, load, capacity * share, sent, run.watcher().seen());
        }
      }
    }
    report.deliver(spec.commandLine().getOut(), files);
    return 0;
  }

  private void tell(
      BenchReport report, String load, double rate, long sent, List<RouteWatcher.Seen> routes) {
    List<RouteWatcher.Seen> counted = options.counted(routes);
    Table table = new Table(Latencies.TITLES);
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("sent", sent);
    figures.put("routes", routes.size());
    Latencies all = row(table, figures, "all", counted);
    for (String tier : List.of("fast", "deep")) {
      row(table, figures, tier, counted.stream().filter(each -> each.tier().equals(tier)).toList());
    }
    List<BySecond> bySecond = BySecond.of(counted);
    report
        .figure(load, figures)
        .tile(
            "p99 at " + load, all.p99() + " ms", "half of all contacts within " + all.p50() + " ms")
        .section(
            "At " + load,
            String.format(
                Locale.ROOT,
                "%,.0f contacts a second; %,d sent, %,d routes. By the network that scored them, and"
                    + " second by second.",
                rate,
                sent,
                routes.size()))
        .table(table)
        .draw(
            LinePlot.overTimeLogarithmic("seconds", "milliseconds")
                    .line("p99", BySecond.points(bySecond, Latencies::p99))
                    .line("p50", BySecond.points(bySecond, Latencies::p50))
                ::write);
  }

  private static Latencies row(
      Table table, Map<String, Object> figures, String tier, List<RouteWatcher.Seen> routes) {
    Latencies latencies = Latencies.of(routes);
    table.row(latencies.cells(tier));
    figures.put(tier, latencies.json());
    return latencies;
  }
}
