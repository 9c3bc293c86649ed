package io.contacttriage.cli.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private Instant now = Instant.EPOCH;
  private final InstantSource clock = () -> now;
  private final StringWriter shown = new StringWriter();

  @Test
  void aShortRunShowsNothing() {
    Progress progress = new Progress(new PrintWriter(shown), true, clock);

    now = now.plusMillis(1900);
    progress.update(500, "lines");
    progress.end();

    assertThat(shown.toString()).isEmpty();
  }

  @Test
  void aLongRunShowsCountAndRateAndTakesThemAway() {
    Progress progress = new Progress(new PrintWriter(shown), true, clock);

    now = now.plusSeconds(4);
    progress.update(10_000, "lines");
    progress.update(10_001, "lines");
    progress.end();

    assertThat(shown.toString()).isEqualTo("\r\u001b[K10,000 lines, 2,500/s\r\u001b[K");
  }

  @Test
  void nothingIsDrawnIntoAFile() {
    Progress progress = new Progress(new PrintWriter(shown), false, clock);

    now = now.plusSeconds(4);
    progress.update(10_000, "lines");

    assertThat(shown.toString()).isEmpty();
  }
}
