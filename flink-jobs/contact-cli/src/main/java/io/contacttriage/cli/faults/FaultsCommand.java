package io.contacttriage.cli.faults;

import io.contacttriage.cli.CommandFailure;
import io.contacttriage.cli.ProjectFolder;
import io.contacttriage.cli.cluster.ClusterJob;
import io.contacttriage.cli.cluster.ClusterShape;
import io.contacttriage.cli.cluster.ProcessCluster;
import io.contacttriage.cli.local.LocalRun;
import io.contacttriage.cli.local.OpenParts;
import io.contacttriage.cli.local.WorkFolder;
import io.contacttriage.cli.sample.SampleText;
import io.contacttriage.cli.sample.SampleTexts;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The fault suite: exit code 1 when a contact is not accounted for. */
@Command(
    name = "faults",
    mixinStandardHelpOptions = true,
    description = {
      "Breaks parts of a cluster of its own under load and accounts for every contact.",
      "Shows how long the output took to catch up after each fault. Then reads contacts, routes and",
      "rejects from their first record to the end: what has neither route nor reject fails the run."
    })
public final class FaultsCommand implements Callable<Integer> {
  private static final Duration CHECKPOINTS = Duration.ofSeconds(2);

  @Option(
      names = "--faults",
      paramLabel = "A,B",
      split = ",",
      description = {
        "Only these (default: all but overload): kill-taskmanager, kill-jobmanager, kill-broker,",
        "broker-unreachable, disk-full, slow-taskmanager, poison, clock-jump, models-gone,",
        "policies-deleted, overload"
      })
  private List<String> names;

  @Option(
      names = "--times",
      paramLabel = "N",
      defaultValue = "1",
      description = "Each fault so often, in random order (default: ${DEFAULT-VALUE})")
  private int times;

  @Option(
      names = "--minutes",
      paramLabel = "M",
      description = "Instead: one fault after another at random for so long")
  private Integer minutes;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Same seed, same faults in the same order (default: another each time)")
  private Long seed;

  @Option(
      names = "--rate",
      paramLabel = "R",
      defaultValue = "100",
      description = "Contacts a second (default: ${DEFAULT-VALUE})")
  private double rate;

  @Option(names = "--exactly-once", description = "With transactions: wants each answer once")
  private boolean exactlyOnce;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "A setting of the job, as in docs/configuration.md; may be given again")
  private Map<String, String> settings = new LinkedHashMap<>();

  @Option(names = "--json", paramLabel = "FILE", description = "Write the report there as JSON")
  private Path json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    List<Fault> faults = Faults.named(names);
    if (times < 1 || (minutes != null && minutes < 1) || !(rate > 0 && rate <= 10_000)) {
      throw CommandFailure.wrongUsage(
          "wanted --times and --minutes of at least 1 and a --rate of up to 10000");
    }
    long chosen = seed == null ? System.nanoTime() & 0xFFFFFF : seed;
    spec.commandLine().getErr().println("seed " + chosen);
    return LocalRun.run(
        spec.commandLine().getErr(), parts -> run(new Random(chosen), chosen, faults, parts));
  }

  private int run(Random random, long chosen, List<Fault> faults, OpenParts parts)
      throws Exception {
    WorkFolder folder = parts.start(WorkFolder::create);
    FaultReport report;
    try {
      report = report(random, chosen, faults, folder.path(), parts);
    } catch (Exception e) {
      if (!parts.isClosed()) {
        keep(folder);
      }
      throw e;
    }
    PrintWriter out = spec.commandLine().getOut();
    out.print(report.text());
    out.flush();
    if (json != null) {
      Files.write(json, report.json());
    }
    if (!report.problems().isEmpty()) {
      keep(folder);
      return 1;
    }
    return 0;
  }

  private void keep(WorkFolder folder) {
    folder.keep();
    spec.commandLine()
        .getErr()
        .println("topics, checkpoints and logs are kept in " + folder.path());
  }

  private FaultReport report(
      Random random, long chosen, List<Fault> faults, Path folder, OpenParts parts)
      throws Exception {
    PrintWriter err = spec.commandLine().getErr();
    Path models = copyModels(folder.resolve("models"));
    ProcessCluster cluster =
        parts.start(() -> ProcessCluster.start(folder.resolve("cluster"), new ClusterShape(2, 1)));
    ClusterJob.start(cluster, jobSettings(models), err::println);
    List<SampleText> texts = SampleTexts.readFolder(ProjectFolder.resolve("models/contacts"));
    LedgerReader reader = parts.start(() -> LedgerReader.open(cluster.bootstrapServers()));
    Scene scene =
        parts.start(() -> new Scene(cluster, models, texts, rate, random, Clock.systemUTC()));
    FaultRun run = new FaultRun(scene, reader, err::println);
    run.begin();
    strikeAll(run, faults, random);
    scene.finish();
    run.end(CHECKPOINTS.multipliedBy(3));
    cluster.requireJob();
    try (LedgerReader fromTheStart = LedgerReader.open(cluster.bootstrapServers())) {
      return new FaultReport(
          chosen, exactlyOnce, run.strikes(), fromTheStart.readToEnd().account(), scene.failed());
    }
  }

  private void strikeAll(FaultRun run, List<Fault> faults, Random random) throws Exception {
    if (minutes != null) {
      long end = System.nanoTime() + Duration.ofMinutes(minutes).toNanos();
      while (System.nanoTime() < end) {
        run.calm(random);
        run.strike(faults.get(random.nextInt(faults.size())));
      }
      return;
    }
    List<Fault> order = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      order.addAll(faults);
    }
    Collections.shuffle(order, random);
    for (Fault fault : order) {
      run.calm(random);
      run.strike(fault);
    }
  }

  private Map<String, String> jobSettings(Path models) {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("models.directory", models.toString());
    all.put("models.poll.interval", "2 s");
    all.put("scoring.tier", "fast");
    all.put("delivery.guarantee", exactlyOnce ? "exactly-once" : "at-least-once");
    all.put("flink.execution.checkpointing.interval", CHECKPOINTS.toMillis() + " ms");
    all.putAll(settings);
    return all;
  }

  /** A copy, since a fault takes it away. */
  private static Path copyModels(Path to) throws IOException {
    Path from = ProjectFolder.resolve("models/bundles");
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        Files.copy(file, to.resolve(from.relativize(file).toString()));
      }
    }
    return to;
  }
}
