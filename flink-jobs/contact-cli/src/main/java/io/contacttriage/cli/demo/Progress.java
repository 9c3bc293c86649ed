package io.contacttriage.cli.demo;

import java.time.Duration;

/**
 * How far a demo is: what was sent, what the job says it did, and what came out of Kafka.
 *
 * @param wanted records that will be sent
 * @param sent records that the broker acknowledged
 * @param read by the job's intake room
 * @param duplicates that the job's routing room answered before
 * @param perSecond records that left the job within the last seconds, by second
 * @param sending since the first record's turn
 */
record Progress(
    long wanted,
    long sent,
    long read,
    long duplicates,
    double perSecond,
    long checkpoints,
    long restarts,
    Duration sending,
    Tally.Outcome outcome) {

  /** Records that left the job: each one read must be here in the end. */
  long out() {
    return outcome.decided() + outcome.rejected() + duplicates;
  }

  /** Whether every record that was sent has been read and has left the job. */
  boolean isComplete() {
    return sent == wanted && read == wanted && sumsAddUp();
  }

  boolean sumsAddUp() {
    return read == out();
  }
}
