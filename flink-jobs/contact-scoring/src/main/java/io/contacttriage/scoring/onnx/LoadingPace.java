package io.contacttriage.scoring.onnx;

import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * How much of a core loading a bundle takes from those who score meanwhile: after each step it
 * rests for as long as the step took. For one thread.
 */
final class LoadingPace {
  private final boolean rests;
  private final LongSupplier clock;
  private final LongConsumer sleeper;
  private long stepStarted;

  /**
   * @param clock in nanoseconds
   * @param sleeper waits for so many nanoseconds
   */
  LoadingPace(boolean rests, LongSupplier clock, LongConsumer sleeper) {
    this.rests = rests;
    this.clock = clock;
    this.sleeper = sleeper;
    stepStarted = clock.getAsLong();
  }

  /** For a start, when nobody scores yet. */
  static LoadingPace withoutRest() {
    return new LoadingPace(false, System::nanoTime, LockSupport::parkNanos);
  }

  /** For a swap, beside live scoring. */
  static LoadingPace halfOfTheTime() {
    return new LoadingPace(true, System::nanoTime, LockSupport::parkNanos);
  }

  /** Ends a step; returns when the next may begin. */
  void rest() {
    if (rests) {
      sleeper.accept(clock.getAsLong() - stepStarted);
      stepStarted = clock.getAsLong();
    }
  }
}
