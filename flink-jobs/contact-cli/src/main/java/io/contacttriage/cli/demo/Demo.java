package io.contacttriage.cli.demo;

import io.contacttriage.cli.CommandFailure;
import io.contacttriage.cli.live.RecordSender;
import io.contacttriage.cli.live.TopicReader;
import io.contacttriage.cli.local.JobCounters;
import io.contacttriage.cli.local.OpenParts;
import io.contacttriage.cli.sample.SampleStream;
import io.contacttriage.cli.sample.SampleText;
import io.contacttriage.job.settings.KafkaSettings;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Sends the sample stream through a running stack and watches until all of it has come out. */
final class Demo {
  private static final Duration LOOK_EVERY = Duration.ofMillis(200);
  private static final Duration STALLED_AFTER = Duration.ofSeconds(60);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** From the end of the start until the first record's turn. */
  private static final Duration LEAD = Duration.ofMillis(200);

  private final OpenParts parts;
  private final LocalStack stack;
  private final DemoOptions options;
  private final InstantSource clock;
  private final RateMeter rate = new RateMeter();

  Demo(OpenParts parts, LocalStack stack, DemoOptions options, InstantSource clock) {
    this.parts = parts;
    this.stack = stack;
    this.options = options;
    this.clock = clock;
  }

  /**
   * Sends and watches.
   *
   * @param watching is shown the progress several times a second
   * @return the progress at the end: complete
   * @throws CommandFailure when nothing moved for a minute, with the progress
   */
  Progress run(List<SampleText> texts, Consumer<Progress> watching) throws Exception {
    KafkaSettings kafka = stack.settings().kafka();
    Tally tally = new Tally(kafka.contactsTopic());
    TopicReader reader =
        TopicReader.fromStart(
            stack.bootstrapServers(), List.of(kafka.routesTopic(), kafka.rejectsTopic()));
    Worker reading =
        parts.start(
            () ->
                new Worker(
                    "outcome-reader",
                    new OutcomeReader(reader, kafka.routesTopic(), tally, clock)));
    RecordSender sender =
        parts.start(
            () -> new RecordSender(stack.bootstrapServers(), kafka.contactsTopic(), PATIENCE));
    Instant start = clock.instant().plus(LEAD);
    SampleStream stream = new SampleStream(texts, options.seed(), start, options.interval());
    Worker sending =
        parts.start(
            () ->
                new Worker(
                    "sample-sender", new SampleSender(stream, options.contacts(), sender, clock)));
    return watch(tally, sender, start, List.of(reading, sending), watching);
  }

  private Progress watch(
      Tally tally,
      RecordSender sender,
      Instant start,
      List<Worker> workers,
      Consumer<Progress> watching)
      throws InterruptedException {
    long moved = -1;
    Instant movedAt = clock.instant();
    while (true) {
      Instant now = clock.instant();
      Progress progress = progress(tally, sender, Duration.between(start, now));
      watching.accept(progress);
      if (progress.isComplete()) {
        return progress;
      }
      check(workers, sender);
      long moving = progress.sent() + progress.read() + progress.out();
      if (moving != moved) {
        moved = moving;
        movedAt = now;
      } else if (Duration.between(movedAt, now).compareTo(STALLED_AFTER) > 0) {
        throw CommandFailure.failed(stalled(progress));
      }
      TimeUnit.NANOSECONDS.sleep(LOOK_EVERY.toNanos());
    }
  }

  private void check(List<Worker> workers, RecordSender sender) {
    for (Worker worker : workers) {
      if (worker.failure() != null) {
        throw new IllegalStateException("the demo's own thread failed", worker.failure());
      }
    }
    if (sender.failed() > 0) {
      throw CommandFailure.failed("Kafka did not take a contact: " + sender.firstProblem());
    }
    if (stack.cluster().status().isGloballyTerminalState()) {
      throw CommandFailure.failed("the job ended: " + stack.cluster().lastFailure());
    }
  }

  private Progress progress(Tally tally, RecordSender sender, Duration sending) {
    JobCounters counters = stack.cluster().counters();
    // The outcome before the counters: what came out of Kafka has been counted by the job.
    Tally.Outcome outcome = tally.outcome();
    long read = counters.sum("intake.read");
    long duplicates = counters.sum("routing.duplicates");
    double perSecond =
        rate.at(clock.instant(), outcome.decided() + outcome.rejected() + duplicates);
    return new Progress(
        options.contacts(),
        sender.acknowledged(),
        read,
        duplicates,
        perSecond,
        stack.cluster().completedCheckpoints(),
        stack.cluster().restarts(),
        sending.isNegative() ? Duration.ZERO : sending,
        outcome);
  }

  private String stalled(Progress progress) {
    String failure = stack.cluster().lastFailure();
    return "nothing moved for "
        + STALLED_AFTER.toSeconds()
        + " s: sent "
        + progress.sent()
        + " of "
        + progress.wanted()
        + ", read "
        + progress.read()
        + ", routed "
        + progress.outcome().decided()
        + ", rejected "
        + progress.outcome().rejected()
        + ", duplicates "
        + progress.duplicates()
        + (failure == null ? "" : "; the job's last failure: " + failure);
  }
}
