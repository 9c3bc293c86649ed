package io.contacttriage.cli.cluster;

import io.contacttriage.cli.CommandFailure;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Waits for what other processes do. */
public final class Waiting {
  private static final long LOOK_AGAIN_MILLIS = 100;

  private Waiting() {}

  /** What is waited for. */
  public interface Condition {
    /** Looks once; an {@link IOException} is an answer that is not there yet. */
    boolean holds() throws IOException, InterruptedException;
  }

  /**
   * Returns as soon as {@code condition} holds.
   *
   * @param what is waited for, in words
   * @throws CommandFailure when it does not within {@code patience}
   */
  public static void until(String what, Duration patience, Condition condition)
      throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    String why = "";
    while (true) {
      try {
        if (condition.holds()) {
          return;
        }
      } catch (IOException notYet) {
        why = ": " + notYet;
      }
      if (System.nanoTime() > deadline) {
        throw CommandFailure.failed(
            "waited " + patience.toSeconds() + " s in vain for " + what + why);
      }
      TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN_MILLIS);
    }
  }
}
