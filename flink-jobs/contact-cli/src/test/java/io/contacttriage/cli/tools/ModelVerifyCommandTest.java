package io.contacttriage.cli.tools;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.contacttriage.cli.Triage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelVerifyCommandTest {
  @TempDir private Path folder;

  @Test
  void aGoodBundleMeetsItsGoldenAnswers() {
    CommandRun run = verify(CommandRun.TINY_BUNDLE);

    assertThat(run.exitCode()).isZero();
    assertThat(run.lines())
        .containsExactly(
            CommandRun.TINY_BUNDLE + ": no problems, 8 golden answers met",
            "tier fast: model.onnx, one calibration for all languages");
  }

  @Test
  void bothTiersAndTheCascadeAreReported() {
    CommandRun run = verify(CommandRun.TWO_TIER_BUNDLE);

    assertThat(run.exitCode()).isZero();
    assertThat(run.lines())
        .containsExactly(
            CommandRun.TWO_TIER_BUNDLE + ": no problems, 16 golden answers met",
            "tier fast: fast.onnx, calibrated by itself for id",
            "tier deep: deep.onnx, calibrated by itself for mixed",
            "deep is asked when the fast tier's",
            "  best topic is below 0.2",
            "  best urgency is below 0.46",
            "  child_safety is from 0.45 to below 0.7",
            "  self_harm is from 0.4 to below 0.6",
            "  violence is from 0.3 to below 0.5");
  }

  @Test
  void tiersAndCascadeForMachines() throws IOException {
    JsonNode json = new JsonMapper().readTree(verify(CommandRun.TWO_TIER_BUNDLE, "--json").out());

    assertThat(json.path("valid").asBoolean()).isTrue();
    assertThat(json.path("tiers")).extracting(JsonNode::asText).containsExactly("fast", "deep");
    assertThat(json.at("/cascade/topicBelow").asDouble()).isEqualTo(0.2);
    assertThat(json.at("/cascade/harm/self_harm/to").asDouble()).isEqualTo(0.6);
  }

  @Test
  void everyFileThatWasChangedIsNamed() throws IOException {
    copyTheTinyBundle();
    Files.writeString(folder.resolve("tokenizer.json"), "{}");
    Files.delete(folder.resolve("golden.jsonl"));

    CommandRun run = verify(folder);

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out()).contains("tokenizer.json").contains("golden.jsonl");
  }

  @Test
  void problemsForMachinesSayWhatWasWantedAndFound() throws IOException {
    copyTheTinyBundle();
    Files.writeString(folder.resolve("tokenizer.json"), "{}");

    JsonNode json = new JsonMapper().readTree(verify(folder, "--json").out());

    assertThat(json.path("valid").asBoolean()).isFalse();
    assertThat(json.path("problems")).isNotEmpty();
    assertThat(json.path("problems").path(0).path("wanted").asText()).isNotEmpty();
  }

  @Test
  void aDirectoryThatIsNotThereIsWrongUsage() {
    assertThat(verify(folder.resolve("nowhere")).exitCode()).isEqualTo(2);
  }

  private void copyTheTinyBundle() throws IOException {
    try (Stream<Path> files = Files.list(CommandRun.TINY_BUNDLE)) {
      for (Path file : files.toList()) {
        Files.copy(file, folder.resolve(file.getFileName().toString()));
      }
    }
  }

  private static CommandRun verify(Path bundle, String... more) {
    return CommandRun.of(
        Triage.commandLine(),
        Stream.concat(Stream.of("model", "verify", bundle.toString()), Stream.of(more))
            .toArray(String[]::new));
  }
}
