package io.contacttriage.cli.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.contacttriage.cli.Triage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ScoreCommandTest {
  private static final JsonMapper JSON = new JsonMapper();

  @Test
  void aTextGetsTheScoresThatTrainingComputed() throws IOException {
    List<String> golden = Files.readAllLines(CommandRun.TINY_BUNDLE.resolve("golden.jsonl"));
    JsonNode wanted = JSON.readTree(golden.get(1));

    CommandRun run = score("{\"id\":\"1\",\"text\":\"" + wanted.path("text").asText() + "\"}");

    JsonNode found = JSON.readTree(run.out());
    assertThat(run.exitCode()).isZero();
    assertThat(found.path("id").asText()).isEqualTo("1");
    assertThat(found.path("model").asText()).isEqualTo("tiny/1.0.0");
    assertThat(found.path("tier").asText()).isEqualTo("fast");
    // The tiny bundle names its labels in the opposite order of the taxonomy.
    assertThat(found.path("topics").path("other").asDouble())
        .isCloseTo(wanted.at("/expected/fast/topic").path(0).asDouble(), within(2e-4));
    assertThat(found.path("urgencies").path("low").asDouble())
        .isCloseTo(wanted.at("/expected/fast/urgency").path(3).asDouble(), within(2e-4));
    assertThat(found.path("harm").path("scam").asDouble())
        .isCloseTo(wanted.at("/expected/fast/harm").path(1).asDouble(), within(2e-4));
  }

  @Test
  void aBundleWithBothTiersAsksTheDeepOneWhereItsRuleSaysSoUnlessToldOtherwise()
      throws IOException {
    assertThat(tiersOfTwoTexts()).containsExactly("deep", "fast");
    assertThat(tiersOfTwoTexts("--tier", "cascade")).containsExactly("deep", "fast");
    assertThat(tiersOfTwoTexts("--tier", "fast")).containsExactly("fast", "fast");
    assertThat(tiersOfTwoTexts("--tier", "deep")).containsExactly("deep", "deep");
  }

  @Test
  void askingForADeepTierThatIsNotThereIsSaidWithoutAStackTrace(@TempDir Path folder)
      throws IOException {
    Path file = Files.writeString(folder.resolve("in.jsonl"), "{\"id\":\"a\",\"text\":\"x\"}");

    CommandRun run =
        CommandRun.of(
            Triage.commandLine(),
            "score",
            "--tier",
            "deep",
            "--bundle",
            CommandRun.TINY_BUNDLE.toString(),
            file.toString());

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err())
        .contains("wanted a deep tier, to score with tier deep, found only fast")
        .doesNotContain("\tat ");
  }

  @Test
  void aTierThatThereIsNotIsWrongUsageThatNamesTheTiers() {
    CommandRun run = score(List.of("--tier", "slow"), "{\"id\":\"1\",\"text\":\"x\"}");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("--tier", "auto, fast, deep, cascade", "slow");
  }

  @Test
  void theAnswerHasTheFieldsOfTheContractInTheirOrder() throws IOException {
    JsonNode found = JSON.readTree(score("{\"id\":\"1\",\"text\":\"hacked\"}").out());

    assertThat(found.fieldNames())
        .toIterable()
        .containsExactly(
            "id",
            "topic",
            "topics",
            "urgency",
            "urgencies",
            "harm",
            "flags",
            "language",
            "tier",
            "model");
    assertThat(found.path("topics")).hasSize(17);
    assertThat(found.path("urgencies")).hasSize(4);
    assertThat(found.path("harm")).hasSize(9);
  }

  @Test
  void aBadLineHasItsErrorInItsPlaceAndTheExitCodeIsOne() {
    CommandRun run =
        score("{\"id\":\"a\",\"text\":\"x\"}", "{\"id\":\"b\"", "{\"id\":\"c\",\"text\":\"\"}");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.lines()).hasSize(3);
    assertThat(run.lines().get(0)).startsWith("{\"id\":\"a\",");
    assertThat(run.lines().get(1))
        .startsWith("{\"line\":2,\"error\":{\"cause\":\"truncated_json\",\"detail\":");
    assertThat(run.lines().get(2)).startsWith("{\"id\":\"c\",");
    assertThat(run.err()).isEqualTo("1 of 3 lines could not be read\n");
  }

  @Test
  void readsAFile(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("in.jsonl"), "{\"id\":\"a\",\"text\":\"x\"}");

    CommandRun run =
        CommandRun.of(
            Triage.commandLine(),
            "score",
            "--bundle",
            CommandRun.TINY_BUNDLE.toString(),
            file.toString());

    assertThat(run.exitCode()).isZero();
    assertThat(run.lines()).hasSize(1);
  }

  @Test
  void aFileThatIsNotThereIsWrongUsage() {
    CommandRun run = CommandRun.of(Triage.commandLine(), "score", "nowhere.jsonl");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err())
        .isEqualTo("wanted a file that can be read, found none at nowhere.jsonl\n");
  }

  @Test
  void aBundleThatCannotBeUsedIsSaidWithoutAStackTrace(@TempDir Path empty) throws IOException {
    Path file = Files.writeString(empty.resolve("in.jsonl"), "{\"id\":\"a\",\"text\":\"x\"}");

    CommandRun run =
        CommandRun.of(Triage.commandLine(), "score", "--bundle", empty.toString(), file.toString());

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("is refused", "manifest.json").doesNotContain("\tat ");
  }

  /** Of a text that the rule of the two-tier bundle chooses and one that it does not. */
  private static List<String> tiersOfTwoTexts(String... options) throws IOException {
    List<String> arguments = new ArrayList<>(List.of(options));
    arguments.addAll(List.of("--bundle", CommandRun.TWO_TIER_BUNDLE.toString()));
    CommandRun run =
        CommandRun.of(
            new CommandLine(
                new ScoreCommand(
                    CommandRun.input(
                        "{\"id\":\"1\",\"text\":\"my account was hacked!\"}",
                        "{\"id\":\"2\",\"text\":\"kill the process.\"}"))),
            arguments.toArray(String[]::new));
    List<String> tiers = new ArrayList<>();
    for (String line : run.lines()) {
      tiers.add(JSON.readTree(line).path("tier").asText());
    }
    return tiers;
  }

  private static CommandRun score(String... lines) {
    return score(List.of(), lines);
  }

  private static CommandRun score(List<String> options, String... lines) {
    List<String> arguments = new ArrayList<>(options);
    arguments.addAll(List.of("--bundle", CommandRun.TINY_BUNDLE.toString()));
    return CommandRun.of(
        new CommandLine(new ScoreCommand(CommandRun.input(lines))),
        arguments.toArray(String[]::new));
  }
}
