package io.contacttriage.benchmarks;

import io.contacttriage.benchmarks.jobs.Arm;
import io.contacttriage.benchmarks.profile.CpuShare;
import io.contacttriage.benchmarks.profile.FlameGraph;
import io.contacttriage.benchmarks.profile.FoldedStacks;
import io.contacttriage.benchmarks.report.BarPlot;
import io.contacttriage.benchmarks.report.BenchReport;
import io.contacttriage.benchmarks.report.Machine;
import io.contacttriage.benchmarks.report.Table;
import io.contacttriage.cli.local.ChildBroker;
import io.contacttriage.cli.local.ChildJvm;
import io.contacttriage.cli.local.WorkFolder;
import io.contacttriage.cli.report.ReportFiles;
import io.contacttriage.cli.sample.FreshContacts;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
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

/** {@code ./triage bench profile}. */
@Command(
    name = "profile",
    mixinStandardHelpOptions = true,
    description = {
      "Where the CPU time of the whole job goes when there are always more contacts, as shares and"
          + " as",
      "a flame graph. The job's process looks at its own threads, native code included."
    })
final class ProfileCommand implements Callable<Integer> {
  private static final int SLOTS = 2;
  private static final String ROUTES = "routes";

  @Option(
      names = "--warm-up",
      description =
          "Most seconds that the job runs before it is looked at; it is warm when its JVM has"
              + " compiled what it runs (default: ${DEFAULT-VALUE})")
  private int warmUp = 240;

  @Option(names = "--seconds", description = "Seconds that count (default: ${DEFAULT-VALUE})")
  private int seconds = 30;

  @Option(
      names = "--contacts",
      description = "Contacts in the topic; more than are done (default: ${DEFAULT-VALUE})")
  private int contacts = 1_000_000;

  @Option(
      names = "--svg",
      paramLabel = "FILE",
      description = "Write the flame graph as a picture of its own too")
  private Path svg;

  @Option(
      names = "--folded",
      paramLabel = "FILE",
      description = "Write the folded stacks too, in nanoseconds, for other tools")
  private Path folded;

  @Mixin private ReportFiles files;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    files.requireFolders();
    Machine machine = Machine.now();
    FoldedStacks stacks = profile(spec.commandLine().getErr());
    FlameGraph graph = new FlameGraph(stacks);
    if (svg != null) {
      Files.writeString(svg, graph.svg());
    }
    if (folded != null) {
      Files.write(folded, stacks.lines());
    }
    report(stacks, graph, machine).deliver(spec.commandLine().getOut(), files);
    return 0;
  }

  private FoldedStacks profile(PrintWriter err) throws Exception {
    try (WorkFolder folder = WorkFolder.create();
        ChildBroker broker = ChildBroker.start(folder.folder("broker"))) {
      broker.createTopics(ThroughputCommand.CONTACTS, ThroughputCommand.REJECTS, ROUTES);
      broker.createControlTopics();
      err.printf(Locale.ROOT, "writing %,d contacts%n", contacts);
      err.flush();
      broker.fill(
          ThroughputCommand.CONTACTS, new FreshContacts(1, Instant.now(), Duration.ZERO), contacts);
      try (ChildJvm job =
          ChildJvm.start(
              JobMain.class,
              folder.path().resolve("job.log"),
              ThroughputCommand.arguments(Arm.TRIAGE, SLOTS, broker, ROUTES))) {
        job.awaitReady();
        job.warmUp(warmUp, () -> broker.records(ROUTES) > contacts / 4);
        err.printf(Locale.ROOT, "looking for %d s%n", seconds);
        err.flush();
        List<String> lines = job.ask(Integer.toString(seconds));
        if (broker.records(ROUTES) >= contacts) {
          throw new IllegalStateException(
              "the job has done all contacts before its time was over: give more");
        }
        return FoldedStacks.parse(lines);
      }
    }
  }

  private BenchReport report(FoldedStacks stacks, FlameGraph graph, Machine machine) {
    Table table = new Table("part", "% of the CPU time");
    BarPlot plot = BarPlot.linear("percent of the CPU time");
    Map<String, Double> figures = new LinkedHashMap<>();
    for (CpuShare share : CpuShare.of(stacks)) {
      double percent = share.share() * 100;
      String shown = String.format(Locale.ROOT, "%.1f", percent);
      table.row(share.part(), shown);
      plot.bar(share.part(), new Spread(percent, percent, percent), shown + " %", null);
      figures.put(share.part(), share.share());
    }
    return new BenchReport(
            "Where the CPU time goes",
            "The whole job, Kafka to Kafka, while there are always more contacts: what its process"
                + " spends its CPU time on.",
            machine)
        .setting("slots", SLOTS)
        .setting("warm-up", "at most " + warmUp + " s")
        .setting("looked at", seconds + " s")
        .figure("shares", figures)
        .section("By part", "Each stack counts for one part. The broker is not in it.")
        .table(table)
        .draw(plot::write)
        .section(
            "Flame graph",
            "Each box is a piece of code, as wide as the CPU time spent in it and in what it"
                + " called, which stands on it. Left and right mean nothing. Point at a box to read"
                + " it whole.")
        .draw(
            html -> {
              html.open("div", "class", "wide");
              graph.write(html);
              html.close();
            });
  }
}
