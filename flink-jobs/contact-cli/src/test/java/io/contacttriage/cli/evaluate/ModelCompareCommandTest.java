package io.contacttriage.cli.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.contacttriage.cli.ProjectFolder;
import io.contacttriage.cli.Triage;
import io.contacttriage.cli.tools.CommandRun;
import io.contacttriage.scoring.bundle.BundleRelease;
import io.contacttriage.scoring.bundle.InvalidBundleException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelCompareCommandTest {
  @TempDir private Path folder;
  private Path shipped;
  private Path data;

  @BeforeEach
  void writeContacts() throws IOException, InvalidBundleException {
    Path models = ProjectFolder.resolve("models/bundles");
    shipped = models.resolve(BundleRelease.pathOf(BundleRelease.read(models).active()));
    data =
        Files.writeString(
            folder.resolve("data.jsonl"),
            """
            {"id":"1","text":"I want to end my life tonight","language":"en","urgency":"critical","harm":["self_harm"]}
            {"id":"2","text":"how do I change my username","language":"en","topic":"account_change","harm":[]}
            {"id":"3","text":"saya rasa nak bunuh diri malam ni","language":"ms","harm":["self_harm"]}
            """);
  }

  @Test
  void aTrainedModelFindsWhatRandomWeightsMiss() throws IOException {
    Path json = folder.resolve("out.json");
    Path html = folder.resolve("out.html");

    CommandRun run =
        compare(
            CommandRun.TINY_BUNDLE, shipped, "--json", json.toString(), "--html", html.toString());

    assertThat(run.err()).isEmpty();
    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .startsWith("3 contacts of part all\nA tiny/1.0.0 auto: ")
        .contains("\nB contact-triage/")
        .containsPattern("Self-harm recall +0\\.0% +100\\.0% +\\+100\\.0 +– +–\n")
        .contains("Safety cases that B found and A missed: 3\n");
    JsonNode figures = new JsonMapper().readTree(json.toFile());
    assertThat(figures.path("safetyFoundOnlyByB").findValuesAsText("id"))
        .containsExactly("1", "1", "3");
    assertThat(figures.at("/byLanguage/ms/figures/selfHarmRecall/difference").asDouble())
        .isEqualTo(1);
    assertThat(Files.readString(html)).contains("Is B better than A?").doesNotContain("bunuh");
  }

  @Test
  void aBundleIsNoBetterThanItself() {
    CommandRun run = compare(shipped, shipped);

    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .containsPattern("Topic accuracy +(\\S+) +\\1 +\\+0\\.0 ")
        .contains("Safety cases that A found and B missed: 0\n")
        .contains("Safety cases that B found and A missed: 0\n");
  }

  @Test
  void twoTiersOfOneBundleAreCompared() throws IOException {
    Path json = folder.resolve("out.json");

    CommandRun run =
        compare(
            CommandRun.TWO_TIER_BUNDLE,
            CommandRun.TWO_TIER_BUNDLE,
            "--tier",
            "fast",
            "--tier-b",
            "deep",
            "--json",
            json.toString());

    assertThat(run.err()).isEmpty();
    JsonNode figures = new JsonMapper().readTree(json.toFile());
    assertThat(figures.at("/a/tier").asText()).isEqualTo("fast");
    assertThat(figures.at("/a/tiers/fast").asDouble()).isEqualTo(1);
    assertThat(figures.at("/b/tier").asText()).isEqualTo("deep");
    assertThat(figures.at("/b/tiers/deep").asDouble()).isEqualTo(1);
  }

  @Test
  void aTierThatTheBundleDoesNotHaveFailsTheCheck() {
    CommandRun run = compare(shipped, CommandRun.TINY_BUNDLE, "--tier-b", "deep");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("a deep tier");
  }

  @Test
  void aTierThatDoesNotExistIsWrongUsage() {
    CommandRun run = compare(shipped, CommandRun.TINY_BUNDLE, "--tier-b", "deeper");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("'--tier-b'").contains("'deeper'");
  }

  @Test
  void aBundleThatIsNotThereIsWrongUsage() {
    CommandRun run = compare(shipped, folder.resolve("nowhere"));

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).startsWith("wanted a bundle's directory, found none at ");
  }

  @Test
  void thePageOfTheCommandHasExamples() {
    CommandRun run = CommandRun.of(Triage.commandLine(), "model", "compare", "--help");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("--tier-b").contains("./triage model compare");
  }

  private CommandRun compare(Path a, Path b, String... more) {
    return CommandRun.of(
        Triage.commandLine(),
        Stream.concat(
                Stream.of(
                    "model", "compare", a.toString(), b.toString(), "--data", data.toString()),
                Stream.of(more))
            .toArray(String[]::new));
  }
}
