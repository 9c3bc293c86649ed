package io.contacttriage.benchmarks;

import io.contacttriage.cli.live.RecordSender;
import io.contacttriage.cli.local.ChildJvm;
import io.contacttriage.cli.local.LocalLogs;
import io.contacttriage.cli.sample.FreshContacts;
import io.contacttriage.cli.sample.SampleRecord;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;

/**
 * Sends contacts by a timetable, whether anybody keeps up or not: {@code BROKER TOPIC RATE
 * SECONDS}. A contact's {@code receivedAt} is its turn, so that one that had to wait for it counts.
 * Prints how many it sent.
 */
final class LoadMain {
  private static final Duration HEAD_START = Duration.ofSeconds(1);

  private static final long SEED = 1000;

  private LoadMain() {}

  public static void main(String[] args) throws Exception {
    LocalLogs.silence();
    ChildJvm.endWithParent();
    double rate = Double.parseDouble(args[2]);
    long count = Math.round(rate * Integer.parseInt(args[3]));
    FreshContacts contacts =
        new FreshContacts(
            SEED, Instant.now().plus(HEAD_START), Duration.ofNanos(Math.round(1e9 / rate)));
    try (RecordSender sender = new RecordSender(args[0], args[1], Duration.ofSeconds(30))) {
      for (long i = 0; i < count; i++) {
        SampleRecord record = contacts.next();
        long left = Duration.between(Instant.now(), record.sendAt()).toNanos();
        while (left > 0) {
          LockSupport.parkNanos(left);
          left = Duration.between(Instant.now(), record.sendAt()).toNanos();
        }
        sender.send(record.key().getBytes(StandardCharsets.UTF_8), record.value());
      }
      sender.flush();
      ChildJvm.sayReady(Long.toString(sender.acknowledged()));
    }
    System.exit(0);
  }
}
