package io.contacttriage.job.operators;

import io.contacttriage.scoring.ContactScorer;
import io.contacttriage.scoring.ModelRegistry;
import io.contacttriage.scoring.ScoreAgreement;
import io.contacttriage.scoring.Scores;
import io.contacttriage.scoring.ScoringException;
import io.contacttriage.text.PreparedContact;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.flink.metrics.MetricGroup;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets the candidate score contacts whose live result has left the room, and counts how far the two
 * agree. It works on a thread of its own, which lives only while there is something to do, so that
 * no contact and no barrier waits for it. What it has no time for is skipped and counted.
 */
final class ShadowScoring implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ShadowScoring.class);

  /** The candidate takes no more than one core, and the memory of one batch, from live scoring. */
  private static final Semaphore ONE_OF_PROCESS = new Semaphore(1);

  private static final int WAITING_BATCHES = 4;
  private static final Duration IDLE = Duration.ofSeconds(10);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final ModelRegistry registry;
  private final ShadowMetrics metrics;
  private final ThreadPoolExecutor worker;

  /** The candidate whose failure was logged last; of the worker's thread. */
  private String failing;

  /** A contact for the candidate, and what the active bundle said of it. */
  private record Pair(PreparedContact contact, Scores live) {}

  /**
   * @param registry its giver's to close, after this
   * @param scoring the metrics of the room
   */
  ShadowScoring(ModelRegistry registry, MetricGroup scoring) {
    this.registry = registry;
    this.metrics = new ShadowMetrics(scoring);
    worker =
        new ThreadPoolExecutor(
            1,
            1,
            IDLE.toMillis(),
            TimeUnit.MILLISECONDS,
            new ArrayBlockingQueue<>(WAITING_BATCHES),
            task -> {
              Thread thread = new Thread(task, "shadow-scoring");
              thread.setDaemon(true);
              return thread;
            });
    worker.allowCoreThreadTimeOut(true);
  }

  /**
   * Takes those contacts of a batch that belong to a candidate's share. Returns at once.
   *
   * @param live what was emitted for each contact; null, or null for a contact, where there is none
   * @param shed skips them all
   */
  void offer(List<PreparedContact> batch, List<Scores> live, boolean shed) {
    int skipped = 0;
    int failed = 0;
    List<Pair> pairs = new ArrayList<>(0);
    for (int i = 0; i < batch.size(); i++) {
      PreparedContact contact = batch.get(i);
      if (contact.candidate() == null) {
        continue;
      }
      if (shed || live == null || live.get(i) == null) {
        skipped++;
      } else if (contact.candidateIds().length == 0) {
        failed++;
      } else {
        pairs.add(new Pair(contact.asForCandidate(), live.get(i)));
      }
    }
    if (!pairs.isEmpty() && !accepted(pairs)) {
      skipped += pairs.size();
    }
    metrics.skipped(skipped);
    metrics.failed(failed);
  }

  /** Ends with the batch that is under way; what waits is left. */
  @Override
  public void close() {
    worker.shutdownNow();
    try {
      var unused = worker.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean accepted(List<Pair> pairs) {
    try {
      worker.execute(() -> compareInTurn(pairs));
      return true;
    } catch (RejectedExecutionException full) {
      return false;
    }
  }

  private void compareInTurn(List<Pair> pairs) {
    try {
      ONE_OF_PROCESS.acquire();
    } catch (InterruptedException closed) {
      return;
    }
    try {
      compare(pairs);
    } finally {
      ONE_OF_PROCESS.release();
    }
  }

  /** The contacts of a batch name one candidate, but for the moment when it changes. */
  private void compare(List<Pair> pairs) {
    String candidate = pairs.get(0).contact().model();
    List<Pair> chosen =
        pairs.stream().filter(pair -> pair.contact().model().equals(candidate)).toList();
    try (ContactScorer scorer = registry.leaseCandidate(candidate)) {
      if (scorer == null) {
        metrics.skipped(pairs.size());
        return;
      }
      metrics.skipped(pairs.size() - chosen.size());
      metrics.compared(agreement(scorer, chosen));
    } catch (ScoringException | RuntimeException | LinkageError failure) {
      metrics.failed(chosen.size());
      tellOnce(candidate, failure);
    }
  }

  private static ScoreAgreement agreement(ContactScorer scorer, List<Pair> pairs)
      throws ScoringException {
    List<Scores> scores = scorer.score(pairs.stream().map(Pair::contact).toList());
    ScoreAgreement agreement = new ScoreAgreement();
    for (int i = 0; i < pairs.size(); i++) {
      agreement.add(pairs.get(i).live(), scores.get(i));
    }
    return agreement;
  }

  private void tellOnce(String candidate, Throwable failure) {
    if (!candidate.equals(failing)) {
      failing = candidate;
      LOG.warn(
          "Candidate {} could not score a batch in shadow; only another candidate's failure is"
              + " logged. {}",
          candidate,
          failure.toString());
    }
  }
}
