package io.contacttriage.cli.policy;

import io.contacttriage.cli.CommandFailure;
import io.contacttriage.cli.ProjectFolder;
import io.contacttriage.cli.Terminal;
import io.contacttriage.cli.tools.PolicyDirectory;
import io.contacttriage.job.backtest.BacktestInput;
import io.contacttriage.job.backtest.BacktestJob;
import io.contacttriage.routing.backtest.BacktestReport;
import io.contacttriage.routing.policy.PolicyBook;
import io.contacttriage.routing.policy.PolicyBookWriter;
import io.contacttriage.routing.policy.PolicyEvaluator;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Says what a candidate book would have done to recorded contacts. */
@Command(
    name = "backtest",
    mixinStandardHelpOptions = true,
    description = {
      "Decides recorded contacts by the live book and by a candidate, and says who moves where.",
      "Exit code 1 when a contact about self-harm, child safety or violence would be answered",
      "later or with a lower priority, or when a line of the history cannot be read."
    },
    footer = {
      "",
      "Example:",
      "  ./triage policy history contacts.jsonl > history.jsonl",
      "  ./triage policy backtest --candidate my-book --history history.jsonl --html report.html"
    })
public final class PolicyBacktestCommand implements Callable<Integer> {
  @Option(
      names = "--candidate",
      required = true,
      paramLabel = "DIR",
      description = "The book to try")
  private Path candidate;

  @Option(
      names = "--live",
      paramLabel = "DIR",
      description = "The book to compare with; config/policies when absent")
  private Path live;

  @Option(
      names = "--history",
      required = true,
      paramLabel = "FILE",
      description = "Audit records, one a line")
  private Path history;

  @Option(
      names = "--from",
      paramLabel = "TIME",
      description = "Contacts received from then on: a day such as 2026-11-01, or with a time")
  private String from;

  @Option(names = "--to", paramLabel = "TIME", description = "Contacts received before")
  private String to;

  @Option(names = "--html", paramLabel = "FILE", description = "Write a report for a browser")
  private Path html;

  @Option(names = "--json", description = "One JSON object instead of tables")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    BacktestInput input = input();
    if (Terminal.ofProcess().err()) {
      spec.commandLine().getErr().printf("comparing %,d MB of history%n", input.bytes() >> 20);
    }
    BacktestReport report =
        BacktestJob.run(
            StreamExecutionEnvironment.createLocalEnvironment(BacktestJob.settings()), input);
    if (report.contacts() == 0 && report.unreadable() == 0) {
      throw CommandFailure.failed("there are no contacts of that time in " + history);
    }
    if (html != null) {
      Files.writeString(html, BacktestHtml.of(report));
    }
    out.print(json ? BacktestJson.of(report) + "\n" : BacktestText.of(report));
    out.flush();
    return report.lowered() > 0 || report.unreadable() > 0 ? 1 : 0;
  }

  private BacktestInput input() {
    if (html != null && !Files.isDirectory(html.toAbsolutePath().getParent())) {
      throw CommandFailure.wrongUsage(
          "--html: wanted a file in a folder that exists, found no folder of " + html);
    }
    Path liveBook = live == null ? ProjectFolder.resolve(PolicyDirectory.SHIPPED) : live;
    PolicyBook was = PolicyDirectory.require(liveBook);
    PolicyBook is = PolicyDirectory.require(candidate);
    warnOfAttributes(was, is);
    try {
      return BacktestInput.of(
          history.toUri().toString(),
          PolicyBookWriter.write(was),
          PolicyBookWriter.write(is),
          time("--from", from, Instant.EPOCH),
          time("--to", to, Instant.MAX));
    } catch (IOException e) {
      throw CommandFailure.wrongUsage(
          "wanted a history that can be read, found none at " + history);
    }
  }

  /** The job keeps of a contact's attributes only what the book of that day asked for. */
  private void warnOfAttributes(PolicyBook was, PolicyBook is) {
    Set<String> added = new TreeSet<>(PolicyEvaluator.compile(is).attributes());
    added.removeAll(PolicyEvaluator.compile(was).attributes());
    if (!added.isEmpty()) {
      spec.commandLine()
          .getErr()
          .println(
              "warning: the candidate asks for attributes that the live book does not ask for, and"
                  + " that the history may lack: "
                  + String.join(", ", added));
    }
  }

  private static Instant time(String option, String text, Instant otherwise) {
    if (text == null) {
      return otherwise;
    }
    try {
      return text.contains("T")
          ? Instant.parse(text)
          : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
    } catch (DateTimeException e) {
      throw CommandFailure.wrongUsage(
          option + ": wanted 2026-11-01 or 2026-11-01T08:00:00Z, found " + text);
    }
  }
}
