package io.contacttriage.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.contacttriage.benchmarks.jobs.Arm;
import io.contacttriage.cli.ProjectFolder;
import io.contacttriage.cli.local.WorkFolder;
import io.contacttriage.cli.tools.TextTable;
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
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./triage bench throughput}. */
@Command(
    name = "throughput",
    mixinStandardHelpOptions = true,
    description = {
      "The whole job, Kafka to Kafka, against the same Flink and Kafka without a model (the ceiling),",
      "against jobs that score one record with one call, and against a bare loop without Flink and",
      "Kafka. Each runs alone, in a process of its own, on a topic that is full already; one round",
      "after the other, medians with the least and the most."
    })
final class ThroughputCommand implements Callable<Integer> {
  private static final String CONTACTS = "contacts";
  private static final String POLICIES = "policies";
  private static final String REJECTS = "rejects";
  private static final int BARE_BATCH = 32;

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

  @Option(names = "--json", paramLabel = "FILE", description = "Write the figures to a file too")
  private Path json;

  @Spec private CommandSpec spec;

  /**
   * One run.
   *
   * @param rate contacts a second
   * @param cpu milliseconds of all processes for a thousand contacts
   * @param jobCpu of these, the job's own process
   */
  private record Run(double rate, double cpu, double jobCpu) {}

  /** What is run in each round: a name, and how. */
  private record Contestant(String name, int parallelism, Arm arm) {}

  @Override
  public Integer call() throws Exception {
    PrintWriter err = spec.commandLine().getErr();
    List<Contestant> contestants = new ArrayList<>();
    for (Arm arm : Arm.values()) {
      contestants.add(new Contestant(arm.title(), 2, arm));
    }
    contestants.add(new Contestant("triage-without-cache, 1 slot", 1, Arm.TRIAGE_WITHOUT_CACHE));
    contestants.add(new Contestant("pass-through, 1 slot", 1, Arm.PASS_THROUGH));
    contestants.add(new Contestant("bare loop", 2, null));
    if (!jobs.isEmpty()) {
      contestants.removeIf(contestant -> !jobs.contains(contestant.name()));
    }
    Map<String, List<Run>> runs = new LinkedHashMap<>();
    try (WorkFolder folder = WorkFolder.create();
        BenchBroker broker = BenchBroker.start(folder.folder("broker"))) {
      broker.createTopics(CONTACTS, REJECTS);
      broker.createPoliciesTopic(POLICIES);
      err.printf(Locale.ROOT, "writing %,d contacts%n", contacts);
      broker.fill(CONTACTS, new BenchContacts(1, Instant.now(), Duration.ZERO), contacts);
      for (int round = 1; round <= rounds; round++) {
        for (Contestant contestant : contestants) {
          Run run =
              contestant.arm() == null
                  ? bareLoop(folder.path(), contestant.parallelism())
                  : job(broker, folder.path(), contestant, round);
          err.printf(
              Locale.ROOT,
              "round %d  %-30s %,9.0f/s  %,8.1f ms CPU a thousand%n",
              round,
              contestant.name(),
              run.rate(),
              run.cpu());
          runs.computeIfAbsent(contestant.name(), name -> new ArrayList<>()).add(run);
        }
      }
    }
    tell(runs);
    return 0;
  }

  private Run job(BenchBroker broker, Path folder, Contestant contestant, int round)
      throws InterruptedException {
    String routes = "routes-" + contestant.arm().title() + contestant.parallelism() + "-" + round;
    broker.createTopics(routes);
    List<String> arguments =
        List.of(
            contestant.arm().name(),
            Integer.toString(contestant.parallelism()),
            "kafka.bootstrap-servers=" + broker.bootstrapServers(),
            "kafka.group-id=" + routes,
            "kafka.topics.routes=" + routes,
            "models.directory=" + ProjectFolder.resolve("models/bundles"),
            "scoring.tier=" + (contestant.arm() == Arm.TRIAGE_FAST ? "fast" : "auto"),
            "scoring.cache.texts=" + (contestant.arm() == Arm.TRIAGE_WITHOUT_CACHE ? "0" : "20000"),
            // The topic is full: everything in it has waited.
            "scoring.overload.longest-wait=0 s");
    try (ChildJvm job = ChildJvm.start(JobMain.class, folder.resolve("jobs.log"), arguments)) {
      job.awaitReady();
      job.warmUp(warmUp, () -> broker.records(routes) > contacts / 4);
      long before = broker.records(routes);
      long began = System.nanoTime();
      Duration cpuBefore = job.cpu();
      Duration brokerBefore = broker.cpu();
      TimeUnit.SECONDS.sleep(seconds);
      long done = broker.records(routes);
      double took = (System.nanoTime() - began) / 1e9;
      double jobCpu = job.cpu().minus(cpuBefore).toMillis();
      double brokerCpu = broker.cpu().minus(brokerBefore).toMillis();
      if (done >= contacts) {
        throw new IllegalStateException(
            contestant.name() + " has done all contacts before its time was over: give more");
      }
      double count = done - before;
      return new Run(count / took, (jobCpu + brokerCpu) / count * 1e3, jobCpu / count * 1e3);
    } finally {
      broker.deleteTopics(routes);
    }
  }

  private Run bareLoop(Path folder, int threads) throws InterruptedException {
    List<String> arguments = List.of(Integer.toString(threads), Integer.toString(BARE_BATCH));
    try (ChildJvm loop =
        ChildJvm.start(BareLoopMain.class, folder.resolve("jobs.log"), arguments)) {
      loop.awaitReady();
      loop.warmUp(warmUp, () -> false);
      long before = loop.told(BareLoopMain.DONE);
      long began = System.nanoTime();
      Duration cpuBefore = loop.cpu();
      TimeUnit.SECONDS.sleep(seconds);
      long done = loop.told(BareLoopMain.DONE);
      double took = (System.nanoTime() - began) / 1e9;
      double cpu = loop.cpu().minus(cpuBefore).toMillis();
      double count = done - before;
      return new Run(count / took, cpu / count * 1e3, cpu / count * 1e3);
    }
  }

  private void tell(Map<String, List<Run>> runs) throws Exception {
    TextTable table =
        new TextTable("job", "contacts/s", "ms CPU a thousand", "of these the job's own");
    Map<String, Object> figures = new LinkedHashMap<>();
    runs.forEach(
        (name, all) -> {
          Spread rate = Spread.of(all.stream().map(Run::rate).toList());
          Spread cpu = Spread.of(all.stream().map(Run::cpu).toList());
          Spread own = Spread.of(all.stream().map(Run::jobCpu).toList());
          table.row(name, rate.text("%,.0f"), cpu.text("%,.1f"), own.text("%,.1f"));
          figures.put(name, Map.of("contacts_per_second", rate, "cpu", cpu, "own_cpu", own));
        });
    TextTable ratios = new TextTable("ratio, round by round", "", "wanted");
    Map<String, Object> found = new LinkedHashMap<>();
    ratio(ratios, found, runs, "triage", "naive-minilm", "60");
    ratio(ratios, found, runs, "triage", "naive-deep", "");
    ratio(ratios, found, runs, "triage", "pass-through", "0.4");
    ratio(ratios, found, runs, "triage-without-cache", "bare loop", "0.8");
    ratio(ratios, found, runs, "triage", "triage-without-cache", "");
    ratio(ratios, found, runs, "triage-without-cache", "triage-without-cache, 1 slot", "1.7");
    PrintWriter out = spec.commandLine().getOut();
    out.println(table.render());
    out.print(ratios.render());
    out.flush();
    if (json != null) {
      figures.put("ratios", found);
      new ObjectMapper().writerWithDefaultPrettyPrinter().writeValue(json.toFile(), figures);
    }
  }

  private static void ratio(
      TextTable table,
      Map<String, Object> found,
      Map<String, List<Run>> runs,
      String one,
      String other,
      String wanted) {
    if (!runs.containsKey(one) || !runs.containsKey(other)) {
      return;
    }
    List<Double> ratios = new ArrayList<>();
    for (int i = 0; i < runs.get(one).size(); i++) {
      ratios.add(runs.get(one).get(i).rate() / runs.get(other).get(i).rate());
    }
    Spread spread = Spread.of(ratios);
    table.row(one + " / " + other, spread.text("%.2f"), wanted);
    found.put(one + " / " + other, spread);
  }
}
