package io.contacttriage.cli.release;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.contacttriage.cli.Triage;
import io.contacttriage.cli.tools.CommandRun;
import io.contacttriage.scoring.bundle.BundleRelease;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelReleaseCommandsTest {
  @TempDir private Path models;

  @BeforeEach
  void copyBundles() throws IOException {
    CopiedBundles.copy(CommandRun.TINY_BUNDLE, models, "1.0.0");
    CopiedBundles.copy(CommandRun.TINY_BUNDLE, models, "1.0.1");
  }

  @Test
  void aReleaseRemembersWhatWasActiveAndARollbackGoesBackToIt() throws Exception {
    assertThat(model("release", "tiny/1.0.0").exitCode()).isZero();
    assertThat(BundleRelease.read(models).previous()).isEmpty();

    CommandRun second = model("release", "tiny/1.0.1");
    assertThat(second.exitCode()).isZero();
    assertThat(second.lines()).startsWith("active    tiny/1.0.1", "previous  tiny/1.0.0");
    assertThat(BundleRelease.read(models).active()).hasToString("tiny/1.0.1");

    assertThat(model("rollback").exitCode()).isZero();
    assertThat(BundleRelease.read(models).active()).hasToString("tiny/1.0.0");
    assertThat(BundleRelease.read(models).previous().orElseThrow()).hasToString("tiny/1.0.1");
  }

  @Test
  void releasingWhatIsActiveKeepsTheWayBack() throws Exception {
    model("release", "tiny/1.0.0");
    model("release", "tiny/1.0.1");

    assertThat(model("release", "tiny/1.0.1").exitCode()).isZero();

    assertThat(BundleRelease.read(models).previous().orElseThrow()).hasToString("tiny/1.0.0");
  }

  @Test
  void aBundleWithAProblemIsNotReleasedAndTheProblemIsNamed() throws Exception {
    model("release", "tiny/1.0.0");
    Files.writeString(models.resolve("tiny/1.0.1/tokenizer.json"), "spoilt");
    byte[] before = Files.readAllBytes(models.resolve("release.json"));

    CommandRun run = model("release", "tiny/1.0.1");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err())
        .contains("tokenizer.json: wanted 2463 bytes, found 6 bytes")
        .contains("tiny/1.0.1 was not released");
    assertThat(Files.readAllBytes(models.resolve("release.json"))).isEqualTo(before);
  }

  @Test
  void nothingIsLeftBesideTheReleaseAndEveryoneMayReadIt() throws IOException {
    model("release", "tiny/1.0.0");
    model("release", "tiny/1.0.1");

    try (Stream<Path> files = Files.list(models)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("tiny", "release.json");
    }
    assertThat(Files.getPosixFilePermissions(models.resolve("release.json")))
        .isEqualTo(
            Files.getPosixFilePermissions(Files.writeString(models.resolve("any-other-file"), "")));
  }

  @Test
  void whoRunsAJobIsToldWhenLabelsDiffer() throws IOException {
    model("release", "tiny/1.0.0");
    Path manifest = models.resolve("tiny/1.0.1/manifest.json");
    Files.writeString(manifest, Files.readString(manifest).replace("\"zh\"", "\"th\""));

    CommandRun run = model("release", "tiny/1.0.1");

    assertThat(run.exitCode()).isZero();
    assertThat(run.err())
        .contains("/heads/language/labels: wanted the labels of tiny/1.0.0")
        .contains("stay with tiny/1.0.0 until they are restarted");
  }

  @Test
  void thereIsNoWayBackBeforeTheSecondRelease() {
    model("release", "tiny/1.0.0");

    CommandRun run = model("rollback");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("names no previous bundle");
  }

  @Test
  void whatIsNoBundlesNameIsWrongUsage() {
    assertThat(model("release", "../1.0.0").exitCode()).isEqualTo(2);
    assertThat(
            CommandRun.of(Triage.commandLine(), "model", "status", "--models", models + "/nowhere")
                .exitCode())
        .isEqualTo(2);
  }

  @Test
  void theStatusShowsEachBundleItsDateAndWhetherItVerifies() throws IOException {
    model("release", "tiny/1.0.0");
    model("release", "tiny/1.0.1");
    Files.delete(models.resolve("tiny/1.0.0/golden.jsonl"));

    CommandRun run = model("status");

    assertThat(run.exitCode()).isZero();
    assertThat(run.lines())
        .containsExactly(
            "bundle         created  state     check",
            "tiny/1.0.0              previous  1 wrong",
            "tiny/1.0.1  2026-11-22  active    good",
            "",
            "tiny/1.0.0:",
            "  golden.jsonl: wanted a file, found nothing");
  }

  @Test
  void theStatusFailsWhenTheActiveBundleDoesNotVerifyOrIsGone() throws IOException {
    model("release", "tiny/1.0.0");
    Files.delete(models.resolve("tiny/1.0.0/manifest.json"));

    JsonNode json = new JsonMapper().readTree(model("status", "--json").out());

    assertThat(model("status").exitCode()).isEqualTo(1);
    assertThat(json.path("active").asText()).isEqualTo("tiny/1.0.0");
    assertThat(json.path("previous").isNull()).isTrue();
    assertThat(json.path("bundles").findValuesAsText("model"))
        .containsExactly("tiny/1.0.1", "tiny/1.0.0");
    assertThat(json.path("bundles").path(0).path("valid").asBoolean()).isTrue();
    assertThat(json.path("bundles").path(1).path("problems").path(0).asText())
        .isEqualTo("manifest.json: wanted a file, found nothing");
  }

  @Test
  void beforeTheFirstReleaseTheStatusSaysSo() {
    CommandRun run = model("status");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.lines()).startsWith("Nothing is released: there is no release.json.");
  }

  private CommandRun model(String... arguments) {
    List<String> all = new ArrayList<>(List.of("model"));
    all.addAll(List.of(arguments));
    all.addAll(List.of("--models", models.toString()));
    return CommandRun.of(Triage.commandLine(), all.toArray(String[]::new));
  }
}
