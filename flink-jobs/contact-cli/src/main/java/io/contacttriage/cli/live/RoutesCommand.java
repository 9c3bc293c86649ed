package io.contacttriage.cli.live;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.contacttriage.cli.CommandFailure;
import io.contacttriage.cli.Terminal;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Reads routes as a queue does: the first one of each contact counts. */
@Command(
    name = "routes",
    mixinStandardHelpOptions = true,
    description = {
      "Reads the routes of a queue, the newest last; without --queue: how many each queue has."
    })
public final class RoutesCommand implements Callable<Integer> {
  private static final Duration POLL = Duration.ofMillis(500);

  @Option(names = "--queue", paramLabel = "NAME", description = "The queue to read")
  private String queue;

  @Option(
      names = "--max",
      paramLabel = "N",
      defaultValue = "20",
      description = "The newest N routes (default: ${DEFAULT-VALUE})")
  private int max;

  @Option(names = "--all", description = "All routes, not only the newest")
  private boolean all;

  @Option(names = "--follow", description = "Then go on with new ones until Ctrl-C")
  private boolean follow;

  @Option(names = "--json", description = "JSON, one object a line")
  private boolean json;

  @Mixin private KafkaOptions kafka;
  @Spec private CommandSpec spec;

  private final Set<String> seen = new HashSet<>();
  private final Map<String, Map<String, Long>> byQueue = new TreeMap<>();

  @Override
  public Integer call() {
    if (max < 1) {
      throw CommandFailure.wrongUsage("--max: wanted at least 1, found " + max);
    }
    if (queue == null && (follow || all)) {
      throw CommandFailure.wrongUsage("--follow and --all need a --queue");
    }
    PrintWriter out = spec.commandLine().getOut();
    Newest newest = new Newest(max);
    try (TopicReader reader =
        TopicReader.fromStart(kafka.bootstrapServers(), List.of(kafka.routesTopic()))) {
      reader.readToEnd(record -> take(record, newest, out));
      newest.inOrder().forEach(route -> print(route, out));
      if (queue == null) {
        printCounts(out);
      } else if (!byQueue.containsKey(queue) && !follow) {
        spec.commandLine()
            .getErr()
            .println(
                "no routes in queue '"
                    + queue
                    + "'; there are some in "
                    + String.join(", ", byQueue.keySet()));
      }
      out.flush();
      while (follow) {
        reader.poll(POLL).forEach(record -> follow(record, out));
        out.flush();
      }
    }
    return 0;
  }

  private void take(ConsumerRecord<byte[], byte[]> record, Newest newest, PrintWriter out) {
    SeenRoute route = SeenRoute.read(record.value());
    if (!seen.add(route.contactId())) {
      return;
    }
    byQueue
        .computeIfAbsent(route.queue(), q -> new TreeMap<>())
        .merge(route.priority(), 1L, Long::sum);
    if (!route.queue().equals(queue)) {
      return;
    }
    if (all) {
      print(route, out);
      return;
    }
    newest.add(route, record.timestamp());
  }

  private void follow(ConsumerRecord<byte[], byte[]> record, PrintWriter out) {
    SeenRoute route = SeenRoute.read(record.value());
    if (route.queue().equals(queue) && seen.add(route.contactId())) {
      print(route, out);
    }
  }

  private void print(SeenRoute route, PrintWriter out) {
    out.println(json ? route.json() : RoutePage.line(route));
  }

  private void printCounts(PrintWriter out) {
    if (json) {
      ObjectNode counts = new ObjectMapper().createObjectNode();
      byQueue.forEach(
          (name, byPriority) -> {
            ObjectNode one = counts.putObject(name);
            byPriority.forEach(one::put);
          });
      out.println(counts);
      return;
    }
    out.println(Terminal.ofProcess().bold(String.format("%-28s %8s", "queue", "contacts")));
    byQueue.entrySet().stream()
        .sorted(Comparator.comparingLong(RoutesCommand::negativeTotal))
        .forEach(
            entry ->
                out.println(
                    String.format(
                        Locale.ROOT,
                        "%-28s %,8d  %s",
                        entry.getKey(),
                        -negativeTotal(entry),
                        priorities(entry.getValue()))));
  }

  private static String priorities(Map<String, Long> byPriority) {
    return byPriority.entrySet().stream()
        .map(entry -> entry.getKey() + " " + entry.getValue())
        .collect(joining("  "));
  }

  /** The routes that were decided last: partitions are read one after the other. */
  private static final class Newest {
    private final PriorityQueue<Timed> oldestFirst =
        new PriorityQueue<>(Comparator.comparingLong(Timed::decidedAt));
    private final int most;

    private record Timed(SeenRoute route, long decidedAt) {}

    Newest(int most) {
      this.most = most;
    }

    void add(SeenRoute route, long decidedAt) {
      oldestFirst.add(new Timed(route, decidedAt));
      if (oldestFirst.size() > most) {
        oldestFirst.poll();
      }
    }

    List<SeenRoute> inOrder() {
      return oldestFirst.stream()
          .sorted(Comparator.comparingLong(Timed::decidedAt))
          .map(Timed::route)
          .toList();
    }
  }

  private static long negativeTotal(Map.Entry<String, Map<String, Long>> queue) {
    return -queue.getValue().values().stream().mapToLong(Long::longValue).sum();
  }
}
