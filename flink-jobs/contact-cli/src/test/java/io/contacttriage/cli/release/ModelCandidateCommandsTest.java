package io.contacttriage.cli.release;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.contacttriage.cli.Triage;
import io.contacttriage.cli.tools.CommandRun;
import io.contacttriage.scoring.ContactShare;
import io.contacttriage.scoring.bundle.BundleRelease;
import io.contacttriage.scoring.bundle.BundleRelease.Candidate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelCandidateCommandsTest {
  @TempDir private Path models;
  @TempDir private Path elsewhere;

  @BeforeEach
  void releaseTheFirst() throws IOException {
    CopiedBundles.copy(CommandRun.TINY_BUNDLE, models, "1.0.0");
    CopiedBundles.copy(CommandRun.TINY_BUNDLE, models, "1.0.1");
    model("release", "tiny/1.0.0");
  }

  @Test
  void aCandidateIsNamedWithItsShareAndTheActiveBundleStays() throws Exception {
    CommandRun run = model("release", "tiny/1.0.1", "--candidate", "--percent", "25");

    assertThat(run.exitCode()).isZero();
    assertThat(run.lines())
        .startsWith(
            "active    tiny/1.0.0",
            "previous  none",
            "candidate tiny/1.0.1, scores 25 % of the contacts in shadow");
    assertThat(release().active()).hasToString("tiny/1.0.0");
    assertThat(release().candidate()).contains(candidate("tiny/1.0.1", 25));
  }

  @Test
  void withoutAPercentageItIsTenAndAnotherOneReplacesIt() throws Exception {
    model("release", "tiny/1.0.1", "--candidate");
    assertThat(release().candidate()).contains(candidate("tiny/1.0.1", 10));

    model("release", "tiny/1.0.1", "--candidate", "--percent", "100");

    assertThat(release().candidate()).contains(candidate("tiny/1.0.1", 100));
  }

  @Test
  void aPromotedCandidateIsActiveAndTheWayBackIsTheOldActiveBundle() throws Exception {
    model("release", "tiny/1.0.1", "--candidate");

    JsonNode json = new JsonMapper().readTree(model("promote", "--json").out());

    assertThat(json.path("active").asText()).isEqualTo("tiny/1.0.1");
    assertThat(json.path("candidate").isNull()).isTrue();
    assertThat(release().active()).hasToString("tiny/1.0.1");
    assertThat(release().previous().orElseThrow()).hasToString("tiny/1.0.0");
    assertThat(release().candidate()).isEmpty();
    assertThat(model("rollback").exitCode()).isZero();
    assertThat(release().active()).hasToString("tiny/1.0.0");
  }

  @Test
  void aCandidateThatWasSpoiltMeanwhileIsNotPromoted() throws Exception {
    model("release", "tiny/1.0.1", "--candidate");
    Files.writeString(models.resolve("tiny/1.0.1/tokenizer.json"), "spoilt");

    CommandRun run = model("promote");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("tokenizer.json").contains("tiny/1.0.1 was not released");
    assertThat(release().active()).hasToString("tiny/1.0.0");
    assertThat(release().candidate()).isPresent();
  }

  @Test
  void aWithdrawnCandidateIsGoneAndWithdrawingNoneIsNoMistake() throws Exception {
    model("release", "tiny/1.0.1", "--candidate");

    assertThat(model("release", "--no-candidate").exitCode()).isZero();
    assertThat(model("release", "--no-candidate").exitCode()).isZero();

    assertThat(release().candidate()).isEmpty();
    assertThat(release().active()).hasToString("tiny/1.0.0");
  }

  @Test
  void aSpoiltCandidateTheActiveBundleAndOneWithOtherLabelsAreRefused() throws Exception {
    byte[] before = Files.readAllBytes(models.resolve("release.json"));
    CopiedBundles.copy(CommandRun.TINY_BUNDLE, models, "1.0.2");
    Files.delete(models.resolve("tiny/1.0.1/golden.jsonl"));
    Path manifest = models.resolve("tiny/1.0.2/manifest.json");
    Files.writeString(manifest, Files.readString(manifest).replace("\"zh\"", "\"th\""));

    CommandRun spoilt = model("release", "tiny/1.0.1", "--candidate");
    CommandRun active = model("release", "tiny/1.0.0", "--candidate");
    CommandRun otherLabels = model("release", "tiny/1.0.2", "--candidate");

    assertThat(List.of(spoilt.exitCode(), active.exitCode(), otherLabels.exitCode()))
        .containsOnly(1);
    assertThat(spoilt.err()).contains("golden.jsonl: wanted a file, found nothing");
    assertThat(active.err()).contains("tiny/1.0.0 is the active bundle");
    assertThat(otherLabels.err())
        .contains("/heads/language/labels: wanted the labels of tiny/1.0.0")
        .contains("tiny/1.0.2 was not released");
    assertThat(Files.readAllBytes(models.resolve("release.json"))).isEqualTo(before);
  }

  @Test
  void optionsThatDoNotFitTogetherAreWrongUsage() {
    assertThat(model("release").err()).contains("wanted a bundle like contact-triage/1.0.0");
    assertThat(model("release", "--candidate").exitCode()).isEqualTo(2);
    assertThat(model("release", "tiny/1.0.1", "--no-candidate").exitCode()).isEqualTo(2);
    assertThat(model("release", "tiny/1.0.1", "--percent", "5").err())
        .contains("--percent: wanted --candidate beside it");
    assertThat(model("release", "tiny/1.0.1", "--candidate", "--percent", "0").err())
        .contains("--percent: Wanted a percentage from 1 to 100, found 0");
    assertThat(model("status", "--data", models.resolve("release.json").toString()).err())
        .contains("--data: wanted a candidate to compare");
  }

  @Test
  void withoutACandidateOrAReleaseThereIsNothingToPromoteOrCompareWith() throws Exception {
    CommandRun promote = model("promote");
    Files.delete(models.resolve("release.json"));
    CommandRun candidate = model("release", "tiny/1.0.1", "--candidate");

    assertThat(promote.exitCode()).isEqualTo(1);
    assertThat(promote.err()).contains("release.json names no candidate");
    assertThat(candidate.exitCode()).isEqualTo(1);
    assertThat(candidate.err()).contains("nothing is released");
  }

  @Test
  void theStatusShowsTheCandidateAndNamesItInJson() throws Exception {
    model("release", "tiny/1.0.1", "--candidate");

    assertThat(model("status").lines())
        .containsExactly(
            "bundle         created  state           check",
            "tiny/1.0.0  2026-11-22  active          good",
            "tiny/1.0.1  2026-11-22  candidate 10 %  good");
    JsonNode json = new JsonMapper().readTree(model("status", "--json").out());
    assertThat(json.path("candidate").asText()).isEqualTo("tiny/1.0.1");
    assertThat(json.path("candidatePercent").asInt()).isEqualTo(10);
    assertThat(json.has("agreement")).isFalse();
  }

  @Test
  void theStatusOnAFileSaysHowFarTheCandidateAgreesLabelByLabel() throws Exception {
    Path manifest = models.resolve("tiny/1.0.1/manifest.json");
    Files.writeString(
        manifest,
        Files.readString(manifest).replaceFirst("(\"harassment\":) ?0\\.9", "$1 0.000001"));
    assertThat(model("release", "tiny/1.0.1", "--candidate").exitCode()).isZero();
    Path data = elsewhere.resolve("data.jsonl");
    Files.writeString(
        data,
        """
        {"id":"1","text":"hacked","topic":"account_security"}
        {"id":"2","text":"my account"}

        {"id":"3"}
        """);

    CommandRun run = model("status", "--data", data.toString());

    assertThat(run.exitCode()).as("a line holds no contact").isEqualTo(1);
    assertThat(run.err()).contains("1 lines of " + data + " hold no contact");
    assertThat(run.lines())
        .contains(
            "candidate and active bundle on 2 contacts:",
            "same topic    100.0 %",
            "same urgency  100.0 %");
    assertThat(run.out()).containsPattern("harassment +0 +0 +2 +\\+0\\.0000");
    JsonNode json =
        new JsonMapper()
            .readTree(model("status", "--json", "--data", data.toString()).out())
            .path("agreement");
    assertThat(json.path("contacts").asInt()).isEqualTo(2);
    assertThat(json.path("sameTopic").asInt()).isEqualTo(2);
    assertThat(json.path("harm").path("harassment").path("flaggedByCandidateOnly").asInt())
        .isEqualTo(2);
    assertThat(json.path("harm").path("hate").path("flaggedByCandidateOnly").asInt()).isZero();
  }

  private BundleRelease release() throws Exception {
    return BundleRelease.read(models);
  }

  private static Candidate candidate(String model, int percent) {
    return new Candidate(BundleRelease.parse(model), new ContactShare(percent));
  }

  private CommandRun model(String... arguments) {
    List<String> all = new ArrayList<>(List.of("model"));
    all.addAll(List.of(arguments));
    all.addAll(List.of("--models", models.toString()));
    return CommandRun.of(Triage.commandLine(), all.toArray(String[]::new));
  }
}
