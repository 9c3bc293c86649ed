package io.contacttriage.cli.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.contacttriage.cli.Triage;
import io.contacttriage.cli.tools.CommandRun;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The shortest calibration that there is; {@code ./triage bench plan} says how good a usual one is.
 */
class PlanITCase {
  @TempDir private Path folder;

  @Test
  void theWholeJobIsMeasuredInTheGivenLanguages() throws Exception {
    Path json = folder.resolve("plan.json");

    CommandRun run =
        CommandRun.of(
            Triage.commandLine(),
            "plan",
            "--rate",
            "100",
            "--p99",
            "10s",
            "--language-mix",
            "en=1,de=1",
            "--warm-up",
            "5",
            "--seconds",
            "5",
            "--set",
            "scoring.tier=fast",
            "--json",
            json.toString());

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.err()).contains("warming up for 5 s", "  5 s: ", " 10 s: ");
    JsonNode calibration = new ObjectMapper().readTree(json.toFile()).path("calibration");
    assertThat(calibration.path("languages").path("de").asDouble()).isEqualTo(0.5);
    JsonNode window = calibration.path("windows").path(0);
    assertThat(window.path("contacts").asInt()).isPositive();
    assertThat(window.path("jobCpuSeconds").asDouble()).isPositive();
    assertThat(window.path("brokerCpuSeconds").asDouble()).isPositive();
    assertThat(calibration.path("service").path("deepShare").asDouble()).isZero();
  }
}
