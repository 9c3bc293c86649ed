package io.contacttriage.cli.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.contacttriage.cli.ProjectFolder;
import io.contacttriage.cli.Triage;
import io.contacttriage.cli.tools.CommandRun;
import io.contacttriage.cli.tools.PolicyDirectory;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A history is made, a candidate is tried on it, and its decisions are made again. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HistoryCommandsTest {
  private static final String SECRET = "nobody may read this sentence";

  @TempDir private Path folder;

  private Path history;
  private Path candidate;

  @BeforeAll
  void makeAHistory(@TempDir Path made) throws IOException {
    List<String> contacts = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      contacts.add(
          """
          {"contactId":"c-%02d","customerId":"person-%d","channel":"chat",\
          "receivedAt":"2026-11-0%dT10:00:00Z","body":"%s %d"}"""
              .formatted(i, i % 5, 1 + i / 10, SECRET, i));
    }
    Path file = Files.write(made.resolve("contacts.jsonl"), contacts);
    CommandRun run = triage("policy", "history", file.toString(), "--bundle", bundle());
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.lines()).hasSize(40);
    assertThat(run.out()).doesNotContain(SECRET).doesNotContain("person-");
    history = Files.writeString(made.resolve("history.jsonl"), run.out());
  }

  @BeforeEach
  void copyTheShippedBook() throws IOException {
    candidate = folder.resolve("candidate");
    Path shipped = ProjectFolder.resolve(PolicyDirectory.SHIPPED);
    try (Stream<Path> files = Files.walk(shipped)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path copy = candidate.resolve(shipped.relativize(file).toString());
        Files.createDirectories(copy.getParent());
        Files.writeString(copy, Files.readString(file));
      }
    }
  }

  @Test
  void whatIsKnownOfAPersonGrowsWithTheirContacts() throws IOException {
    List<String> lines = Files.readAllLines(history);

    assertThat(json(lines.get(0)).at("/memory/contacts30d").asInt()).isZero();
    assertThat(json(lines.get(39)).at("/memory/contacts30d").asInt()).isEqualTo(7);
    assertThat(json(lines.get(39)).at("/memory/lastQueue").asText()).isNotEmpty();
  }

  @Test
  void theSameBookDecidesTheSameToTheByte() {
    CommandRun run = triage("replay", "--history", history.toString());

    assertThat(run.exitCode()).as(run.out()).isZero();
    assertThat(run.out()).isEqualTo("40 decisions are the same to the byte, 0 are not\n");
    assertThat(ProjectFolder.resolve("docs/policies.md")).content().contains(run.out().strip());
  }

  @Test
  void aDecisionThatComesOutOtherwiseIsNamed() throws IOException {
    String forged =
        Files.readString(history).replaceFirst("\"characters\":\\d+", "\"characters\":9");
    forged = forged.replaceFirst("\"fingerprint\":\"....", "\"fingerprint\":\"0000");
    Path file = Files.writeString(folder.resolve("forged.jsonl"), forged);

    CommandRun run = triage("replay", "--history", file.toString());

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out())
        .contains("c-00")
        .endsWith("39 decisions are the same to the byte, 1 are not\n");
    JsonNode json = json(triage("replay", "--history", file.toString(), "--json").out());
    assertThat(json.at("/differences/0/contactId").asText()).isEqualTo("c-00");
  }

  @Test
  void aDecisionOfAnotherBookAsksForThatBook() throws IOException {
    replaceIn("book.yaml", "version: 1", "version: 2");

    CommandRun run =
        triage("replay", "--history", history.toString(), "--policies", candidate.toString());

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out()).contains("40 decisions of shipped/1: give that book with --policies");
  }

  @Test
  void aCandidateThatSaysTheSameMovesNobody() {
    CommandRun run = backtest();

    assertThat(run.exitCode()).as(run.out()).isZero();
    assertThat(run.out())
        .isEqualTo(
            "Of 40 contacts, decided by shipped/1 and by shipped/1, 0 (0.0%) would go to another"
                + " queue or priority.\n");
  }

  @Test
  void aCandidateThatMovesEverybodySaysFromWhereToWhere() throws Exception {
    moveEverybody();
    Path html = folder.resolve("report.html");

    CommandRun run = backtest("--html", html.toString());

    assertThat(run.out()).contains("40 (100.0%)").contains("general-triage P0").contains("c-00");
    String page = Files.readString(html);
    assertThat(page).contains("class=\"band\"").doesNotContain("<script").doesNotContain("src=");
    // The page is XML as well: every element is closed, everything is escaped.
    DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(
            new ByteArrayInputStream(
                page.replace("<!DOCTYPE html>", "").getBytes(StandardCharsets.UTF_8)));
    JsonNode json = json(backtest("--json", "--from", "2026-11-02", "--to", "2026-11-03").out());
    assertThat(json.path("contacts").asInt()).isEqualTo(10);
    assertThat(json.path("moved").asInt()).isEqualTo(10);
  }

  @Test
  void aTermListThatTheHistoryWasNotReadForIsSaidUntilAHistoryKnowsIt() throws IOException {
    replaceIn("terms/account-selling.yaml", "account for sale", "account to give away");

    assertThat(backtest().out())
        .contains("warning: 40 contacts of the history were not read for the term list")
        .contains("account_selling");
    assertThat(json(backtest("--json").out()).at("/termsUnread/candidate/account_selling").asInt())
        .isEqualTo(40);

    CommandRun run =
        triage(
            "policy",
            "history",
            history.resolveSibling("contacts.jsonl").toString(),
            "--bundle",
            bundle(),
            "--candidate",
            candidate.toString());
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(json(run.lines().get(0)).at("/terms/read")).hasSize(3);
    Path known = Files.writeString(folder.resolve("history.jsonl"), run.out());
    assertThat(
            triage(
                    "policy",
                    "backtest",
                    "--candidate",
                    candidate.toString(),
                    "--history",
                    known.toString())
                .out())
        .doesNotContain("warning");
  }

  @Test
  void aTimeWithoutContactsAndAHistoryThatIsNotThereAreSaid() {
    assertThat(backtest("--from", "2027-01-01").err())
        .contains("there are no contacts of that time");
    assertThat(backtest("--from", "yesterday"))
        .satisfies(run -> assertThat(run.exitCode()).isEqualTo(2));
    assertThat(
            triage(
                    "policy",
                    "backtest",
                    "--candidate",
                    candidate.toString(),
                    "--history",
                    "nowhere")
                .exitCode())
        .isEqualTo(2);
  }

  /** A rule in front of all others. */
  private void moveEverybody() throws IOException {
    replaceIn("book.yaml", "\npolicies:\n", "\npolicies:\n  - all.yaml\n");
    Files.writeString(
        candidate.resolve("policies/all.yaml"),
        """
        id: all
        title: All
        owner: Tests
        purpose: Shows what happens.
        rules:
          - id: all
            when: "true"
            route: {queue: general-triage, priority: P0, respondWithin: 1m}
        """);
  }

  private CommandRun backtest(String... more) {
    return triage(
        Stream.concat(
                Stream.of(
                    "policy",
                    "backtest",
                    "--candidate",
                    candidate.toString(),
                    "--history",
                    history.toString()),
                Stream.of(more))
            .toArray(String[]::new));
  }

  private void replaceIn(String file, String old, String replacement) throws IOException {
    Path path = candidate.resolve(file);
    String text = Files.readString(path);
    assertThat(text).contains(old);
    Files.writeString(path, text.replace(old, replacement));
  }

  private static String bundle() {
    return CommandRun.TINY_BUNDLE.toString();
  }

  private static JsonNode json(String text) throws IOException {
    return new JsonMapper().readTree(text);
  }

  private static CommandRun triage(String... arguments) {
    return CommandRun.of(Triage.commandLine(), arguments);
  }
}
