package io.contacttriage.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.contacttriage.cli.ProjectFolder;
import io.contacttriage.cli.live.RecordSender;
import io.contacttriage.cli.local.WorkFolder;
import io.contacttriage.cli.tools.TextTable;
import io.contacttriage.routing.policy.PolicyBook;
import io.contacttriage.routing.policy.PolicyBookReader;
import io.contacttriage.routing.policy.PolicyBookWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
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
      "published: the seconds of the swaps beside the quiet ones. Counts what was lost, answered twice",
      "or scored by a bundle that was not named."
    })
final class SwapCommand implements Callable<Integer> {
  private static final int WARM_UP_SECONDS = LiveRun.WARM_UP_SECONDS;
  private static final int PAUSE_SECONDS = 8;
  private static final byte[] LIVE = "live".getBytes(StandardCharsets.UTF_8);

  @Mixin private LiveOptions options;

  @Option(names = "--swaps", description = "Of each kind (default: ${DEFAULT-VALUE})")
  private int swaps = 10;

  @Spec private CommandSpec spec;

  /** From when to when something was changed, in milliseconds of the epoch. */
  private record Change(String what, long from, long until) {
    boolean holds(RouteWatcher.Seen route) {
      return route.turn() >= from && route.turn() < until;
    }
  }

  @Override
  public Integer call() throws Exception {
    PrintWriter err = spec.commandLine().getErr();
    try (WorkFolder folder = WorkFolder.create()) {
      double rate = options.capacity(folder.folder("capacity")) / 2;
      int seconds = WARM_UP_SECONDS + swaps * 2 * PAUSE_SECONDS + PAUSE_SECONDS;
      err.printf(Locale.ROOT, "%,.0f contacts a second for %d s%n", rate, seconds);
      try (LiveRun run = LiveRun.start(folder.folder("run"), Map.of())) {
        run.send(rate, seconds);
        TimeUnit.SECONDS.sleep(WARM_UP_SECONDS);
        List<Change> changes = changeAll(run, err);
        long sent = run.awaitRoutes();
        return tell(run.watcher().seen(), changes, sent) ? 0 : 1;
      }
    }
  }

  private List<Change> changeAll(LiveRun run, PrintWriter err) throws Exception {
    PolicyBook shipped =
        PolicyBookReader.readDirectory(ProjectFolder.resolve("config/policies")).orThrow();
    List<Change> changes = new ArrayList<>();
    try (RecordSender books =
        new RecordSender(run.bootstrapServers(), "policies", Duration.ofSeconds(10))) {
      for (int i = 1; i <= swaps; i++) {
        long from = System.currentTimeMillis();
        String model = run.swap();
        awaitRoute(run, route -> route.model().equals(model));
        changes.add(new Change("model", from, System.currentTimeMillis() + 1000));
        TimeUnit.SECONDS.sleep(PAUSE_SECONDS);
        from = System.currentTimeMillis();
        PolicyBook next = withVersion(shipped, shipped.version() + i);
        books.sendAndWait(LIVE, PolicyBookWriter.write(next));
        awaitRoute(run, route -> route.policy().equals(next.versionId()));
        changes.add(new Change("policy", from, System.currentTimeMillis() + 1000));
        err.printf(
            Locale.ROOT,
            "swap %d: model in %d ms, policy in %d ms%n",
            i,
            took(changes.get(changes.size() - 2)),
            took(changes.get(changes.size() - 1)));
        TimeUnit.SECONDS.sleep(PAUSE_SECONDS);
      }
    }
    return changes;
  }

  private static long took(Change change) {
    return change.until() - 1000 - change.from();
  }

  private static void awaitRoute(
      LiveRun run, java.util.function.Predicate<RouteWatcher.Seen> wanted)
      throws InterruptedException {
    int from = run.watcher().count();
    while (true) {
      List<RouteWatcher.Seen> seen = run.watcher().seen();
      if (seen.subList(from, seen.size()).stream().anyMatch(wanted)) {
        return;
      }
      from = seen.size();
      TimeUnit.MILLISECONDS.sleep(5);
    }
  }

  private static PolicyBook withVersion(PolicyBook book, long version) {
    return new PolicyBook(
        book.name(),
        version,
        book.owner(),
        book.author(),
        book.reason(),
        book.publishedAt(),
        book.queues(),
        book.calendars(),
        book.clocks(),
        book.fallback(),
        book.failSafe(),
        book.policies());
  }

  private boolean tell(List<RouteWatcher.Seen> routes, List<Change> changes, long sent)
      throws Exception {
    long first = routes.stream().mapToLong(RouteWatcher.Seen::turn).min().orElseThrow();
    List<RouteWatcher.Seen> counted = LiveOptions.since(first + WARM_UP_SECONDS * 1000L, routes);
    Map<String, List<RouteWatcher.Seen>> parts = new LinkedHashMap<>();
    parts.put("quiet", new ArrayList<>());
    parts.put("model", new ArrayList<>());
    parts.put("policy", new ArrayList<>());
    for (RouteWatcher.Seen route : counted) {
      String part =
          changes.stream()
              .filter(change -> change.holds(route))
              .map(Change::what)
              .findFirst()
              .orElse("quiet");
      parts.get(part).add(route);
    }
    TextTable table = new TextTable(Latencies.TITLES);
    Map<String, Object> figures = new LinkedHashMap<>();
    parts.forEach(
        (part, seen) -> {
          Latencies latencies = Latencies.of(seen);
          table.row(latencies.cells(part.equals("quiet") ? part : "while a " + part + " changes"));
          figures.put(part, latencies.json());
        });
    Map<String, Integer> answers = new HashMap<>();
    Map<String, Integer> models = new TreeMap<>();
    for (RouteWatcher.Seen route : routes) {
      answers.merge(route.contactId(), 1, Integer::sum);
      models.merge(route.model(), 1, Integer::sum);
    }
    long lost = sent - answers.size();
    long twice = answers.values().stream().filter(count -> count > 1).count();
    figures.put("sent", sent);
    figures.put("lost", lost);
    figures.put("twice", twice);
    figures.put("models", models);
    PrintWriter out = spec.commandLine().getOut();
    out.print(table.render());
    out.printf(
        Locale.ROOT,
        "%n%,d contacts sent, %d lost, %d answered twice, by %s%n",
        sent,
        lost,
        twice,
        models);
    out.flush();
    if (options.json != null) {
      new ObjectMapper()
          .writerWithDefaultPrettyPrinter()
          .writeValue(options.json.toFile(), figures);
    }
    return lost == 0 && twice == 0;
  }
}
