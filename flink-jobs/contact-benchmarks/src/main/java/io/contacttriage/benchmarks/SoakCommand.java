package io.contacttriage.benchmarks;

import io.contacttriage.benchmarks.report.BenchReport;
import io.contacttriage.benchmarks.report.LinePlot;
import io.contacttriage.benchmarks.report.Machine;
import io.contacttriage.cli.local.WorkFolder;
import io.contacttriage.cli.report.ReportFiles;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./triage bench soak}. */
@Command(
    name = "soak",
    mixinStandardHelpOptions = true,
    description = {
      "Minutes at half of what the job can do, with many swaps of the model: whether the memory of the",
      "job's process grows, and how many copies of the native library it has."
    })
final class SoakCommand implements Callable<Integer> {
  private static final double MEBIBYTE = 1 << 20;

  @Mixin private LiveOptions options;
  @Mixin private ReportFiles files;

  @Option(names = "--minutes", description = "How long (default: ${DEFAULT-VALUE})")
  private int minutes = 10;

  @Option(names = "--swaps", description = "In this time (default: ${DEFAULT-VALUE})")
  private int swaps = 100;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    files.requireFolders();
    Machine machine = Machine.now();
    PrintWriter err = spec.commandLine().getErr();
    try (WorkFolder folder = WorkFolder.create()) {
      double rate = options.capacity(folder.folder("capacity"), err) / 2;
      int seconds = options.warmUp + minutes * 60;
      err.printf(Locale.ROOT, "%,.0f contacts a second for %d s%n", rate, seconds);
      try (LiveRun run = options.start(folder.folder("run"))) {
        run.send(rate, seconds);
        TimeUnit.SECONDS.sleep(options.warmUp);
        List<LinePlot.Point> memory = new ArrayList<>();
        int done = 0;
        for (int i = 0; i < swaps; i++) {
          String model = run.swap();
          TimeUnit.MILLISECONDS.sleep(minutes * 60_000L / swaps);
          List<RouteWatcher.Seen> seen = run.watcher().seen();
          done += seen.get(seen.size() - 1).model().equals(model) ? 1 : 0;
          memory.add(
              new LinePlot.Point(
                  (i + 1) * minutes / (double) swaps, run.job().residentBytes() / MEBIBYTE));
          if (i % 10 == 9) {
            err.printf(Locale.ROOT, "%d swaps, %,.0f MiB%n", done, memory.get(i).y());
          }
        }
        long missing = run.awaitRoutes() - run.watcher().count();
        BenchReport report =
            new BenchReport(
                    "Memory over many swaps",
                    "Whether the memory of the job's process grows while contacts come at half of what"
                        + " it can do and its model is swapped again and again.",
                    machine)
                .setting("load", String.format(Locale.ROOT, "%,.0f contacts a second", rate))
                .setting("minutes", minutes)
                .setting("warm-up", options.warmUp + " s")
                .setting("settings", options.settings());
        tell(report, memory, done, run.job().nativeCopies(), missing);
        report.deliver(spec.commandLine().getOut(), files);
        return missing == 0 ? 0 : 1;
      }
    }
  }

  private void tell(
      BenchReport report, List<LinePlot.Point> memory, int done, long copies, long missing) {
    List<Double> mebibytes = memory.stream().map(LinePlot.Point::y).toList();
    int tenth = Math.max(1, swaps / 10);
    // The first tenth still fills caches and pools.
    double early = Spread.of(mebibytes.subList(tenth, 2 * tenth)).median();
    double late = Spread.of(mebibytes.subList(swaps - tenth, swaps)).median();
    double growth = late / early - 1;
    report
        .figure("swaps", done)
        .figure("resident_mib", mebibytes)
        .figure("growth", growth)
        .figure("native_copies", copies)
        .figure("missing", missing)
        .tile(
            "Growth",
            String.format(Locale.ROOT, "%+.1f %%", growth * 100),
            String.format(Locale.ROOT, "from %,.0f MiB to %,.0f MiB", early, late))
        .tile("Swaps", Integer.toString(done), "of " + swaps)
        .tile("Native copies", Long.toString(copies), "of ONNX Runtime, in the job's process")
        .section(
            "Memory of the job's process",
            "In RAM, after each swap. Early is the median of the second tenth of the time, late that"
                + " of the last.")
        .say(
            String.format(
                Locale.ROOT,
                "%d swaps: %,.0f MiB early, %,.0f MiB late, %+.1f %%; native copies %d; contacts"
                    + " missing %d",
                done,
                early,
                late,
                growth * 100,
                copies,
                missing))
        .draw(LinePlot.overTime("minutes", "MiB").line("in RAM", memory)::write);
  }
}
