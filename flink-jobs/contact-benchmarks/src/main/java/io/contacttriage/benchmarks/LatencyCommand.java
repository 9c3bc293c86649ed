package io.contacttriage.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.contacttriage.cli.local.WorkFolder;
import io.contacttriage.cli.tools.TextTable;
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
  private static final int WARM_UP_SECONDS = LiveRun.WARM_UP_SECONDS;

  @Mixin private LiveOptions options;

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
    PrintWriter err = spec.commandLine().getErr();
    TextTable table = new TextTable(Latencies.TITLES);
    Map<String, Object> figures = new LinkedHashMap<>();
    try (WorkFolder folder = WorkFolder.create()) {
      double capacity = options.capacity(folder.folder("capacity"));
      err.printf(Locale.ROOT, "capacity %,.0f contacts a second%n", capacity);
      figures.put("capacity", capacity);
      for (double share : loads) {
        String load = String.format(Locale.ROOT, "%.0f %%", share * 100);
        err.printf(Locale.ROOT, "%s of it, %,.0f/s%n", load, capacity * share);
        try (LiveRun run = LiveRun.start(folder.folder("load-" + share), Map.of())) {
          run.send(capacity * share, WARM_UP_SECONDS + seconds);
          long sent = run.awaitRoutes();
          List<RouteWatcher.Seen> routes = run.watcher().seen();
          long first = routes.stream().mapToLong(RouteWatcher.Seen::turn).min().orElseThrow();
          List<RouteWatcher.Seen> counted =
              LiveOptions.since(first + WARM_UP_SECONDS * 1000L, routes);
          Map<String, Object> rows = new LinkedHashMap<>();
          rows.put("sent", sent);
          rows.put("routes", routes.size());
          row(table, rows, load, "", counted);
          for (String tier : List.of("fast", "deep")) {
            row(
                table,
                rows,
                load,
                tier,
                counted.stream().filter(route -> route.tier().equals(tier)).toList());
          }
          figures.put(load, rows);
        }
      }
    }
    spec.commandLine().getOut().print(table.render());
    spec.commandLine().getOut().flush();
    if (options.json != null) {
      new ObjectMapper()
          .writerWithDefaultPrettyPrinter()
          .writeValue(options.json.toFile(), figures);
    }
    return 0;
  }

  private static void row(
      TextTable table,
      Map<String, Object> rows,
      String load,
      String tier,
      List<RouteWatcher.Seen> routes) {
    Latencies latencies = Latencies.of(routes);
    table.row(latencies.cells((load + " " + tier).strip()));
    rows.put(tier.isEmpty() ? "all" : tier, latencies.json());
  }
}
