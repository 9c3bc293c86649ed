package io.contacttriage.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class TriageTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final CommandLine triage =
      Triage.commandLine().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));

  @Test
  void theFirstPageNamesEveryCommand() {
    assertThat(triage.execute("--help")).isZero();

    String page = out.toString();
    assertThat(page).startsWith("Usage: ./triage COMMAND [OPTIONS]\n").contains("Examples:\n");
    for (String name : triage.getSubcommands().keySet()) {
      if (!name.equals("help")) {
        assertThat(page).containsPattern("\n  " + name + " +[A-Z]");
      }
    }
  }

  @Test
  void everyCommandHasItsOwnPage() {
    for (String name : triage.getSubcommands().keySet()) {
      assertThat(triage.execute(name, "--help")).as(name).isZero();
    }
  }

  @Test
  void aCommandThatDoesNotExistIsWrongUsage() {
    assertThat(triage.execute("scoer")).isEqualTo(2);
    assertThat(err.toString()).contains("score").contains("Try: triage --help");
  }

  @Test
  void noCommandIsWrongUsage() {
    assertThat(triage.execute()).isEqualTo(2);
  }

  @Test
  void theVersionIsTheProducts() {
    assertThat(triage.execute("--version")).isZero();
    assertThat(out.toString()).startsWith("Contact Triage ");
  }

  @Test
  void aStackTraceIsShownOnlyWhenItIsAskedFor() {
    assertThat(triage.execute("model", "verify", "nowhere")).isEqualTo(2);
    assertThat(err.toString()).doesNotContain("\tat ");

    triage.execute("model", "verify", "nowhere", "--stacktrace");
    assertThat(err.toString()).contains("\tat ");
  }

  @Test
  void colourIsForTerminalsWithoutNoColor() {
    assertThat(Terminal.of(true, true, Map.of()).red("x")).isEqualTo("\u001b[31mx\u001b[0m");
    assertThat(Terminal.of(true, true, Map.of("NO_COLOR", "1")).red("x")).isEqualTo("x");
    assertThat(Terminal.of(true, true, Map.of("TERM", "dumb")).red("x")).isEqualTo("x");
    assertThat(Terminal.of(false, true, Map.of()).red("x")).isEqualTo("x");
  }
}
