package io.contacttriage.cli.faults;

import io.contacttriage.cli.CommandFailure;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Lets faults happen one after another and reads along until the output has caught up again. */
final class FaultRun {
  /**
   * Without any progress. Longer than an orphan transaction of exactly-once holds readers back;
   * what an overload leaves may take longer than this, but gets less all the while.
   */
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private static final Duration LONGEST_CALM = Duration.ofSeconds(6);
  private static final int BEGINNING = 100;

  private final Scene scene;
  private final LedgerReader reader;
  private final Ledger ledger;
  private final Consumer<String> say;
  private final List<Strike> strikes = new ArrayList<>();

  FaultRun(Scene scene, LedgerReader reader, Consumer<String> say) {
    this.scene = scene;
    this.reader = reader;
    this.ledger = reader.ledger();
    this.say = say;
  }

  /** Waits until the job answers under load. */
  void begin() throws IOException, InterruptedException {
    readUntil("the first answers", () -> BEGINNING - (ledger.read() - ledger.unanswered().size()));
  }

  /**
   * Lets some calm pass that is never the same, so that faults meet batches and checkpoints, once
   * every TaskManager works for the job again: the loss of an idle one would prove nothing.
   */
  void calm(Random random) throws IOException, InterruptedException {
    readUntil("the job to run on all slots", () -> scene.cluster().isWhole() ? 0 : 1);
    long end = System.nanoTime() + (long) (random.nextDouble() * LONGEST_CALM.toNanos());
    while (System.nanoTime() < end) {
      reader.readOn();
    }
  }

  /**
   * Lets one fault happen, puts it right and waits until the output has caught up.
   *
   * @throws CommandFailure when it does not catch up
   */
  void strike(Fault fault) throws Exception {
    long start = System.nanoTime();
    fault.inject().on(scene);
    try {
      TimeUnit.MILLISECONDS.sleep(fault.holds().toMillis());
    } finally {
      fault.heal().on(scene);
    }
    int mostWaiting = awaitCaughtUp(fault.name());
    Strike strike =
        new Strike(
            fault.name(), TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start), mostWaiting);
    strikes.add(strike);
    say.accept(
        "%-18s caught up after %5.1f s, at most %,d waiting"
            .formatted(fault.name(), strike.recoveredMillis() / 1000.0, strike.mostWaiting()));
  }

  /**
   * Waits until all that was sent up to now, and in the second after, has its answer: what came
   * before the fault may all have been answered while nobody has noticed it yet.
   *
   * @return how many contacts had none at once
   */
  private int awaitCaughtUp(String fault) throws IOException, InterruptedException {
    long sent = scene.sent() + scene.sentInASecond();
    AtomicInteger most = new AtomicInteger();
    readUntil(
        "the contacts that were sent until a second after " + fault,
        () -> {
          most.accumulateAndGet(ledger.unanswered().size(), Math::max);
          return sent - scene.failed() - ledger.read();
        });
    Set<String> behind = new HashSet<>(ledger.unanswered().keySet());
    readUntil(
        "the output to catch up after " + fault,
        () -> {
          most.accumulateAndGet(ledger.unanswered().size(), Math::max);
          behind.retainAll(ledger.unanswered().keySet());
          return behind.size() + (bookDecides() ? 0L : 1L);
        });
    return most.get();
  }

  private boolean bookDecides() {
    return scene.bookInEffect() == null || ledger.hasDecided(scene.bookInEffect());
  }

  /** Waits for the last answers, once the load has ended. */
  void end(Duration settle) throws IOException, InterruptedException {
    readUntil(
        "the last answers",
        () ->
            Math.max(0, scene.sent() - scene.failed() - ledger.read())
                + ledger.unanswered().size());
    // What was decided twice would become visible with one of the next checkpoints.
    long end = System.nanoTime() + settle.toNanos();
    while (System.nanoTime() < end) {
      reader.readOn();
    }
  }

  List<Strike> strikes() {
    return List.copyOf(strikes);
  }

  /** How much is still waited for; it is over at 0 or below. */
  private interface Remainder {
    long left() throws IOException, InterruptedException;
  }

  private void readUntil(String what, Remainder remainder)
      throws IOException, InterruptedException {
    long least = Long.MAX_VALUE;
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      reader.readOn();
      long left = remainder.left();
      if (left <= 0) {
        return;
      }
      if (left < least) {
        least = left;
        deadline = System.nanoTime() + PATIENCE.toNanos();
      }
      if (System.nanoTime() > deadline) {
        throw CommandFailure.failed(
            "waited "
                + PATIENCE.toMinutes()
                + " min in vain for "
                + what
                + "; no answer for: "
                + String.join(", ", ledger.account().missing().stream().limit(20).toList()));
      }
    }
  }
}
