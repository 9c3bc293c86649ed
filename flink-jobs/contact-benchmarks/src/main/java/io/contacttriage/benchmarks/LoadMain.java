package io.contacttriage.benchmarks;

import io.contacttriage.cli.live.RecordSender;
import io.contacttriage.cli.local.ChildBroker;
import io.contacttriage.cli.local.ChildJvm;
import io.contacttriage.cli.local.LocalLogs;
import io.contacttriage.cli.sample.FreshContacts;
import io.contacttriage.cli.sample.SampleRecord;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;

/**
 * Sends contacts by a timetable, whether anybody keeps up or not: {@code BROKER TOPIC RATE
 * SECONDS}. A contact's {@code receivedAt} is its turn, so that one that had to wait for it counts.
 * Prints how many it sent.
 *
 * <p>With {@code ROUTES MOST} as well it holds on while so many contacts have no route on that
 * topic yet, and stops when its time is over: then the job always has more to do, and the sender
 * takes no more of the cores than it must.
 */
final class LoadMain {
  private static final Duration HEAD_START = Duration.ofSeconds(1);

  private static final long SEED = 1000;

  /** A thread that wakes for each contact would take much of a core that the job is to have. */
  private static final long TICK_MILLIS = 2;

  private static final int LOOK_AFTER = 100;
  private static final long LOOK_AGAIN_MILLIS = 20;

  private LoadMain() {}

  public static void main(String[] args) throws Exception {
    LocalLogs.silence();
    ChildJvm.endWithParent();
    double rate = Double.parseDouble(args[2]);
    long count = Math.round(rate * Integer.parseInt(args[3]));
    FreshContacts contacts =
        new FreshContacts(
            SEED, Instant.now().plus(HEAD_START), Duration.ofNanos(Math.round(1e9 / rate)));
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(Integer.parseInt(args[3]));
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", args[0]));
        RecordSender sender = new RecordSender(args[0], args[1], Duration.ofSeconds(30))) {
      for (long i = 0; i < count; i++) {
        if (args.length > 4 && i % LOOK_AFTER == 0) {
          long most = Long.parseLong(args[5]);
          while (i - ChildBroker.records(admin, args[4]) > most && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN_MILLIS);
          }
          if (System.nanoTime() >= end) {
            break;
          }
        }
        SampleRecord record = contacts.next();
        while (record.sendAt().isAfter(Instant.now())) {
          TimeUnit.MILLISECONDS.sleep(TICK_MILLIS);
        }
        sender.send(record.key().getBytes(StandardCharsets.UTF_8), record.value());
      }
      sender.flush();
      ChildJvm.sayReady(Long.toString(sender.acknowledged()));
    }
    System.exit(0);
  }
}
