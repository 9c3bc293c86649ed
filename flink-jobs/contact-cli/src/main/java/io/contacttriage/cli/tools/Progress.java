package io.contacttriage.cli.tools;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;

/** How far a long run is: one line, redrawn, on a terminal only, after the first two seconds. */
public final class Progress {
  private static final Duration QUIET = Duration.ofSeconds(2);
  private static final Duration BETWEEN = Duration.ofMillis(200);
  private static final String ERASE_LINE = "\r\u001b[K";

  private final PrintWriter err;
  private final boolean shown;
  private final InstantSource clock;
  private final Instant began;
  private Instant next;
  private boolean drawn;

  public Progress(PrintWriter err, boolean shown, InstantSource clock) {
    this.err = err;
    this.shown = shown;
    this.clock = clock;
    this.began = clock.instant();
    this.next = began.plus(QUIET);
  }

  public void update(long count, String unit) {
    Instant now = clock.instant();
    if (!shown || now.isBefore(next)) {
      return;
    }
    next = now.plus(BETWEEN);
    drawn = true;
    double seconds = Duration.between(began, now).toMillis() / 1000.0;
    err.printf(
        Locale.ROOT,
        "%s%,d %s, %,.0f/s",
        ERASE_LINE,
        count,
        unit,
        count / Math.max(seconds, 0.001));
    err.flush();
  }

  /** Takes the line away again. */
  public void end() {
    if (drawn) {
      err.print(ERASE_LINE);
      err.flush();
    }
  }
}
