package io.contacttriage.cli.demo;

import io.contacttriage.cli.CommandFailure;
import io.contacttriage.cli.ProjectFolder;
import io.contacttriage.cli.Terminal;
import io.contacttriage.cli.local.KeptDemo;
import io.contacttriage.cli.local.LocalCluster;
import io.contacttriage.cli.local.LocalRun;
import io.contacttriage.cli.local.OpenParts;
import io.contacttriage.cli.sample.SampleText;
import io.contacttriage.cli.sample.SampleTexts;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The whole job on local parts, fed with the sample stream and watched. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description = {
      "Runs the whole job on this machine with sample contacts and a live view.",
      "Starts a real Kafka broker and a real Flink cluster with its web UI, publishes the shipped",
      "policy book, sends a stream of varied contacts and shows where they go and how fast.",
      "Needs nothing but this project; leaves nothing behind."
    })
public final class DemoCommand implements Callable<Integer> {
  private static final Duration AT_LEAST_ONCE_CHECKPOINTS = Duration.ofSeconds(10);
  private static final Duration EXACTLY_ONCE_CHECKPOINTS = Duration.ofSeconds(1);

  @Option(
      names = "--contacts",
      paramLabel = "N",
      defaultValue = "2000",
      description = "How many records to send (default: ${DEFAULT-VALUE})")
  private int contacts;

  @Option(
      names = "--rate",
      paramLabel = "R",
      defaultValue = "200",
      description = "How many of them a second (default: ${DEFAULT-VALUE})")
  private double rate;

  @Option(names = "--json", paramLabel = "FILE", description = "Write the summary there as JSON")
  private Path json;

  @Option(
      names = "--keep",
      description = "Stay up until Ctrl-C, to send contacts and publish policies of your own")
  private boolean keep;

  @Option(
      names = "--port-ui",
      paramLabel = "PORT",
      defaultValue = "0",
      description = "Port of Flink's web UI (default: a free one)")
  private int uiPort;

  @Option(
      names = "--parallelism",
      paramLabel = "N",
      description = "Subtasks of each room (default: 2, or 1 on one core)")
  private Integer parallelism;

  @Option(
      names = "--exactly-once",
      description = "Show each route once even after a failure, when its checkpoint completes")
  private boolean exactlyOnce;

  @Option(
      names = "--checkpoint-seconds",
      paramLabel = "N",
      description = "Time between checkpoints (default: 10, or 1 with --exactly-once)")
  private Integer checkpointSeconds;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Folder of .jsonl files with texts (default: models/contacts)")
  private Path data;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "7",
      description = "Another seed, another stream (default: ${DEFAULT-VALUE})")
  private long seed;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    DemoOptions options = options();
    List<SampleText> texts = SampleTexts.readFolder(options.data());
    PrintWriter out = spec.commandLine().getOut();
    return LocalRun.run(spec.commandLine().getErr(), parts -> run(options, texts, out, parts));
  }

  private int run(DemoOptions options, List<SampleText> texts, PrintWriter out, OpenParts parts)
      throws Exception {
    LocalStack stack =
        LocalStack.start(
            parts,
            line -> say(out, line),
            options.parallelism(),
            options.uiPort(),
            options.checkpointEvery(),
            Map.of("delivery.guarantee", options.exactlyOnce() ? "exactly-once" : "at-least-once"));
    out.println();
    // Among the parts, so that an interrupt gives the cursor back.
    DemoDisplay display =
        parts.start(() -> DemoDisplay.of(Terminal.ofProcess(), out, stack.cluster().jobPage()));
    Progress end = new Demo(parts, stack, options, Clock.systemUTC()).run(texts, display::show);
    display.close();

    DemoSummary summary = new DemoSummary(end, stack.cluster().ui().toString());
    out.println();
    summary.lines(!display.isLive()).forEach(out::println);
    out.println();
    if (json != null) {
      write(json, summary.json());
    }
    if (keep) {
      keepUp(stack, end, out, parts);
    } else {
      NextSteps.afterDemo(stack.cluster().ui().toString()).forEach(out::println);
    }
    out.flush();
    return end.restarts() == 0 ? 0 : 1;
  }

  private void keepUp(LocalStack stack, Progress end, PrintWriter out, OpenParts parts)
      throws Exception {
    String ui = stack.cluster().ui().toString();
    parts.start(() -> KeptDemo.announce(stack.bootstrapServers(), ui));
    String fullest = end.outcome().queues().get(0).queue();
    NextSteps.whileKept(ui, stack.bootstrapServers(), fullest).forEach(out::println);
    out.flush();
    while (!stack.cluster().status().isGloballyTerminalState()) {
      TimeUnit.SECONDS.sleep(1);
    }
    throw CommandFailure.failed("the job ended: " + stack.cluster().lastFailure());
  }

  private DemoOptions options() {
    if (contacts < 1) {
      throw CommandFailure.wrongUsage("--contacts: wanted at least 1, found " + contacts);
    }
    if (!(rate > 0 && rate <= 1_000_000)) {
      throw CommandFailure.wrongUsage("--rate: wanted up to a million a second, found " + rate);
    }
    if (uiPort < 0 || uiPort > 65_535) {
      throw CommandFailure.wrongUsage("--port-ui: wanted a port, found " + uiPort);
    }
    if (parallelism != null && (parallelism < 1 || parallelism > 64)) {
      throw CommandFailure.wrongUsage("--parallelism: wanted 1 to 64, found " + parallelism);
    }
    if (checkpointSeconds != null && checkpointSeconds < 1) {
      throw CommandFailure.wrongUsage(
          "--checkpoint-seconds: wanted at least 1, found " + checkpointSeconds);
    }
    Duration usual = exactlyOnce ? EXACTLY_ONCE_CHECKPOINTS : AT_LEAST_ONCE_CHECKPOINTS;
    return new DemoOptions(
        contacts,
        rate,
        seed,
        data == null ? ProjectFolder.resolve("models/contacts") : data,
        uiPort,
        parallelism == null ? LocalCluster.Options.defaultParallelism() : parallelism,
        exactlyOnce,
        checkpointSeconds == null ? usual : Duration.ofSeconds(checkpointSeconds));
  }

  private static void say(PrintWriter out, String line) {
    out.println(line);
    out.flush();
  }

  private static void write(Path file, byte[] bytes) {
    try {
      Files.write(file, bytes);
    } catch (IOException e) {
      throw CommandFailure.failed("cannot write the summary to " + file + ": " + e.getMessage());
    }
  }
}
