package io.contacttriage.cli.plan;

import io.contacttriage.cli.CommandFailure;
import io.contacttriage.cli.ProjectFolder;
import io.contacttriage.cli.local.LocalRun;
import io.contacttriage.cli.sample.SampleText;
import io.contacttriage.cli.sample.SampleTexts;
import io.contacttriage.job.settings.InvalidSettingsException;
import io.contacttriage.job.settings.JobSettings;
import io.contacttriage.scoring.bundle.InvalidBundleException;
import io.contacttriage.scoring.onnx.ScoringPlan;
import io.contacttriage.scoring.onnx.TaskManagerResources;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.util.TimeUtils;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./triage plan}. */
@Command(
    name = "plan",
    mixinStandardHelpOptions = true,
    description = {
      "Says how many slots, TaskManagers, partitions and how much memory a rate of contacts needs.",
      "Runs the whole job on this machine for a minute, at full load, and books its CPU time; then",
      "reckons with queueing and with the backlog after a lost part. Says what it assumed.",
      "./triage bench plan holds it against a measured run."
    },
    footer = {
      "",
      "Examples:",
      "  ./triage plan --rate 5000 --p99 100ms --language-mix en=60,de=40 --core-hour-price 0.04",
      "  ./triage plan --rate 500 --json plan.json",
      "  ./triage plan --rate 900 --calibration plan.json   without measuring again"
    })
public final class PlanCommand implements Callable<Integer> {
  @Option(
      names = "--rate",
      paramLabel = "R",
      required = true,
      description = "Contacts a second at the busiest time")
  private double rate;

  @Option(
      names = "--p99",
      paramLabel = "TIME",
      defaultValue = "100ms",
      description =
          "Longest from a contact's arrival in Kafka to its route, but for one in a hundred"
              + " (default: ${DEFAULT-VALUE})")
  private String p99;

  @Option(
      names = "--language-mix",
      paramLabel = "L=W",
      split = ",",
      description = "Languages and their weights, as en=60,de=40 (default: as the texts are)")
  private Map<String, Double> languages = new LinkedHashMap<>();

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "Folder of .jsonl files with your texts, whose lengths then count"
              + " (default: models/contacts)")
  private Path data;

  @Option(
      names = "--slots-per-taskmanager",
      paramLabel = "N",
      defaultValue = "2",
      description = "Each has a core of its own (default: ${DEFAULT-VALUE})")
  private int slotsPerTaskManager;

  @Option(
      names = "--most-busy",
      paramLabel = "SHARE",
      defaultValue = "0.8",
      description =
          "Share of its time that a slot may work at that rate (default: ${DEFAULT-VALUE})")
  private double mostBusy;

  @Option(
      names = "--outage",
      paramLabel = "TIME",
      defaultValue = "1min",
      description =
          "How long nothing is read when a part is lost (default: ${DEFAULT-VALUE}); "
              + "docs/operations.md has measured ones")
  private String outage;

  @Option(
      names = "--catch-up",
      paramLabel = "TIME",
      defaultValue = "5min",
      description = "Within which the contacts that waited are decided (default: ${DEFAULT-VALUE})")
  private String catchUp;

  @Option(
      names = "--core-hour-price",
      paramLabel = "P",
      description = "Price of a core for an hour, in any currency")
  private Double coreHourPrice;

  @Option(
      names = "--warm-up",
      paramLabel = "SECONDS",
      defaultValue = "30",
      description =
          "Of the calibration, before it looks whether the job still becomes faster"
              + " (default: ${DEFAULT-VALUE})")
  private int warmUp;

  @Option(
      names = "--seconds",
      paramLabel = "SECONDS",
      defaultValue = "30",
      description =
          "Of the calibration, that count: the last ones, once the job does not"
              + " (default: ${DEFAULT-VALUE})")
  private int seconds;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "A setting of the job, as in docs/configuration.md; may be given again")
  private Map<String, String> set = new LinkedHashMap<>();

  @Option(
      names = "--calibration",
      paramLabel = "FILE",
      description = "Take it from an earlier --json instead of measuring")
  private Path calibrated;

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Write plan, assumptions and calibration there as JSON")
  private Path json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    Demand demand = demand();
    JobSettings settings = settings();
    List<SampleText> texts =
        SampleTexts.readFolder(data == null ? ProjectFolder.resolve("models/contacts") : data);
    LanguageMix mix =
        languages.isEmpty() ? LanguageMix.of(texts) : LanguageMix.of(languages, texts);
    Calibrator calibrator = new Calibrator(mix, texts, warmUp, seconds, set);
    ScoringPlan scoring = scoring(calibrator, settings);
    if (calibrated != null) {
      return plan(demand, settings, scoring, Calibration.read(calibrated));
    }
    PrintWriter err = spec.commandLine().getErr();
    return LocalRun.run(
        err, parts -> plan(demand, settings, scoring, calibrator.run(parts, err::println)));
  }

  private int plan(
      Demand demand, JobSettings settings, ScoringPlan scoring, Calibration calibration)
      throws IOException {
    PlanReport report =
        new PlanReport(
            demand,
            calibration,
            CapacityPlan.of(
                demand,
                calibration,
                SlotQueue.of(calibration, settings),
                settings.flink().get(CheckpointingOptions.CHECKPOINTING_INTERVAL),
                settings.flink().get(PipelineOptions.MAX_PARALLELISM)),
            TaskManagerMemory.of(slotsPerTaskManager, scoring.nativeBytes()));
    PrintWriter out = spec.commandLine().getOut();
    out.print(report.text());
    out.flush();
    if (json != null) {
      Files.write(json, report.json());
    }
    return 0;
  }

  private Demand demand() {
    if (!(rate > 0 && rate <= 10_000_000)) {
      throw CommandFailure.wrongUsage("--rate: wanted up to ten million a second, found " + rate);
    }
    if (!(mostBusy > 0 && mostBusy < 1)) {
      throw CommandFailure.wrongUsage("--most-busy: wanted between 0 and 1, found " + mostBusy);
    }
    if (slotsPerTaskManager < 1 || slotsPerTaskManager > 64) {
      throw CommandFailure.wrongUsage(
          "--slots-per-taskmanager: wanted 1 to 64, found " + slotsPerTaskManager);
    }
    if (warmUp < 0 || seconds < 5) {
      throw CommandFailure.wrongUsage("wanted a --warm-up of at least 0 and --seconds of 5");
    }
    if (coreHourPrice != null && !(coreHourPrice >= 0)) {
      throw CommandFailure.wrongUsage(
          "--core-hour-price: wanted 0 or more, found " + coreHourPrice);
    }
    return new Demand(
        rate,
        time("--p99", p99),
        time("--outage", outage),
        time("--catch-up", catchUp),
        mostBusy,
        slotsPerTaskManager,
        coreHourPrice == null ? OptionalDouble.empty() : OptionalDouble.of(coreHourPrice));
  }

  private static Duration time(String option, String text) {
    try {
      Duration time = TimeUtils.parseDuration(text);
      if (!time.isZero()) {
        return time;
      }
    } catch (IllegalArgumentException unreadable) {
      // Said below.
    }
    throw CommandFailure.wrongUsage(option + ": wanted a time as 100ms or 5min, found " + text);
  }

  /** As the job would take them; the broker is the calibration's. */
  private JobSettings settings() {
    Map<String, String> given = new TreeMap<>(set);
    given.put("kafka.bootstrap-servers", "localhost:9092");
    try {
      return JobSettings.of(given);
    } catch (InvalidSettingsException e) {
      throw CommandFailure.wrongUsage("--set: " + e.getMessage());
    }
  }

  private ScoringPlan scoring(Calibrator calibrator, JobSettings settings) {
    TaskManagerResources wanted =
        new TaskManagerResources(slotsPerTaskManager, slotsPerTaskManager, OptionalLong.empty());
    try {
      return ScoringPlan.of(wanted, settings.scoringSetup(), calibrator.bundle());
    } catch (InvalidBundleException e) {
      throw CommandFailure.failed(e.getMessage());
    }
  }
}
