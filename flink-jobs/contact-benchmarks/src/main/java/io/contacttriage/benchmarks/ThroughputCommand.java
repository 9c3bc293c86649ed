package io.contacttriage.benchmarks;

import io.contacttriage.benchmarks.jobs.Arm;
import io.contacttriage.benchmarks.report.Machine;
import io.contacttriage.cli.CommandFailure;
import io.contacttriage.cli.ProjectFolder;
import io.contacttriage.cli.local.ChildBroker;
import io.contacttriage.cli.local.ChildJvm;
import io.contacttriage.cli.local.WorkFolder;
import io.contacttriage.cli.report.ReportFiles;
import io.contacttriage.cli.sample.FreshContacts;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
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

/** {@code ./triage bench throughput}. */
@Command(
    name = "throughput",
    mixinStandardHelpOptions = true,
    description = {
      "The whole job, Kafka to Kafka, against the same Flink and Kafka without a model (the"
          + " ceiling),",
      "against jobs that score one record with one call, and against a bare loop without Flink and",
      "Kafka. Each runs alone, in a process of its own, on a topic that is full already; one round",
      "after the other, medians with the least and the most."
    })
final class ThroughputCommand implements Callable<Integer> {
  static final String CONTACTS = "contacts";
  static final String REJECTS = "rejects";
  private static final int BARE_BATCH = 32;
  private static final int SLOTS = 2;

  @Option(names = "--rounds", description = "Rounds (default: ${DEFAULT-VALUE})")
  private int rounds = 3;

  @Option(
      names = "--warm-up",
      description =
          "Most seconds that each one runs before it counts; it is warm when its JVM has compiled"
              + " what it runs (default: ${DEFAULT-VALUE})")
  private int warmUp = 240;

  @Option(names = "--seconds", description = "Seconds that count (default: ${DEFAULT-VALUE})")
  private int seconds = 15;

  @Option(
      names = "--contacts",
      description = "Contacts in the topic; enough for the fastest (default: ${DEFAULT-VALUE})")
  private int contacts = 1_500_000;

  @Option(
      names = "--jobs",
      split = ",",
      paramLabel = "NAME",
      description = "Only these of the table's jobs (default: all)")
  private List<String> jobs = List.of();

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "A setting of the job: it runs once more with these, beside the shipped one")
  private Map<String, String> set = Map.of();

  @Mixin private ReportFiles files;
  @Spec private CommandSpec spec;

  /** What is run in each round: a name, and how. */
  private record Contestant(String name, int parallelism, Arm arm, Map<String, String> settings) {
    Contestant(String name, int parallelism, Arm arm) {
      this(name, parallelism, arm, Map.of());
    }
  }

  @Override
  public Integer call() throws Exception {
    files.requireFolders();
    Machine machine = Machine.now();
    PrintWriter err = spec.commandLine().getErr();
    List<Contestant> contestants = contestants();
    Map<String, List<JobRun>> runs = new LinkedHashMap<>();
    try (WorkFolder folder = WorkFolder.create();
        ChildBroker broker = ChildBroker.start(folder.folder("broker"))) {
      broker.createTopics(CONTACTS, REJECTS);
      broker.createControlTopics();
      err.printf(Locale.ROOT, "writing %,d contacts%n", contacts);
      broker.fill(CONTACTS, new FreshContacts(1, Instant.now(), Duration.ZERO), contacts);
      for (int round = 1; round <= rounds; round++) {
        for (Contestant contestant : contestants) {
          JobRun run =
              contestant.arm() == null
                  ? bareLoop(folder.path(), contestant.parallelism())
                  : job(broker, folder.path(), contestant, round);
          err.printf(
              Locale.ROOT,
              "round %d  %-30s %,9.0f/s  %,8.1f ms CPU a thousand%n",
              round,
              contestant.name(),
              run.rate(),
              run.cpuMillis());
          runs.computeIfAbsent(contestant.name(), name -> new ArrayList<>()).add(run);
        }
      }
    }
    ThroughputReport.of(runs, machine)
        .setting("rounds", rounds)
        .setting("warm-up", "at most " + warmUp + " s")
        .setting("counted", seconds + " s a round")
        .setting("contacts in the topic", String.format(Locale.ROOT, "%,d", contacts))
        .deliver(spec.commandLine().getOut(), files);
    return 0;
  }

  private List<Contestant> contestants() {
    List<Contestant> contestants = new ArrayList<>();
    for (Arm arm : Arm.values()) {
      contestants.add(new Contestant(arm.title(), SLOTS, arm));
      if (arm == Arm.TRIAGE && !set.isEmpty()) {
        contestants.add(new Contestant(ThroughputReport.AS_SET, SLOTS, arm, set));
      }
    }
    for (Arm arm : List.of(Arm.TRIAGE_WITHOUT_CACHE, Arm.PASS_THROUGH)) {
      contestants.add(new Contestant(ThroughputReport.onOneSlot(arm.title()), 1, arm));
    }
    contestants.add(new Contestant(ThroughputReport.BARE_LOOP, SLOTS, null));
    List<String> names = contestants.stream().map(Contestant::name).toList();
    for (String job : jobs) {
      if (!names.contains(job)) {
        throw CommandFailure.wrongUsage("--jobs: wanted some of " + names + ", found " + job);
      }
    }
    if (!jobs.isEmpty()) {
      contestants.removeIf(contestant -> !jobs.contains(contestant.name()));
    }
    return contestants;
  }

  private JobRun job(ChildBroker broker, Path folder, Contestant contestant, int round)
      throws InterruptedException {
    String routes = "routes-" + contestant.name() + "-" + round;
    broker.createTopics(routes);
    List<String> arguments =
        new ArrayList<>(arguments(contestant.arm(), contestant.parallelism(), broker, routes));
    contestant.settings().forEach((key, value) -> arguments.add(key + "=" + value));
    try (ChildJvm job = ChildJvm.start(JobMain.class, folder.resolve("jobs.log"), arguments)) {
      job.awaitReady();
      boolean warm = job.warmUp(warmUp, () -> broker.records(routes) > contacts / 4);
      long before = broker.records(routes);
      long began = System.nanoTime();
      Duration cpuBefore = job.cpu();
      Duration brokerBefore = broker.cpu();
      TimeUnit.SECONDS.sleep(seconds);
      long done = broker.records(routes);
      double took = (System.nanoTime() - began) / 1e9;
      Duration jobCpu = job.cpu().minus(cpuBefore);
      Duration brokerCpu = broker.cpu().minus(brokerBefore);
      if (done >= contacts) {
        throw new IllegalStateException(
            contestant.name() + " has done all contacts before its time was over: give more");
      }
      return new JobRun(done - before, took, jobCpu, brokerCpu, warm);
    } finally {
      broker.deleteTopics(routes);
    }
  }

  /** For a job that reads a topic that is full already. */
  static List<String> arguments(Arm arm, int slots, ChildBroker broker, String routes) {
    return List.of(
        arm.name(),
        Integer.toString(slots),
        "kafka.bootstrap-servers=" + broker.bootstrapServers(),
        "kafka.group-id=" + routes,
        "kafka.topics.routes=" + routes,
        "models.directory=" + ProjectFolder.resolve("models/bundles"),
        "scoring.tier=" + (arm == Arm.TRIAGE_FAST ? "fast" : "auto"),
        "scoring.cache.texts=" + (arm == Arm.TRIAGE_WITHOUT_CACHE ? "0" : "20000"),
        // Everything in the topic has waited.
        "scoring.overload.longest-wait=0 s");
  }

  private JobRun bareLoop(Path folder, int threads) throws InterruptedException {
    List<String> arguments = List.of(Integer.toString(threads), Integer.toString(BARE_BATCH));
    try (ChildJvm loop =
        ChildJvm.start(BareLoopMain.class, folder.resolve("jobs.log"), arguments)) {
      loop.awaitReady();
      boolean warm = loop.warmUp(warmUp, () -> false);
      long before = loop.told(BareLoopMain.DONE);
      long began = System.nanoTime();
      Duration cpuBefore = loop.cpu();
      TimeUnit.SECONDS.sleep(seconds);
      long done = loop.told(BareLoopMain.DONE);
      double took = (System.nanoTime() - began) / 1e9;
      return new JobRun(done - before, took, loop.cpu().minus(cpuBefore), Duration.ZERO, warm);
    }
  }
}
