package io.contacttriage.benchmarks;

import io.contacttriage.benchmarks.jobs.Arm;
import io.contacttriage.benchmarks.report.BarPlot;
import io.contacttriage.benchmarks.report.BenchReport;
import io.contacttriage.benchmarks.report.Machine;
import io.contacttriage.benchmarks.report.Table;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/** What {@code ./triage bench throughput} tells. */
final class ThroughputReport {
  static final String BARE_LOOP = "bare loop";

  /** Our job with the settings that were given. */
  static final String AS_SET = "triage-as-set";

  /** What is held against what, and what is wanted at least; null when nothing is. */
  private static final List<Ratio> RATIOS =
      List.of(
          new Ratio(Arm.TRIAGE.title(), Arm.NAIVE_MINILM.title(), 60.0),
          new Ratio(Arm.TRIAGE.title(), Arm.NAIVE_DEEP.title(), null),
          new Ratio(Arm.TRIAGE.title(), Arm.PASS_THROUGH.title(), 0.4),
          new Ratio(Arm.TRIAGE_WITHOUT_CACHE.title(), BARE_LOOP, 0.8),
          new Ratio(Arm.TRIAGE.title(), Arm.TRIAGE_WITHOUT_CACHE.title(), null),
          new Ratio(AS_SET, Arm.TRIAGE.title(), null));

  /** Jobs that are run on one slot as well. */
  private static final List<String> SCALED =
      List.of(Arm.TRIAGE_WITHOUT_CACHE.title(), Arm.PASS_THROUGH.title());

  /** By the job's CPU time. */
  private static final double WANTED_SCALING = 1.7;

  private final Map<String, List<JobRun>> runs;
  private final BenchReport report;

  private record Ratio(String one, String other, Double wanted) {
    String title() {
      return one + " / " + other;
    }
  }

  private ThroughputReport(Map<String, List<JobRun>> runs, Machine machine) {
    this.runs = runs;
    this.report =
        new BenchReport(
            "Throughput, Kafka to Kafka",
            "Contacts a second of the whole job, beside the same Flink and Kafka without a model,"
                + " beside jobs that score one record with one call, and beside a bare loop. Medians"
                + " of the rounds, with the least and the most.",
            machine);
  }

  /**
   * @param runs of each job, one for each round
   */
  static BenchReport of(Map<String, List<JobRun>> runs, Machine machine) {
    ThroughputReport told = new ThroughputReport(runs, machine);
    told.rates();
    told.ratios();
    told.scaling(machine.cores());
    return told.report;
  }

  /** A job with one slot, as in options and tables. */
  static String onOneSlot(String job) {
    return job + "-on-1-slot";
  }

  private void rates() {
    Table table = new Table("job", "contacts/s", "ms CPU a thousand", "of these the job's own");
    BarPlot plot = BarPlot.logarithmic("contacts a second");
    runs.forEach(
        (name, all) -> {
          Spread rate = Spread.of(all, JobRun::rate);
          Spread cpu = Spread.of(all, JobRun::cpuMillis);
          Spread own = Spread.of(all, JobRun::jobCpuMillis);
          table.row(name, rate.text("%,.0f"), cpu.text("%,.1f"), own.text("%,.1f"));
          plot.bar(name, rate, rate.text("%,.0f"), null);
          report.figure(name, Map.of("contacts_per_second", rate, "cpu", cpu, "own_cpu", own));
        });
    report
        .section(
            "Contacts a second",
            "Each job ran alone on a topic that was full already. The scale is logarithmic: equal"
                + " lengths are equal ratios.")
        .table(table)
        .draw(plot::write);
    List<String> cold =
        runs.entrySet().stream()
            .filter(each -> !each.getValue().stream().allMatch(JobRun::warm))
            .map(Map.Entry::getKey)
            .toList();
    if (!cold.isEmpty()) {
      report.say(
          "Not warm when they counted, so that the compiler's CPU time is in theirs: "
              + String.join(", ", cold)
              + ". A longer --warm-up helps.");
    }
  }

  private void ratios() {
    Table table = new Table("ratio, round by round", "", "wanted");
    BarPlot plot = BarPlot.logarithmic("ratios");
    Map<String, Spread> found = new LinkedHashMap<>();
    for (Ratio ratio : RATIOS) {
      if (!runs.containsKey(ratio.one()) || !runs.containsKey(ratio.other())) {
        continue;
      }
      List<JobRun> one = runs.get(ratio.one());
      List<JobRun> other = runs.get(ratio.other());
      Spread spread =
          Spread.of(
              IntStream.range(0, one.size())
                  .mapToObj(round -> one.get(round).rate() / other.get(round).rate())
                  .toList());
      found.put(ratio.title(), spread);
      String wanted = ratio.wanted() == null ? "" : ratio.wanted().toString();
      table.row(ratio.title(), spread.text("%.2f"), wanted);
      plot.bar(ratio.title(), spread, spread.text("%.2f"), ratio.wanted());
      report.tile(
          ratio.title(),
          String.format(Locale.ROOT, "×%.2f", spread.median()),
          wanted.isEmpty() ? "contacts a second" : "wanted " + wanted);
    }
    if (!table.isEmpty()) {
      report
          .figure("ratios", found)
          .section(
              "Ratios",
              "What counts: both sides were measured within this run. A red mark is what was wanted.")
          .table(table)
          .draw(plot::write);
    }
  }

  private void scaling(int cores) {
    Map<String, Scaling> found = new LinkedHashMap<>();
    for (String job : SCALED) {
      List<JobRun> one = runs.get(onOneSlot(job));
      if (one != null && runs.containsKey(job)) {
        found.put(job, Scaling.of(one, runs.get(job)));
      }
    }
    if (found.isEmpty()) {
      return;
    }
    Table table =
        new Table(
            "job",
            "by the clock",
            "a CPU second, 1 slot",
            "2 slots",
            "corrected by CPU time",
            "wanted");
    found.forEach(
        (job, scaling) ->
            table.row(
                job,
                scaling.wall().text("%.2f"),
                scaling.oneSlot().text("%,.0f"),
                scaling.twoSlots().text("%,.0f"),
                scaling.corrected().text("%.2f"),
                Double.toString(WANTED_SCALING)));
    report
        .figure("scaling", found)
        .section("Two slots against one", "What a second slot gives, by the clock and by CPU time.")
        .table(table);
    found.forEach((job, scaling) -> report.say(scaling.words(job)));
    report.say(whyNotPinned(cores));
  }

  private static String whyNotPinned(int cores) {
    return cores <= 2
        ? "The broker cannot be kept off the job's cores here: there are two, and two slots need both."
            + " That is why CPU time is the measure; the topic is full before a job starts, so no load"
            + " runs beside it."
        : "Nothing is pinned: job and broker may use any of the "
            + cores
            + " cores; the topic is full before a job starts, so no load runs beside it.";
  }
}
