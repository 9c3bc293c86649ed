package io.contacttriage.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BenchReportTest {
  private static final Machine QUIET = new Machine(2, "a <processor>", 24, "17", 0.4);

  @Test
  void oneReportIsToldToPeopleInATerminalAndInABrowserAndToPrograms() throws Exception {
    BenchReport report =
        new BenchReport("Title", "What was measured.", QUIET)
            .setting("rounds", 3)
            .tile("p99", "12 ms", "of all")
            .figure("p99", 12)
            .section("First", "A hint.")
            .table(new Table("job", "rate").row("triage", "100").row("naive", "2"))
            .say("A sentence.")
            .section("Second", "Another hint.")
            .say("Another sentence.");

    TestingReports.Told told = TestingReports.told(report);

    assertThat(told.text())
        .isEqualTo(
            """
            First

            job     rate
            triage   100
            naive      2
            A sentence.

            Second

            Another sentence.
            """);
    assertThat(told.json().at("/p99").asInt()).isEqualTo(12);
    assertThat(told.json().at("/settings/rounds").asText()).isEqualTo("3");
    assertThat(told.json().at("/machine/processor").asText()).isEqualTo("a <processor>");
    assertThat(told.page().getDocumentElement().getTextContent())
        .contains("What was measured.", "12 ms", "A hint.", "A sentence.", "a <processor>")
        .doesNotContain("The machine was busy");
  }

  @Test
  void figuresOfABusyMachineAreCalledIntoQuestion() throws Exception {
    Machine busy = new Machine(2, "a processor", 24, "17", 3.4);

    assertThat(
            TestingReports.told(new BenchReport("Title", "Lead.", busy))
                .page()
                .getDocumentElement()
                .getTextContent())
        .contains("The machine was busy when this began: 3.4 processes wanted its 2 cores");
  }

  @Test
  void theMachineIsDescribedWhereverThisRuns() {
    Machine here = Machine.now();

    assertThat(here.cores()).isPositive();
    assertThat(here.memoryGib()).isPositive();
    assertThat(here.processor()).isNotBlank();
  }
}
