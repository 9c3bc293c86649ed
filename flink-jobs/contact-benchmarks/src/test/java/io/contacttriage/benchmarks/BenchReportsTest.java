package io.contacttriage.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.contacttriage.benchmarks.EngineReport.Measure;
import io.contacttriage.benchmarks.report.Machine;
import io.contacttriage.benchmarks.report.TestingReports;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BenchReportsTest {
  private static final Machine MACHINE = new Machine(2, "a processor", 24, "17", 0.1);

  @Test
  void throughputHoldsJobsAgainstEachOtherAndSlotsByClockAndCpuTime() throws Exception {
    Map<String, List<JobRun>> runs = new LinkedHashMap<>();
    runs.put("triage", List.of(run(9_000)));
    runs.put("triage-without-cache", List.of(run(8_000)));
    runs.put("pass-through", List.of(run(20_000)));
    runs.put("naive-minilm", List.of(run(100)));
    runs.put("triage-without-cache-on-1-slot", List.of(run(4_000)));

    TestingReports.Told told = TestingReports.told(ThroughputReport.of(runs, MACHINE));

    assertThat(told.text())
        .containsPattern("triage / naive-minilm +90\\.00 \\(90\\.00–90\\.00\\) +60\\.0\n")
        .containsPattern("triage / pass-through +0\\.45 \\(0\\.45–0\\.45\\) +0\\.4\n")
        .contains("triage-without-cache, two slots against one. By the clock, not corrected: 2.00")
        .contains("The broker cannot be kept off the job's cores here")
        .contains("the compiler's CPU time is in theirs: naive-minilm. A longer")
        .doesNotContain("bare loop");
    assertThat(told.page().getElementsByTagName("svg").getLength()).isEqualTo(2);
    assertThat(told.json().at("/ratios/triage ~1 naive-minilm/median").asDouble()).isEqualTo(90);
    assertThat(told.json().at("/machine/cores").asInt()).isEqualTo(2);
  }

  @Test
  void theEngineHasALineForEachPartAndAColumnForEachLength() throws Exception {
    List<Measure> measures =
        List.of(
            new Measure("Room", "tokenize", "pieces", 8, new Spread(2, 1.5, 3), Double.NaN),
            new Measure("Room", "tokenize", "pieces", 256, new Spread(50, 49, 51), Double.NaN),
            new Measure(
                "Scoring", "inBatches cascade", "pieces", 8, new Spread(80, 79, 81), 0.125));

    TestingReports.Told told = TestingReports.told(EngineReport.of(measures, MACHINE));

    assertThat(told.text())
        .containsPattern(
            "µs a text +8 pieces +256 pieces\ntokenize +2\\.0 \\(1\\.5–3\\.0\\) +50\\.0")
        .contains("inBatches cascade, 8 pieces: the deep network was asked for 13 % of the texts.");
    assertThat(told.json().at("/Room/tokenize/256/median").asDouble()).isEqualTo(50);
    assertThat(told.page().getElementsByTagName("polyline").getLength()).isEqualTo(2);
  }

  private static JobRun run(long contacts) {
    return new JobRun(contacts, 10, Duration.ofSeconds(16), Duration.ofSeconds(2), contacts > 100);
  }
}
