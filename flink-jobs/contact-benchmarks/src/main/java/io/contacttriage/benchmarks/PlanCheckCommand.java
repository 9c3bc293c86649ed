package io.contacttriage.benchmarks;

import io.contacttriage.benchmarks.jobs.Arm;
import io.contacttriage.benchmarks.report.BenchReport;
import io.contacttriage.benchmarks.report.Machine;
import io.contacttriage.benchmarks.report.Table;
import io.contacttriage.cli.ProjectFolder;
import io.contacttriage.cli.local.ChildBroker;
import io.contacttriage.cli.local.ChildJvm;
import io.contacttriage.cli.local.LocalCluster;
import io.contacttriage.cli.local.LocalRun;
import io.contacttriage.cli.local.OpenParts;
import io.contacttriage.cli.local.WorkFolder;
import io.contacttriage.cli.plan.Calibration;
import io.contacttriage.cli.plan.Calibrator;
import io.contacttriage.cli.plan.CpuWindow;
import io.contacttriage.cli.report.ReportFiles;
import io.contacttriage.cli.sample.SampleTexts;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./triage bench plan}. */
@Command(
    name = "plan",
    mixinStandardHelpOptions = true,
    description = {
      "What ./triage plan predicts, beside what was measured: the calibration as it is by default,",
      "then the job once more on a topic that is full already, until its JVM has compiled what it",
      "runs. Exit code 1 when prediction and measurement are more than a quarter apart."
    })
final class PlanCheckCommand implements Callable<Integer> {
  private static final double WANTED = 0.25;
  private static final int WINDOW_SECONDS = 10;

  @Option(
      names = "--warm-up",
      description =
          "Most seconds that the measured job runs before it counts (default: ${DEFAULT-VALUE})")
  private int warmUp = 150;

  @Option(names = "--seconds", description = "Seconds of it that count (default: ${DEFAULT-VALUE})")
  private int seconds = 60;

  @Option(
      names = "--contacts",
      description = "Contacts in the topic; enough for all that time (default: ${DEFAULT-VALUE})")
  private int contacts = 600_000;

  @Mixin private ReportFiles files;
  @Spec private CommandSpec spec;

  /** What was measured. */
  private record Measured(List<CpuWindow> windows, boolean warm) {}

  @Override
  public Integer call() throws Exception {
    files.requireFolders();
    Machine machine = Machine.now();
    PrintWriter err = spec.commandLine().getErr();
    Calibrator calibrator =
        Calibrator.usual(SampleTexts.readFolder(ProjectFolder.resolve("models/contacts")));
    return LocalRun.run(
        err,
        parts -> report(calibrator.run(parts, err::println), measure(calibrator, parts), machine));
  }

  private Measured measure(Calibrator calibrator, OpenParts parts) throws Exception {
    PrintWriter err = spec.commandLine().getErr();
    WorkFolder folder = parts.start(WorkFolder::create);
    ChildBroker broker = parts.start(() -> ChildBroker.start(folder.folder("broker")));
    broker.createTopics(ThroughputCommand.CONTACTS, ThroughputCommand.REJECTS, "routes");
    broker.createControlTopics();
    err.printf(Locale.ROOT, "writing %,d contacts%n", contacts);
    broker.fill(ThroughputCommand.CONTACTS, calibrator.contacts(), contacts);
    ChildJvm job =
        parts.start(
            () ->
                ChildJvm.start(
                    JobMain.class,
                    folder.path().resolve("job.log"),
                    ThroughputCommand.arguments(
                        Arm.TRIAGE, LocalCluster.Options.defaultParallelism(), broker, "routes")));
    job.awaitReady();
    err.printf(Locale.ROOT, "warming up for %d s at most%n", warmUp);
    boolean warm = job.warmUp(warmUp, () -> broker.records("routes") > contacts / 2);
    List<CpuWindow> windows = new ArrayList<>();
    for (int i = 0; i < Math.max(1, seconds / WINDOW_SECONDS); i++) {
      windows.add(Calibrator.window(job, broker, "routes", WINDOW_SECONDS));
    }
    if (broker.records("routes") >= contacts) {
      throw new IllegalStateException("all contacts were done before the time was over: give more");
    }
    return new Measured(windows, warm);
  }

  private int report(Calibration predicted, Measured measured, Machine machine) {
    Spread perCpuSecond = Spread.of(measured.windows(), CpuWindow::perJobCpuSecond);
    Spread byClock = Spread.of(measured.windows(), CpuWindow::rate);
    Spread slotRatio = ratio(predicted.perSlot(), perCpuSecond);
    Spread clockRatio = ratio(predicted.onThisMachine(), byClock);
    boolean good = isNear(slotRatio) && isNear(clockRatio);
    Table table = new Table("contacts a second", "predicted", "measured", "predicted / measured");
    table.row(
        "of one slot, on a core of its own",
        "%,.0f".formatted(predicted.perSlot()),
        perCpuSecond.text("%,.0f"),
        slotRatio.text("%.2f"));
    table.row(
        "of this machine, with the broker on it",
        "%,.0f".formatted(predicted.onThisMachine()),
        byClock.text("%,.0f"),
        clockRatio.text("%.2f"));
    BenchReport report =
        new BenchReport(
            "Capacity, planned and measured",
            "What the calibration of ./triage plan predicts, beside a longer run of the same job in the"
                + " same minutes. Medians of windows of "
                + WINDOW_SECONDS
                + " seconds, with the least and the most.",
            machine);
    report
        .section("Predicted and measured", "Wanted: within a quarter of each other.")
        .table(table);
    report
        .figure("predicted", predicted)
        .figure("measured", measured.windows())
        .figure("ratios", Map.of("slot", slotRatio, "machine", clockRatio))
        .setting("warm-up", "at most " + warmUp + " s, " + (measured.warm() ? "warm" : "not warm"))
        .setting("counted", seconds + " s")
        .deliver(spec.commandLine().getOut(), files);
    return good ? 0 : 1;
  }

  private static Spread ratio(double predicted, Spread measured) {
    return new Spread(
        predicted / measured.median(), predicted / measured.most(), predicted / measured.least());
  }

  private static boolean isNear(Spread ratio) {
    return Math.abs(ratio.median() - 1) <= WANTED;
  }
}
