package io.contacttriage.benchmarks;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Option;

/** What the benchmarks under a steady load are told. */
final class LiveOptions {
  private static final int SECONDS = 30;

  @Option(
      names = "--capacity",
      paramLabel = "RATE",
      description = "Contacts a second that the job can do; measured first when not given")
  private double capacity;

  @Option(names = "--set", paramLabel = "KEY=VALUE", description = "A setting of the job")
  private Map<String, String> set = Map.of();

  @Option(
      names = "--warm-up",
      paramLabel = "SECONDS",
      description =
          "Before anything counts, for the job's JVM to compile what it runs (default:"
              + " ${DEFAULT-VALUE})")
  int warmUp = 150;

  /** What a report says of the job's settings. */
  String settings() {
    return set.isEmpty() ? "as shipped" : set.toString();
  }

  /** Starts a run with the settings that were asked for. */
  LiveRun start(Path folder) throws IOException {
    return LiveRun.start(folder, set);
  }

  /**
   * Measures how many contacts a second the job gets through when there are always more, unless it
   * was told. The load's process and the watcher are on the same cores, as they will be, and the
   * load holds on while some contacts wait, or else it would take the job's share of the cores.
   *
   * @param folder an empty one
   * @param err is told how long it takes
   */
  double capacity(Path folder, PrintWriter err) throws IOException, InterruptedException {
    if (capacity > 0) {
      return capacity;
    }
    err.printf("measuring the capacity for %d s%n", warmUp + SECONDS);
    try (LiveRun run = start(folder)) {
      run.saturate(warmUp + SECONDS);
      TimeUnit.SECONDS.sleep(warmUp);
      int before = run.watcher().count();
      TimeUnit.SECONDS.sleep(SECONDS);
      capacity = (run.watcher().count() - before) / (double) SECONDS;
    }
    return capacity;
  }

  /** The routes of contacts whose turn was after the warm-up. */
  List<RouteWatcher.Seen> counted(List<RouteWatcher.Seen> routes) {
    long first = routes.stream().mapToLong(RouteWatcher.Seen::turn).min().orElse(0);
    return routes.stream().filter(route -> route.turn() >= first + warmUp * 1000L).toList();
  }
}
