package io.contacttriage.cli.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.contacttriage.cli.Triage;
import io.contacttriage.cli.tools.CommandRun;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The command on a calibration that was made before: the shipped bundle, the shipped texts. */
class PlanCommandTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;

  @Test
  void aPlanSaysWhatIsNeededAndWhatItAssumed() throws Exception {
    CommandRun run =
        plan("--rate", "5000", "--p99", "200ms", "--core-hour-price", "0.04", "--json", report());

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out())
        .containsPattern("slots +8 +job parallelism; 63 % busy at 5,000/s")
        .containsPattern("TaskManagers +4 +with 2 cores")
        .containsPattern("partitions of contacts +16")
        .containsPattern("cost a million +0.02")
        .contains("Assumed:", "triage/1.0.0", "en 75 %, de 25 %", "M/G/1");
    JsonNode json = JSON.readTree(Path.of(report()).toFile());
    assertThat(json.path("plan").path("slots").asInt()).isEqualTo(8);
    assertThat(json.path("plan").path("setBy").asText()).isEqualTo("most_busy");
    assertThat(json.path("assumptions")).isNotEmpty();
  }

  @Test
  void theMemoryIsEnoughForTheShippedBundle() throws Exception {
    plan("--rate", "100", "--json", report());

    JsonNode memory = JSON.readTree(Path.of(report()).toFile()).path("taskManagerMiB");
    // What a TaskManager of two slots refuses less than: docs/deployment.md.
    assertThat(memory.path("offHeap").asInt()).isBetween(315, 384);
    int sum = 0;
    for (String part : List.of("offHeap", "heap", "managed", "network")) {
      sum += memory.path(part).asInt();
    }
    assertThat(memory.path("process").asInt()).isGreaterThan(sum);
  }

  @Test
  void whatAPlanWroteIsACalibrationForTheNextOne() throws Exception {
    plan("--rate", "5000", "--json", report());

    CommandRun again =
        CommandRun.of(Triage.commandLine(), "plan", "--rate", "5000", "--calibration", report());

    assertThat(again.out()).isEqualTo(plan("--rate", "5000").out());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--rate|0|--rate: wanted",
        "--p99|soon|--p99: wanted a time as 100ms or 5min, found soon",
        "--most-busy|1|--most-busy: wanted between 0 and 1",
        "--language-mix|xx=1|found xx",
        "--set|scoring.teir=fast|unknown setting 'scoring.teir'",
        "--calibration|/nowhere|wanted a file that './triage plan --json' wrote",
        "--slots-per-taskmanager|0|wanted 1 to 64"
      })
  void wrongUsageIsSaidBeforeAnythingIsMeasured(String option, String value, String said)
      throws Exception {
    List<String> arguments = new ArrayList<>(List.of(option, value));
    if (!option.equals("--rate")) {
      arguments.addAll(List.of("--rate", "10"));
    }
    if (!option.equals("--calibration")) {
      arguments.addAll(List.of("--calibration", calibration().toString()));
    }
    arguments.add(0, "plan");

    CommandRun run = CommandRun.of(Triage.commandLine(), arguments.toArray(String[]::new));

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains(said);
  }

  private CommandRun plan(String... options) throws Exception {
    List<String> arguments =
        new ArrayList<>(List.of("plan", "--calibration", calibration().toString()));
    arguments.addAll(List.of(options));
    return CommandRun.of(Triage.commandLine(), arguments.toArray(String[]::new));
  }

  private String report() {
    return folder.resolve("plan.json").toString();
  }

  private Path calibration() throws Exception {
    Path file = folder.resolve("calibration.json");
    Files.write(
        file,
        JSON.writeValueAsBytes(
            Map.of("calibration", TestingCalibration.of(TestingCalibration.ALIKE))));
    return file;
  }
}
