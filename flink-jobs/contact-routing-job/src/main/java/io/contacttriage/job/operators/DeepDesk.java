package io.contacttriage.job.operators;

import io.contacttriage.contact.ContactFacts;
import io.contacttriage.scoring.ContactScorer;
import io.contacttriage.scoring.ScoredContact;
import io.contacttriage.scoring.Scores;
import io.contacttriage.scoring.ScoringException;
import io.contacttriage.text.PreparedContact;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where contacts wait for the deep tier, which answers on a thread of its own, so that those that
 * need no such answer pass them. Contacts of one subject leave in the order in which they came:
 * behind one that waits, the others of its subject wait too.
 *
 * <p>All methods are for the task's thread.
 */
final class DeepDesk implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DeepDesk.class);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final MailboxExecutor mailbox;
  private final Exit exit;
  private final int mostWaiting;
  private final ExecutorService worker =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread thread = new Thread(task, "deep-scoring");
            thread.setDaemon(true);
            return thread;
          });

  private final Map<String, Queue<Place>> rows = new HashMap<>();
  private final BlockingQueue<Question> answered = new LinkedBlockingQueue<>();
  private final List<Question> asked = new ArrayList<>();
  private int waiting;

  /** The way out of the room. */
  interface Exit {
    /**
     * Takes what the deep tier said, before the contacts leave.
     *
     * @param scores of each contact, null where the model failed
     * @param nanos that it took
     * @return what leaves for each contact
     */
    List<ScoredContact> answered(List<PreparedContact> contacts, List<Scores> scores, long nanos);

    /**
     * Takes a contact whose turn it is.
     *
     * @param timestamp as it came with the contact
     */
    void leave(ScoredContact contact, Long timestamp);
  }

  /** A contact in the row of its subject. */
  static final class Place {
    private final PreparedContact contact;
    private final Long timestamp;

    /** Null while the deep tier is asked. */
    private ScoredContact result;

    private Place(PreparedContact contact, Long timestamp, ScoredContact result) {
      this.contact = contact;
      this.timestamp = timestamp;
      this.result = result;
    }
  }

  /** Contacts of one batch. The desk's thread has it from its asking until it is answered. */
  private static final class Question {
    private final ContactScorer scorer;
    private final List<Place> places;
    private final List<PreparedContact> contacts;
    private final List<Scores> first;
    private List<Scores> scores;
    private Throwable failure;
    private long nanos;

    Question(ContactScorer scorer, List<Place> places, List<Scores> first) {
      this.scorer = scorer;
      this.places = places;
      this.contacts = places.stream().map(place -> place.contact).toList();
      this.first = first;
    }

    void answer() {
      long started = System.nanoTime();
      try {
        scores = finishAll();
      } catch (RuntimeException | Error unexpected) {
        failure = unexpected;
      }
      nanos = System.nanoTime() - started;
    }

    /** One contact that the model cannot score must not cost the others their scores. */
    private List<Scores> finishAll() {
      try {
        return scorer.finish(contacts, first);
      } catch (ScoringException e) {
        LOG.warn("Scoring {} contacts one by one: {}", contacts.size(), e.getMessage());
      }
      Scores[] each = new Scores[contacts.size()];
      for (int i = 0; i < each.length; i++) {
        try {
          each[i] = scorer.finish(contacts.subList(i, i + 1), first.subList(i, i + 1)).get(0);
        } catch (ScoringException e) {
          LOG.warn("A contact could not be scored: {}", e.getMessage());
        }
      }
      return Arrays.asList(each);
    }
  }

  /**
   * @param mostWaiting contacts, after which the task waits as well; bounds how long a barrier does
   */
  DeepDesk(MailboxExecutor mailbox, int mostWaiting, Exit exit) {
    this.mailbox = mailbox;
    this.mostWaiting = mostWaiting;
    this.exit = exit;
  }

  /**
   * Lets a contact leave, behind those of its subject.
   *
   * @param timestamp when it was written, in milliseconds; null when not known
   */
  void pass(ScoredContact contact, Long timestamp) {
    Queue<Place> row = rows.get(contact.facts().routingKey());
    if (row == null) {
      exit.leave(contact, timestamp);
    } else {
      row.add(new Place(null, timestamp, contact));
      waiting++;
    }
  }

  /**
   * Gives a contact for which the deep tier will be asked its place in the row of its subject.
   *
   * @param timestamp when it was written, in milliseconds; null when not known
   */
  Place hold(PreparedContact contact, Long timestamp) {
    Place place = new Place(contact, timestamp, null);
    rows.computeIfAbsent(contact.facts().routingKey(), key -> new ArrayDeque<>(2)).add(place);
    waiting++;
    return place;
  }

  /**
   * Asks the deep tier and does not wait for it.
   *
   * @param scorer closed when it has answered
   * @param first what it said of each contact at once
   */
  void ask(ContactScorer scorer, List<Place> places, List<Scores> first) {
    Question question = new Question(scorer, places, first);
    asked.add(question);
    worker.execute(
        () -> {
          question.answer();
          answered.add(question);
          announce();
        });
  }

  /** Returns when not too many wait. */
  void awaitRoom() throws InterruptedException {
    while (waiting > mostWaiting) {
      settle(answered.take());
    }
  }

  /** Returns when nobody waits. */
  void awaitAll() throws InterruptedException {
    while (!asked.isEmpty()) {
      settle(answered.take());
    }
  }

  /** Ends with the question that is under way; what waits was not acknowledged by a checkpoint. */
  @Override
  public void close() {
    worker.shutdownNow();
    try {
      var unused = worker.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    asked.forEach(question -> question.scorer.close());
    asked.clear();
  }

  private void announce() {
    try {
      mailbox.execute(this::settleAnswered, "Let contacts leave that the deep tier has scored");
    } catch (RejectedExecutionException closed) {
      LOG.debug("The task has ended before the deep tier answered");
    }
  }

  private void settleAnswered() {
    for (Question question = answered.poll(); question != null; question = answered.poll()) {
      settle(question);
    }
  }

  private void settle(Question question) {
    asked.remove(question);
    question.scorer.close();
    if (question.failure != null) {
      throw new IllegalStateException("The deep tier failed", question.failure);
    }
    List<ScoredContact> results = exit.answered(question.contacts, question.scores, question.nanos);
    for (int i = 0; i < results.size(); i++) {
      Place place = question.places.get(i);
      place.result = results.get(i);
      advance(place.contact.facts());
    }
  }

  private void advance(ContactFacts facts) {
    Queue<Place> row = rows.get(facts.routingKey());
    while (row != null && !row.isEmpty() && row.peek().result != null) {
      waiting--;
      Place first = row.remove();
      exit.leave(first.result, first.timestamp);
    }
    if (row != null && row.isEmpty()) {
      rows.remove(facts.routingKey());
    }
  }
}
