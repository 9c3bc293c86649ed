package io.contacttriage.cli.tools;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class PrepareCommandTest {
  @Test
  void givesEachIdItsNormalisedAndMaskedText() {
    CommandRun run =
        prepare(
            "{\"id\":\"a\",\"text\":\"<b>Hi</b>  there,  write to me@example.org\"}",
            "{\"id\":\"b\",\"text\":\"ｆｕｌｌ\\u200b width\"}");

    assertThat(run.exitCode()).isZero();
    assertThat(run.lines())
        .containsExactly(
            "{\"id\":\"a\",\"text\":\"Hi there, write to <email>\"}",
            "{\"id\":\"b\",\"text\":\"full width\"}");
  }

  @Test
  void aBadLineIsToldOfAndTheOthersArePrepared() {
    CommandRun run = prepare("nonsense", "{\"id\":\"b\",\"text\":\"x\"}");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.lines().get(0)).startsWith("{\"line\":1,\"error\":{\"cause\":\"not_json\"");
    assertThat(run.lines().get(1)).isEqualTo("{\"id\":\"b\",\"text\":\"x\"}");
  }

  private static CommandRun prepare(String... lines) {
    return CommandRun.of(new CommandLine(new PrepareCommand(CommandRun.input(lines))));
  }
}
