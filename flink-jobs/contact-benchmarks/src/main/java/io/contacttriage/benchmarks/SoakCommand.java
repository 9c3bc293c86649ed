package io.contacttriage.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.contacttriage.cli.local.WorkFolder;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
  private static final int WARM_UP_SECONDS = LiveRun.WARM_UP_SECONDS;
  private static final double MEBIBYTE = 1 << 20;

  @Mixin private LiveOptions options;

  @Option(names = "--minutes", description = "How long (default: ${DEFAULT-VALUE})")
  private int minutes = 10;

  @Option(names = "--swaps", description = "In this time (default: ${DEFAULT-VALUE})")
  private int swaps = 100;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    PrintWriter err = spec.commandLine().getErr();
    try (WorkFolder folder = WorkFolder.create()) {
      double rate = options.capacity(folder.folder("capacity")) / 2;
      int seconds = WARM_UP_SECONDS + minutes * 60;
      err.printf(Locale.ROOT, "%,.0f contacts a second for %d s%n", rate, seconds);
      try (LiveRun run = LiveRun.start(folder.folder("run"), Map.of())) {
        run.send(rate, seconds);
        TimeUnit.SECONDS.sleep(WARM_UP_SECONDS);
        List<Double> memory = new ArrayList<>();
        int done = 0;
        for (int i = 0; i < swaps; i++) {
          String model = run.swap();
          TimeUnit.MILLISECONDS.sleep(minutes * 60_000L / swaps);
          List<RouteWatcher.Seen> seen = run.watcher().seen();
          done += seen.get(seen.size() - 1).model().equals(model) ? 1 : 0;
          memory.add(run.job().residentBytes() / MEBIBYTE);
          if (i % 10 == 9) {
            err.printf(Locale.ROOT, "%d swaps, %,.0f MiB%n", done, memory.get(i));
          }
        }
        long sent = run.awaitRoutes();
        return tell(memory, done, run.job().nativeCopies(), sent - run.watcher().count());
      }
    }
  }

  /** The median of a tenth of the samples after the first tenth, against that of the last tenth. */
  private int tell(List<Double> memory, int done, long copies, long missing) throws Exception {
    int tenth = Math.max(1, memory.size() / 10);
    double early = Spread.of(memory.subList(tenth, 2 * tenth)).median();
    double late = Spread.of(memory.subList(memory.size() - tenth, memory.size())).median();
    double growth = late / early - 1;
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("swaps", done);
    figures.put("resident_mib", memory);
    figures.put("growth", growth);
    figures.put("native_copies", copies);
    figures.put("missing", missing);
    spec.commandLine()
        .getOut()
        .printf(
            Locale.ROOT,
            "%d swaps: %,.0f MiB early, %,.0f MiB late, %+.1f %%; native copies %d; contacts missing %d%n",
            done,
            early,
            late,
            growth * 100,
            copies,
            missing);
    spec.commandLine().getOut().flush();
    if (options.json != null) {
      new ObjectMapper()
          .writerWithDefaultPrettyPrinter()
          .writeValue(options.json.toFile(), figures);
    }
    return missing == 0 ? 0 : 1;
  }
}
