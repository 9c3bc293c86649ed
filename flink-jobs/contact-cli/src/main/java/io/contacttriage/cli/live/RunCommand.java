package io.contacttriage.cli.live;

import io.contacttriage.cli.CommandFailure;
import io.contacttriage.cli.local.LocalCluster;
import io.contacttriage.cli.local.LocalLogs;
import io.contacttriage.cli.local.LocalRun;
import io.contacttriage.cli.local.OpenParts;
import io.contacttriage.cli.local.TopicSetup;
import io.contacttriage.cli.local.WorkFolder;
import io.contacttriage.job.ContactRoutingJob;
import io.contacttriage.job.outcomes.OutcomeReportJob;
import io.contacttriage.job.outcomes.OutcomeReportMain;
import io.contacttriage.job.settings.InvalidSettingsException;
import io.contacttriage.job.settings.JobSettings;
import io.contacttriage.job.settings.KafkaSettings;
import io.contacttriage.job.settings.SettingsFile;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The routing job against a Kafka that is already there. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    description = {
      "Runs the job on this machine against a Kafka of yours.",
      "In a local Flink cluster, against the Kafka of a settings file, until Ctrl-C. Its state is"
          + " kept while it runs only; for more, submit the job to a Flink cluster."
    })
public final class RunCommand implements Callable<Integer> {
  @Option(
      names = "--config",
      paramLabel = "FILE",
      required = true,
      description = "Settings, such as config/job/local.yaml; docs/configuration.md has them all")
  private Path config;

  @Option(
      names = "--job",
      paramLabel = "JOB",
      defaultValue = "contact-routing",
      description = "contact-routing, or outcome-report: what became of its decisions")
  private String job;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "One setting, which wins over the file; may be given again")
  private Map<String, String> overrides = new LinkedHashMap<>();

  @Option(
      names = "--parallelism",
      paramLabel = "N",
      description = "Subtasks of each room (default: 2, or 1 on one core)")
  private Integer parallelism;

  @Option(
      names = "--port-ui",
      paramLabel = "PORT",
      defaultValue = "0",
      description = "Port of Flink's web UI (default: a free one)")
  private int uiPort;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    JobSettings settings = settings();
    return LocalRun.run(spec.commandLine().getErr(), parts -> run(settings, parts));
  }

  private int run(JobSettings settings, OpenParts parts) throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    WorkFolder folder = parts.start(WorkFolder::create);
    LocalLogs.writeTo(folder.folder("logs").resolve("triage.log"));
    boolean reports = reportsOutcomes();
    requireTopics(settings, reports ? outcomeTopics(settings) : routingTopics(settings));
    LocalCluster cluster =
        parts.start(
            () ->
                LocalCluster.start(
                    new LocalCluster.Options(
                        folder.folder("flink"),
                        parallelism == null
                            ? LocalCluster.Options.defaultParallelism()
                            : parallelism,
                        uiPort,
                        null)));
    if (reports) {
      cluster.submit(settings, OutcomeReportJob.NAME, env -> OutcomeReportMain.draw(env, settings));
    } else {
      cluster.submit(settings);
    }
    out.println("The job runs against " + settings.kafka().bootstrapServers() + " until Ctrl-C.");
    out.println("Flink's web UI: " + cluster.ui());
    out.flush();
    while (!cluster.status().isGloballyTerminalState()) {
      TimeUnit.SECONDS.sleep(1);
    }
    throw CommandFailure.failed("the job ended: " + cluster.lastFailure());
  }

  private boolean reportsOutcomes() {
    if (!List.of(ContactRoutingJob.NAME, OutcomeReportJob.NAME).contains(job)) {
      throw CommandFailure.wrongUsage(
          "wanted --job contact-routing or outcome-report, found " + job);
    }
    return job.equals(OutcomeReportJob.NAME);
  }

  private static Set<String> outcomeTopics(JobSettings settings) {
    return Set.of(
        settings.kafka().routesTopic(),
        settings.outcomes().labelsTopic(),
        settings.outcomes().outcomesTopic(),
        settings.kafka().rejectsTopic());
  }

  private static Set<String> routingTopics(JobSettings settings) {
    KafkaSettings kafka = settings.kafka();
    Set<String> wanted =
        new TreeSet<>(
            Set.of(
                kafka.contactsTopic(),
                kafka.policiesTopic(),
                kafka.routesTopic(),
                kafka.rejectsTopic(),
                kafka.policyStatusTopic(),
                kafka.shadowDiffsTopic(),
                kafka.erasuresTopic(),
                kafka.erasureReceiptsTopic()));
    if (settings.audit()) {
      wanted.add(kafka.auditTopic());
    }
    return wanted;
  }

  private static void requireTopics(JobSettings settings, Set<String> wanted) {
    KafkaSettings kafka = settings.kafka();
    try (TopicSetup topics = new TopicSetup(kafka.bootstrapServers(), kafka.client())) {
      topics.require(wanted);
    }
  }

  private JobSettings settings() {
    try {
      Map<String, String> given = new LinkedHashMap<>(SettingsFile.read(config));
      given.putAll(overrides);
      return JobSettings.of(given);
    } catch (InvalidSettingsException e) {
      throw CommandFailure.wrongUsage(e.getMessage());
    }
  }
}
