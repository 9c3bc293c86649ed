package io.contacttriage.cli.explain;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.contacttriage.cli.ProjectFolder;
import io.contacttriage.cli.Triage;
import io.contacttriage.cli.tools.CommandRun;
import io.contacttriage.cli.tools.PolicyDirectory;
import io.contacttriage.routing.AuditReader;
import io.contacttriage.routing.AuditRecord;
import io.contacttriage.routing.AuditWriter;
import io.contacttriage.routing.KeyedHash;
import io.contacttriage.routing.RoutingDecision;
import io.contacttriage.routing.policy.Policy;
import io.contacttriage.routing.policy.PolicyEvaluator;
import io.contacttriage.routing.policy.RoutingRules;
import io.contacttriage.scoring.ScoredContact;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ExplainCommandTest {
  private static final InstantSource NOW =
      InstantSource.fixed(Instant.parse("2026-11-22T12:00:00Z"));
  private static final String OLD_SECRET = "old-of-the-tests-0123456789-abcd";
  private static final String NEW_SECRET = "new-of-the-tests-0123456789-abcd";

  private static String recorded;

  @BeforeAll
  static void makeAHistory() throws IOException {
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
    recorded = run.out();
  }

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
    Path history = Files.writeString(folder.resolve("history.jsonl"), recorded);

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
    String changed = recorded.replaceAll("\"fingerprint\":\"..", "\"fingerprint\":\"00");
    Path history = Files.writeString(folder.resolve("history.jsonl"), changed);

    CommandRun run = audited(history, "c-2");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("This is not what was decided");
  }

  @Test
  void aDecisionIsFoundByItsIdToo(@TempDir Path folder) throws IOException {
    Path history = Files.writeString(folder.resolve("history.jsonl"), recorded);
    String id =
        new JsonMapper()
            .readTree(audited(history, "c-2", "--json").out())
            .at("/decision/decisionId")
            .asText();

    CommandRun run = explainAudit(history, "--decision", id, "--json");

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(contactOf(run)).isEqualTo("c-2");
    assertThat(explainAudit(history, "--decision", "0".repeat(32)).err())
        .contains("The audit holds no decision 000");
    assertThat(audited(history, "c-2", "--decision", id).exitCode()).isEqualTo(2);
  }

  @Test
  void afterARotationContactsAreFoundUnderTheOldKeyAndTheNewOne(@TempDir Path folder)
      throws IOException {
    KeyedHash older = new KeyedHash(OLD_SECRET);
    KeyedHash newer = new KeyedHash(NEW_SECRET);
    List<String> lines = recorded.lines().toList();
    String audit =
        underPseudonym(lines.get(0), older) + "\n" + underPseudonym(lines.get(1), newer) + "\n";
    assertThat(audit).doesNotContain("c-1").doesNotContain("c-2");
    Path history = Files.writeString(folder.resolve("history.jsonl"), audit);
    String oldKey = Files.writeString(folder.resolve("old.key"), OLD_SECRET + "\n").toString();
    String newKey = Files.writeString(folder.resolve("new.key"), NEW_SECRET).toString();
    String wrong = Files.writeString(folder.resolve("wrong.key"), "x".repeat(32)).toString();
    String[] both = {"--pseudonym-key", newKey, "--pseudonym-key", oldKey, "--json"};

    assertThat(contactOf(audited(history, "c-1", both))).isEqualTo(older.pseudonym("c-1"));
    assertThat(contactOf(audited(history, "c-2", both))).isEqualTo(newer.pseudonym("c-2"));
    assertThat(audited(history, newer.pseudonym("c-2")).exitCode()).isZero();
    for (String contact : new String[] {"c-1", "c-2"}) {
      CommandRun run = audited(history, contact, "--pseudonym-key", wrong);
      assertThat(run.exitCode()).isEqualTo(1);
      assertThat(run.err())
          .contains("no decision about the contact " + contact)
          .contains(older.keyName(), newer.keyName());
    }
    assertThat(audited(history, "c-1", "--pseudonym-key", newKey).err())
        .contains("keys that were not given: " + older.keyName() + ";");
    assertThat(CommandRun.of(Triage.commandLine(), "replay", "--history", history.toString()).out())
        .contains("2 decisions are the same to the byte, 0 are not");
  }

  @Test
  void aSecretThatIsNoneIsWrongUsageAndNotQuoted(@TempDir Path folder) throws IOException {
    Path history = Files.writeString(folder.resolve("history.jsonl"), recorded);
    Path key = Files.writeString(folder.resolve("short.key"), "too-short");

    CommandRun run = audited(history, "c-1", "--pseudonym-key", key.toString());

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err())
        .contains("short.key must have at least 32 characters, found 9")
        .doesNotContain("too-short");
    assertThat(audited(history, "c-1", "--pseudonym-key", folder + "/none").exitCode())
        .isEqualTo(2);
  }

  private static String contactOf(CommandRun run) throws IOException {
    assertThat(run.exitCode()).as(run.err()).isZero();
    return new JsonMapper().readTree(run.out()).at("/decision/contactId").asText();
  }

  /** As a job with that secret would have written it. */
  private static String underPseudonym(String line, KeyedHash key) {
    AuditRecord record = new AuditReader().read(line.getBytes(UTF_8));
    ScoredContact named =
        record.contact().withContactId(key.pseudonym(record.contact().facts().contactId()));
    PolicyEvaluator evaluator =
        PolicyEvaluator.compile(
            PolicyDirectory.require(ProjectFolder.resolve(PolicyDirectory.SHIPPED)));
    RoutingDecision decision =
        RoutingRules.decide(
            named,
            record.memory(),
            evaluator,
            record.decision().jobVersion(),
            record.decision().decidedAt());
    return new String(
        new AuditWriter()
            .write(AuditRecord.decided(named, record.memory(), decision, evaluator.attributes())),
        UTF_8);
  }

  private static CommandRun audited(Path history, String contact, String... more) {
    return explainAudit(
        history,
        Stream.concat(Stream.of("--contact", contact), Stream.of(more)).toArray(String[]::new));
  }

  private static CommandRun explainAudit(Path history, String... arguments) {
    return CommandRun.of(
        Triage.commandLine(),
        Stream.concat(Stream.of("explain", "--history", history.toString()), Stream.of(arguments))
            .toArray(String[]::new));
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
