package io.contacttriage.cli.demo;

import io.contacttriage.cli.live.RecordSender;
import io.contacttriage.cli.sample.SampleRecord;
import io.contacttriage.cli.sample.SampleStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.locks.LockSupport;

/**
 * Sends a sample stream by its timetable, whether the job keeps up or not: a record that waits for
 * its turn counts in the latency.
 */
final class SampleSender implements Runnable {
  private final SampleStream stream;
  private final int records;
  private final RecordSender sender;
  private final InstantSource clock;

  SampleSender(SampleStream stream, int records, RecordSender sender, InstantSource clock) {
    this.stream = stream;
    this.records = records;
    this.sender = sender;
    this.clock = clock;
  }

  @Override
  public void run() {
    for (int i = 0; i < records && !Thread.currentThread().isInterrupted(); i++) {
      SampleRecord record = stream.next();
      waitUntil(record.sendAt());
      sender.send(record.key().getBytes(StandardCharsets.UTF_8), record.value());
    }
    sender.flush();
  }

  private void waitUntil(Instant turn) {
    Duration left = Duration.between(clock.instant(), turn);
    while (!left.isNegative() && !left.isZero() && !Thread.currentThread().isInterrupted()) {
      LockSupport.parkNanos(left.toNanos());
      left = Duration.between(clock.instant(), turn);
    }
  }
}
