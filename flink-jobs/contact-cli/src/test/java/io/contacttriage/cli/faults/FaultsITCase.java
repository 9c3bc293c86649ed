package io.contacttriage.cli.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.contacttriage.cli.Triage;
import io.contacttriage.cli.tools.CommandRun;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A short form of {@code ./triage cluster faults}, exactly once. */
@EnabledOnOs(OS.LINUX)
@DisabledIfSystemProperty(
    named = "cluster.jars.skip",
    matches = "true",
    disabledReason = "the build made no jars for a cluster")
class FaultsITCase {
  @TempDir Path folder;

  @Test
  void killedTaskManagersAndAKilledBrokerLoseNothingAndRepeatNothing() throws Exception {
    Path json = folder.resolve("report.json");

    CommandRun run =
        CommandRun.of(
            Triage.commandLine(),
            "cluster",
            "faults",
            "--faults",
            "kill-taskmanager,kill-broker,kill-taskmanager",
            "--exactly-once",
            "--rate",
            "50",
            "--seed",
            "1",
            "--json",
            json.toString());

    assertThat(run.exitCode()).as(run.err() + run.out()).isZero();
    assertThat(run.out()).contains("seed 1, exactly-once: nothing lost, nothing unaccounted");
    JsonNode report = new ObjectMapper().readTree(Files.readAllBytes(json));
    assertThat(report.path("strikes")).hasSize(3);
    assertThat(report.path("account").path("decided").asInt()).isPositive();
    assertThat(report.path("account").path("rejected").asInt()).isPositive();
  }

  @Test
  void aFaultThatIsUnknownIsWrongUsageAndTheKnownOnesAreNamed() {
    CommandRun run = CommandRun.of(Triage.commandLine(), "cluster", "faults", "--faults", "flood");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("kill-taskmanager", "found flood");
  }
}
