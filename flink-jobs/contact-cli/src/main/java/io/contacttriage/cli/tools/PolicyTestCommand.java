package io.contacttriage.cli.tools;

import com.fasterxml.jackson.core.JsonGenerator;
import io.contacttriage.cli.Terminal;
import io.contacttriage.routing.lint.CoverageReport;
import io.contacttriage.routing.lint.TestCoverage;
import io.contacttriage.routing.policy.PolicyBook;
import io.contacttriage.routing.policy.PolicyTests;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs the tests that stand in the policies. */
@Command(
    name = "test",
    mixinStandardHelpOptions = true,
    description = "Runs the tests that stand in the policies, each against the whole book.")
public final class PolicyTestCommand implements Callable<Integer> {
  @Mixin private PolicyDirectory directory;

  @Option(names = "--json", description = "One JSON object instead of a table")
  private boolean json;

  @Option(
      names = "--coverage",
      description = "Also what no test reaches: rules, and sides of the comparisons in conditions")
  private boolean coverage;

  @Option(
      names = "--suggest",
      description = "Writes tests that would reach it, with what the book does now, to be pasted")
  private boolean suggest;

  @Option(
      names = "--min-coverage",
      paramLabel = "PERCENT",
      description = "Fails when the tests reach fewer sides of comparisons than this")
  private Double minCoverage;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    PolicyBook book = directory.require();
    PolicyTests.Report report = PolicyTests.run(book);
    boolean measured = coverage || suggest || minCoverage != null;
    CoverageReport reached = measured ? TestCoverage.of(book) : null;
    if (json) {
      out.println(JsonText.write(text -> write(text, report, reached)));
    } else if (suggest) {
      out.print(CoverageText.suggestions(reached));
    } else {
      print(out, report, reached);
    }
    boolean enough = minCoverage == null || reached.percent() >= minCoverage;
    return report.failed().isEmpty() && enough ? 0 : 1;
  }

  private void print(PrintWriter out, PolicyTests.Report report, CoverageReport reached) {
    out.print(failures(report));
    report.unreached().forEach(rule -> out.println("warning: no test reaches the rule " + rule));
    Terminal terminal = Terminal.ofProcess();
    String summary = summary(report);
    out.println(report.failed().isEmpty() ? terminal.green(summary) : terminal.red(summary));
    if (reached != null) {
      out.print(coverage ? CoverageText.gaps(reached) : "");
      String covered = CoverageText.summary(reached);
      boolean enough = minCoverage == null || reached.percent() >= minCoverage;
      out.println(enough ? covered : terminal.red(covered + ", wanted " + minCoverage + " %"));
    }
  }

  /** A table of what was wanted and found; empty when all tests passed. */
  static String failures(PolicyTests.Report report) {
    TextTable table = new TextTable("policy", "test", "difference", "decided by");
    for (PolicyTests.Outcome outcome : report.failed()) {
      String by = outcome.reasons().get(0).policy() + "/" + outcome.reasons().get(0).rule();
      for (String difference : outcome.differences()) {
        table.row(outcome.policy(), outcome.test(), difference, by);
      }
    }
    return table.isEmpty() ? "" : table.render();
  }

  static String summary(PolicyTests.Report report) {
    int all = report.outcomes().size();
    int failed = report.failed().size();
    return failed == 0 ? all + " tests passed" : failed + " of " + all + " tests failed";
  }

  private static void write(JsonGenerator json, PolicyTests.Report report, CoverageReport reached)
      throws IOException {
    json.writeStartObject();
    json.writeNumberField("tests", report.outcomes().size());
    json.writeNumberField("failed", report.failed().size());
    json.writeArrayFieldStart("failures");
    for (PolicyTests.Outcome outcome : report.failed()) {
      json.writeStartObject();
      json.writeStringField("policy", outcome.policy());
      json.writeStringField("test", outcome.test());
      json.writeArrayFieldStart("differences");
      for (String difference : outcome.differences()) {
        json.writeString(difference);
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("unreached");
    for (String rule : report.unreached()) {
      json.writeString(rule);
    }
    json.writeEndArray();
    if (reached != null) {
      CoverageText.writeFields(json, reached);
    }
    json.writeEndObject();
  }
}
