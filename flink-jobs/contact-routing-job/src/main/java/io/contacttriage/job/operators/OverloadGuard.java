package io.contacttriage.job.operators;

import io.contacttriage.scoring.Stakes;
import java.time.Duration;

/**
 * Says how much of the deep tier's work is spared: one step more each second while contacts wait
 * too long, one step less after each five seconds in which none waited half as long. What is at
 * stake for a person's safety is never spared.
 */
final class OverloadGuard {
  private static final long RAISE_EVERY_MILLIS = 1_000;
  private static final long LOWER_EVERY_MILLIS = 5_000;
  private static final Stakes MOST = Stakes.HARM;
  private static final long NEVER = Long.MIN_VALUE / 2;

  private final long longestWaitMillis;
  private Stakes spared = Stakes.NONE;
  private long steppedAt = NEVER;
  private long busyAt = NEVER;

  /**
   * @param longestWait that a contact should have; zero means that nothing is ever spared
   */
  OverloadGuard(Duration longestWait) {
    longestWaitMillis = longestWait.isZero() ? Long.MAX_VALUE : longestWait.toMillis();
  }

  /**
   * Notes how long the oldest contact of a batch has waited.
   *
   * @param wait since it was written to its topic, in milliseconds
   * @param now in milliseconds
   * @return contacts with at most this at stake do without the deep tier
   */
  Stakes spare(long wait, long now) {
    if (wait > longestWaitMillis / 2) {
      busyAt = now;
    }
    if (wait > longestWaitMillis) {
      if (spared != MOST && now - steppedAt >= RAISE_EVERY_MILLIS) {
        step(1, now);
      }
    } else if (spared != Stakes.NONE && now - Math.max(steppedAt, busyAt) >= LOWER_EVERY_MILLIS) {
      step(-1, now);
    }
    return spared;
  }

  Stakes spared() {
    return spared;
  }

  /**
   * Whether contacts wait so little that there is time for what nobody waits for: nothing is
   * spared, and for five seconds none waited half as long as it may.
   *
   * @param now in milliseconds
   */
  boolean isCalm(long now) {
    return spared == Stakes.NONE && now - busyAt >= LOWER_EVERY_MILLIS;
  }

  private void step(int by, long now) {
    spared = Stakes.values()[spared.ordinal() + by];
    steppedAt = now;
  }
}
