package io.contacttriage.cli.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class TextTableTest {
  @Test
  void textStandsLeftAndNumbersStandRight() {
    TextTable table = new TextTable("label", "share").row("scam", "7.5%").row("hate", "100.0%");

    assertThat(table.render())
        .isEqualTo(
            """
            label   share
            scam     7.5%
            hate   100.0%
            """);
  }

  @Test
  void aRowOfAnotherWidthIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TextTable("one").row("a", "b"))
        .withMessage("wanted 1 cells, found 2");
  }
}
