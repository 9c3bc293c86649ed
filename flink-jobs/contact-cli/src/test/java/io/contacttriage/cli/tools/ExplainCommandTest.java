package io.contacttriage.cli.tools;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.contacttriage.cli.Triage;
import io.contacttriage.routing.policy.Policy;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class ExplainCommandTest {
  private static final InstantSource NOW =
      InstantSource.fixed(Instant.parse("2026-11-22T12:00:00Z"));

  @Test
  void saysScoresRulesAndDecision() {
    CommandRun run = explain("{\"id\":\"c-1\",\"text\":\"hacked, mail me@example.org\"}");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .contains("contact      c-1, web_form, 20 characters when prepared, ")
        .contains("masked       email 1\n")
        .contains("model        tiny/1.0.0, tier fast\n")
        .containsPattern("policy +book shipped/\\d+: \\d+ rules tried, \\d+ matched\n")
        .containsPattern("decision +queue [a-z-]+, priority P[0-4]\n")
        .doesNotContain("me@example.org");
  }

  @Test
  void jsonHoldsEveryRuleAndTheDecisionAsTheTopicCarriesIt() throws IOException {
    CommandRun run = explain("{\"id\":\"c-1\",\"text\":\"hacked\"}", "--json");

    JsonNode json = new JsonMapper().readTree(run.out());
    int rules =
        PolicyDirectory.require(io.contacttriage.cli.ProjectFolder.resolve(PolicyDirectory.SHIPPED))
            .policies()
            .stream()
            .map(Policy::rules)
            .mapToInt(java.util.List::size)
            .sum();
    assertThat(json.path("rules")).hasSize(rules);
    assertThat(json.path("decision").path("contactId").asText()).isEqualTo("c-1");
    assertThat(json.path("decision").path("decidedAt").asText()).startsWith("2026-11-22T12:00:00");
    long routing = 0;
    for (JsonNode rule : json.path("rules")) {
      routing += rule.path("effect").asText().startsWith("routes") ? 1 : 0;
    }
    assertThat(routing).isLessThanOrEqualTo(1);
    assertThat(json.path("decision").path("reasons").path(0).path("policy").asText()).isNotEmpty();
  }

  @Test
  void whatTheJobWouldRejectIsSaidWithItsCause() {
    CommandRun run = explainInTriage("{\"id\":\"c-1\"");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).startsWith("The contact would be rejected: truncated_json, ");
  }

  @Test
  void noContactIsWrongUsage() {
    assertThat(explainInTriage("").exitCode()).isEqualTo(2);
  }

  @Test
  void aTextNeedsNoFile() {
    CommandRun run =
        CommandRun.of(
            Triage.commandLine(),
            "explain",
            "--bundle",
            CommandRun.TINY_BUNDLE.toString(),
            "--text",
            "hacked");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("contact      explained, web_form, 6 characters");
  }

  private static CommandRun explain(String line, String... more) {
    String[] arguments = new String[2 + more.length];
    arguments[0] = "--bundle";
    arguments[1] = CommandRun.TINY_BUNDLE.toString();
    System.arraycopy(more, 0, arguments, 2, more.length);
    return CommandRun.of(
        new CommandLine(new ExplainCommand(CommandRun.input(line), NOW)), arguments);
  }

  /** With the handlers of the root, which turn failures into exit codes. */
  private static CommandRun explainInTriage(String line) {
    CommandLine triage = Triage.commandLine();
    CommandLine explain = new CommandLine(new ExplainCommand(CommandRun.input(line), NOW));
    explain.setExecutionExceptionHandler(triage.getExecutionExceptionHandler());
    return CommandRun.of(explain, "--bundle", CommandRun.TINY_BUNDLE.toString());
  }
}
