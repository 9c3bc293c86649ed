package io.contacttriage.cli.tools;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.contacttriage.cli.ProjectFolder;
import io.contacttriage.cli.Triage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PolicyCommandsTest {
  private static final String NO_KAFKA = "localhost:1";

  @TempDir private Path book;

  @BeforeEach
  void copyTheShippedBook() throws IOException {
    Path shipped = ProjectFolder.resolve(PolicyDirectory.SHIPPED);
    try (Stream<Path> files = Files.walk(shipped)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path copy = book.resolve(shipped.relativize(file).toString());
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy);
      }
    }
  }

  @Test
  void theShippedBookHasNoProblems() {
    CommandRun run = CommandRun.of(Triage.commandLine(), "policy", "lint");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("no problems in book shipped/");
  }

  @Test
  void everyProblemIsNamedWithItsFileAndLine() throws IOException {
    replaceIn("policies/scams.yaml", "id: scams", "id: Scams And More");
    replaceIn("policies/shop-orders.yaml", "owner:", "ownr:");

    CommandRun run = policy("lint");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out())
        .containsPattern("policies/scams\\.yaml:\\d+:\\d+ ")
        .containsPattern("policies/shop-orders\\.yaml:\\d+:\\d+ .*ownr");
  }

  @Test
  void lintForMachinesHasThePlaceInParts() throws IOException {
    replaceIn("policies/shop-orders.yaml", "owner:", "ownr:");

    CommandRun run = policy("lint", "--json");

    JsonNode json = new JsonMapper().readTree(run.out());
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(json.path("valid").asBoolean()).isFalse();
    assertThat(json.path("problems").path(0).path("file").asText())
        .isEqualTo("policies/shop-orders.yaml");
    assertThat(json.path("problems").path(0).path("line").asInt()).isPositive();
  }

  @Test
  void aRuleThatNoContactReachesIsAnErrorWithAContactThatShowsIt() throws IOException {
    replaceIn("policies/shop-orders.yaml", "urgency == 'normal'", "urgency == 'high'");

    CommandRun run = policy("lint");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out())
        .contains(
            "shop-orders/shop-order never routes: ",
            "\n    {topic: shop_order, urgency: high} goes to shop by shop-orders/shop-urgent\n",
            "\n1 error\n");
    JsonNode problems = new JsonMapper().readTree(policy("lint", "--json").out()).path("problems");
    assertThat(problems.findValuesAsText("severity")).containsExactlyInAnyOrder("note", "error");
    assertThat(problems.findValues("examples")).allSatisfy(all -> assertThat(all).isNotEmpty());
  }

  @Test
  void withTheModelsAComparisonUnderTheThresholdIsAWarning() throws IOException {
    replaceIn("policies/scams.yaml", "flagged.scam", "flagged.scam && harm.scam >= 0.01");
    String models = ProjectFolder.resolve("models/bundles").toString();

    CommandRun run = policy("lint", "--models", models);

    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .contains("harm.scam >= 0.01 always holds where it decides scored by contact-triage/");
    assertThat(policy("lint").out()).contains("no problems in book");
  }

  @Test
  void aDirectoryThatIsNotThereIsWrongUsage() {
    CommandRun run = CommandRun.of(Triage.commandLine(), "policy", "lint", "nowhere");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err())
        .isEqualTo("wanted a directory with a policy book, found none at nowhere\n");
  }

  @Test
  void theTestsOfTheShippedBookPass() {
    CommandRun run = policy("test");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).containsPattern("^\\d+ tests passed\n$");
  }

  @Test
  void aFailedTestSaysWhatWasWantedAndFound() throws IOException {
    breakATest();

    CommandRun run = policy("test");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out())
        .contains("queue: wanted shop, found ")
        .containsPattern("[1-9]\\d* of \\d+ tests failed\n$");
    JsonNode json = new JsonMapper().readTree(policy("test", "--json").out());
    assertThat(json.path("failed").asInt()).isEqualTo(json.path("failures").size()).isPositive();
  }

  @Test
  void coverageNamesWhatNoTestReaches() throws IOException {
    CommandRun run = policy("test", "--coverage");
    JsonNode json = new JsonMapper().readTree(policy("test", "--coverage", "--json").out());

    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .contains("rule ", "no test decides where")
        .containsPattern(
            "the tests reach (\\d+) of \\1 rules and \\d+ of \\d+ sides of comparisons");
    assertThat(json.path("coverage").path("gaps")).isNotEmpty();
    assertThat(json.path("coverage").path("reachedSides").asInt())
        .isPositive()
        .isLessThan(json.path("coverage").path("sides").asInt());
  }

  @Test
  void suggestionsAreTestsToBePasted() throws IOException {
    CommandRun run = policy("test", "--suggest");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .startsWith("# tests of ")
        .containsPattern(
            "\n  - name: \".+\"\n    given: \\{topic: .+}\n    expect: \\{queue: .+}\n");
  }

  @Test
  void tooLittleCoverageFailsOnlyWhenAsked() {
    assertThat(policy("test", "--min-coverage", "10").exitCode()).isZero();
    assertThat(policy("test", "--min-coverage", "100").exitCode()).isEqualTo(1);
    assertThat(policy("test", "--min-coverage", "100").out()).contains(", wanted 100.0 %");
  }

  @Test
  void aBookWithProblemsIsRefusedBeforeAnybodyIsAsked() throws IOException {
    replaceIn("policies/shop-orders.yaml", "owner:", "ownr:");

    CommandRun run = policy("publish", "--bootstrap", NO_KAFKA);

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("cannot be used", "policies/shop-orders.yaml", "ownr");
    assertThat(run.out()).isEmpty();
  }

  @Test
  void aBookWhoseTestsFailIsNotPublished() throws IOException {
    breakATest();

    CommandRun run = policy("publish", "--bootstrap", NO_KAFKA);

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("queue: wanted shop", "nothing was published");
  }

  @Test
  void theShippedBookDoesNotDifferFromItsCopy() {
    CommandRun run = diff();

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).isEqualTo("Both books say the same.\n");
  }

  @Test
  void aDifferenceIsToldInWordsUnderItsPolicy() throws IOException {
    replaceIn(
        "policies/creator-payouts.yaml",
        "queue: creators-and-business, priority: P4",
        "queue: general-triage, priority: P3");

    CommandRun run = diff();

    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .isEqualTo(
            """
            creator-payouts (Creator payouts)
              rule payout-question sends contacts to general-triage, P3, instead of \
            creators-and-business, P4

            1 change
            """);
    assertThat(ProjectFolder.resolve("docs/policies.md")).content().contains(run.out());
    JsonNode change = new JsonMapper().readTree(diff("--json").out()).path("changes").path(0);
    assertThat(change.path("policy").asText()).isEqualTo("creator-payouts");
    assertThat(change.path("about").asText()).isEqualTo("rule");
    assertThat(change.path("name").asText()).isEqualTo("payout-question");
  }

  @Test
  void aDiffWithOneBookIsWrongUsage() {
    assertThat(CommandRun.of(Triage.commandLine(), "policy", "diff", "nowhere").exitCode())
        .isEqualTo(2);
  }

  private CommandRun diff(String... more) {
    return CommandRun.of(
        Triage.commandLine(),
        Stream.concat(
                Stream.of(
                    "policy",
                    "diff",
                    ProjectFolder.resolve(PolicyDirectory.SHIPPED).toString(),
                    book.toString()),
                Stream.of(more))
            .toArray(String[]::new));
  }

  /** Moves a queue of the crisis policy's tests, not of its rules. */
  private void breakATest() throws IOException {
    Path file = book.resolve("policies/crisis-and-self-harm.yaml");
    String text = Files.readString(file);
    int tests = text.indexOf("tests:");
    assertThat(tests).isPositive();
    Files.writeString(
        file,
        text.substring(0, tests)
            + text.substring(tests).replaceAll("queue: [a-z-]+", "queue: shop"));
  }

  private void replaceIn(String file, String old, String replacement) throws IOException {
    Path path = book.resolve(file);
    String text = Files.readString(path);
    assertThat(text).contains(old);
    Files.writeString(path, text.replaceFirst(old, replacement));
  }

  private CommandRun policy(String command, String... more) {
    return CommandRun.of(
        Triage.commandLine(),
        Stream.concat(Stream.of("policy", command, book.toString()), Stream.of(more))
            .toArray(String[]::new));
  }
}
