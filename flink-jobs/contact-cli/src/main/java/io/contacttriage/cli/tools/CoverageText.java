package io.contacttriage.cli.tools;

import com.fasterxml.jackson.core.JsonGenerator;
import io.contacttriage.routing.lint.CoverageReport;
import io.contacttriage.routing.lint.CoverageReport.Gap;
import io.contacttriage.routing.lint.CoverageReport.SuggestedTest;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** What the tests of a book reach, as people and machines read it. */
final class CoverageText {
  private CoverageText() {}

  /** A row for each rule of which something is not reached; empty when all is. */
  static String gaps(CoverageReport report) {
    TextTable table = new TextTable("rule", "reached", "sides", "no test decides where");
    for (Gap gap : report.gaps()) {
      String sides = (gap.sides() - gap.missing().size()) + " of " + gap.sides();
      boolean first = true;
      for (String missing : gap.missing().isEmpty() ? List.of("") : gap.missing()) {
        String reached = gap.reached() ? "yes" : "no";
        table.row(first ? gap.rule() : "", first ? reached : "", first ? sides : "", missing);
        first = false;
      }
    }
    return table.isEmpty() ? "" : table.render();
  }

  static String summary(CoverageReport report) {
    return String.format(
        Locale.ROOT,
        "the tests reach %d of %d rules and %d of %d sides of comparisons (%.1f %%)",
        report.reachedRules(),
        report.rules(),
        report.reachedSides(),
        report.sides(),
        report.percent());
  }

  /** Tests to be pasted, under the id of the policy that they belong to. */
  static String suggestions(CoverageReport report) {
    StringBuilder text = new StringBuilder();
    String policy = null;
    for (SuggestedTest test : report.suggested()) {
      if (!test.policy().equals(policy)) {
        policy = test.policy();
        text.append("# tests of ").append(policy).append('\n');
      }
      text.append(test.yaml()).append("\n\n");
    }
    return text.toString();
  }

  static void writeFields(JsonGenerator json, CoverageReport report) throws IOException {
    json.writeObjectFieldStart("coverage");
    json.writeNumberField("rules", report.rules());
    json.writeNumberField("reachedRules", report.reachedRules());
    json.writeNumberField("sides", report.sides());
    json.writeNumberField("reachedSides", report.reachedSides());
    json.writeArrayFieldStart("gaps");
    for (Gap gap : report.gaps()) {
      json.writeStartObject();
      json.writeStringField("rule", gap.rule());
      json.writeBooleanField("reached", gap.reached());
      json.writeNumberField("sides", gap.sides());
      json.writeArrayFieldStart("missing");
      for (String missing : gap.missing()) {
        json.writeString(missing);
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("suggested");
    for (SuggestedTest test : report.suggested()) {
      json.writeStartObject();
      json.writeStringField("policy", test.policy());
      json.writeStringField("yaml", test.yaml());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }
}
