package io.contacttriage.cli.explain;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.contacttriage.cli.ProjectFolder;
import io.contacttriage.cli.Triage;
import io.contacttriage.cli.tools.CommandRun;
import io.contacttriage.cli.tools.PolicyDirectory;
import io.contacttriage.routing.policy.Policy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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
        PolicyDirectory.require(ProjectFolder.resolve(PolicyDirectory.SHIPPED)).policies().stream()
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

  @Test
  void saysWhyRulesDidNotMatchAndWhatWouldHaveChangedTheRoute() {
    CommandRun run = explain("{\"id\":\"c-1\",\"text\":\"hacked\"}");

    assertThat(run.out())
        .containsPattern(
            "not harm\\.self_harm >= 0\\.\\d+ .*\\(harm\\.self_harm is [\\d.]+, [\\d.]+ away")
        .containsPattern(
            "otherwise +would have gone to [a-z-]+ P[0-4].* if [a-z_.]+ had been \\S+ instead of ");
  }

  @Test
  void aDecisionOfTheAuditIsExplainedWithTheBookThatMadeIt(@TempDir Path folder)
      throws IOException {
    Path history = Files.writeString(folder.resolve("history.jsonl"), history());

    CommandRun run = audited(history, "c-2", "--json");

    assertThat(run.exitCode()).as(run.err()).isZero();
    JsonNode json = new JsonMapper().readTree(run.out());
    assertThat(json.at("/decision/contactId").asText()).isEqualTo("c-2");
    assertThat(json.at("/contact").has("tokens")).isFalse();
    JsonNode smallest = json.at("/changes/0");
    assertThat(smallest.path("wouldBe")).isNotEqualTo(smallest.path("was"));
    assertThat(smallest.path("queue").asText() + smallest.path("priority").asText())
        .isNotEqualTo(json.at("/decision/queue").asText() + json.at("/decision/priority").asText());
    assertThat(audited(history, "c-9").err()).contains("no decision about the contact c-9");
  }

  @Test
  void aDecisionThatDoesNotComeAgainIsAFailure(@TempDir Path folder) throws IOException {
    String changed = history().replaceAll("\"fingerprint\":\"..", "\"fingerprint\":\"00");
    Path history = Files.writeString(folder.resolve("history.jsonl"), changed);

    CommandRun run = audited(history, "c-2");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("This is not what was decided");
  }

  private static String history() throws IOException {
    Path contacts = Files.createTempFile("contacts", ".jsonl");
    for (String id : new String[] {"c-1", "c-2"}) {
      Files.writeString(
          contacts,
          """
          {"contactId":"%s","customerId":"u-1","channel":"chat",\
          "receivedAt":"2026-11-01T10:00:00Z","body":"hacked"}
          """
              .formatted(id),
          java.nio.file.StandardOpenOption.APPEND);
    }
    CommandRun run =
        CommandRun.of(
            Triage.commandLine(),
            "policy",
            "history",
            contacts.toString(),
            "--bundle",
            CommandRun.TINY_BUNDLE.toString());
    Files.delete(contacts);
    return run.out();
  }

  private static CommandRun audited(Path history, String contact, String... more) {
    String[] arguments = new String[5 + more.length];
    System.arraycopy(
        new String[] {"explain", "--history", history.toString(), "--contact", contact},
        0,
        arguments,
        0,
        5);
    System.arraycopy(more, 0, arguments, 5, more.length);
    return CommandRun.of(Triage.commandLine(), arguments);
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
