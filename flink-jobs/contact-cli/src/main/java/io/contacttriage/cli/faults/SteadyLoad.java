package io.contacttriage.cli.faults;

import io.contacttriage.cli.live.RecordSender;
import io.contacttriage.cli.sample.SampleRecord;
import io.contacttriage.cli.sample.SampleStream;
import io.contacttriage.cli.sample.SampleText;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Sends the sample stream by its timetable until it is closed, whatever happens to the broker. */
final class SteadyLoad implements AutoCloseable {
  /** Longer than any fault holds the broker: what was sent meanwhile arrives afterwards. */
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final RecordSender sender;
  private final SampleStream stream;
  private final InstantSource clock;
  private final Thread thread = new Thread(this::send, "load");
  private final AtomicLong sent = new AtomicLong();
  private volatile boolean closed;

  /**
   * Begins to send.
   *
   * @param perSecond contacts a second
   */
  SteadyLoad(
      String bootstrapServers,
      List<SampleText> texts,
      long seed,
      double perSecond,
      InstantSource clock) {
    this.sender = new RecordSender(bootstrapServers, "contacts", PATIENCE);
    this.clock = clock;
    this.stream =
        new SampleStream(
            texts, seed, clock.instant(), Duration.ofNanos((long) (1_000_000_000 / perSecond)));
    thread.setDaemon(true);
    thread.start();
  }

  private void send() {
    while (!closed) {
      SampleRecord record = stream.next();
      waitUntil(record.sendAt());
      sender.send(record.key().getBytes(StandardCharsets.UTF_8), record.value());
      sent.incrementAndGet();
    }
  }

  private void waitUntil(Instant turn) {
    Duration left = Duration.between(clock.instant(), turn);
    while (!left.isNegative() && !left.isZero() && !closed) {
      LockSupport.parkNanos(left.toNanos());
      left = Duration.between(clock.instant(), turn);
    }
  }

  /** Contacts that the broker has been given, whether it has taken them yet or not. */
  long sent() {
    return sent.get();
  }

  /** Contacts that it never took. */
  long failed() {
    return sender.failed();
  }

  /** Sends no more and waits until the broker has taken all. */
  void finish() throws InterruptedException {
    closed = true;
    LockSupport.unpark(thread);
    thread.join(PATIENCE.toMillis());
    sender.flush();
  }

  /** Gives up what the broker has not taken yet. */
  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(thread);
    sender.close();
  }
}
