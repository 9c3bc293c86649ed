package io.contacttriage.cli.plan;

import io.contacttriage.cli.live.RecordSender;
import io.contacttriage.cli.local.ChildBroker;
import io.contacttriage.cli.sample.SampleRecord;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Iterator;
import java.util.concurrent.locks.LockSupport;

/** Keeps the topic of contacts ahead of the job, so that it always has more to do. */
final class Backlog implements AutoCloseable {
  private static final int AHEAD = 40_000;
  private static final int AT_ONCE = 500;
  private static final long LOOK_AGAIN_NANOS = 100_000_000;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final ChildBroker broker;
  private final Iterator<SampleRecord> contacts;
  private final String answers;
  private final RecordSender sender;
  private final Thread thread = new Thread(this::fill, "backlog");
  private volatile boolean ended;
  private volatile boolean full;

  private Backlog(
      ChildBroker broker, Iterator<SampleRecord> contacts, String topic, String answers) {
    this.broker = broker;
    this.contacts = contacts;
    this.answers = answers;
    this.sender = new RecordSender(broker.bootstrapServers(), topic, PATIENCE);
  }

  /**
   * Begins to send.
   *
   * @param answers topic with one record for each contact that is done
   */
  static Backlog start(
      ChildBroker broker, Iterator<SampleRecord> contacts, String topic, String answers) {
    Backlog backlog = new Backlog(broker, contacts, topic, answers);
    backlog.thread.setDaemon(true);
    backlog.thread.start();
    return backlog;
  }

  /** Whether the topic was ever as far ahead as it is to be. */
  boolean isFull() {
    return full;
  }

  private void fill() {
    long sent = 0;
    while (!ended) {
      long wanted = broker.records(answers) + AHEAD;
      if (sent >= wanted) {
        full = true;
      }
      while (sent < wanted && !ended) {
        for (int i = 0; i < AT_ONCE; i++, sent++) {
          SampleRecord contact = contacts.next();
          sender.send(contact.key().getBytes(StandardCharsets.UTF_8), contact.value());
        }
      }
      LockSupport.parkNanos(LOOK_AGAIN_NANOS);
    }
  }

  @Override
  public void close() {
    ended = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    sender.close();
  }
}
