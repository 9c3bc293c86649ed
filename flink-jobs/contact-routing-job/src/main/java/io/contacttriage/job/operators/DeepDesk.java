package io.contacttriage.job.operators;

import io.contacttriage.contact.ContactFacts;
import io.contacttriage.scoring.ContactScorer;
import io.contacttriage.scoring.ModelVersion;
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
import java.util.concurrent.ConcurrentLinkedQueue;
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

  /**
   * Of several questions in one call. The network takes a tenth less for each text of eight than
   * for one alone, and no less for more; the first of them waits for the last.
   */
  private static final int TOKENS_AT_ONCE = 256;

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

  /** The desk's thread takes them. */
  private final Queue<Question> unanswered = new ConcurrentLinkedQueue<>();

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

    int tokens() {
      return contacts.stream().mapToInt(contact -> contact.tokenIds().length).sum();
    }

    ModelVersion model() {
      return scorer.model();
    }
  }

  /** Asks the deep tier for the contacts of several batches in one call. */
  private static void answer(List<Question> together) {
    long started = System.nanoTime();
    List<PreparedContact> contacts = new ArrayList<>();
    List<Scores> first = new ArrayList<>();
    for (Question question : together) {
      contacts.addAll(question.contacts);
      first.addAll(question.first);
    }
    try {
      List<Scores> scores = finishAll(together.get(0).scorer, contacts, first);
      int from = 0;
      for (Question question : together) {
        question.scores = scores.subList(from, from + question.contacts.size());
        from += question.contacts.size();
      }
    } catch (RuntimeException | Error unexpected) {
      together.forEach(question -> question.failure = unexpected);
    }
    together.get(0).nanos = System.nanoTime() - started;
  }

  /** One contact that the model cannot score must not cost the others their scores. */
  private static List<Scores> finishAll(
      ContactScorer scorer, List<PreparedContact> contacts, List<Scores> first) {
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
   * Asks the deep tier and does not wait for it. What waits together is answered together.
   *
   * @param scorer closed when it has answered
   * @param first what it said of each contact at once
   */
  void ask(ContactScorer scorer, List<Place> places, List<Scores> first) {
    Question question = new Question(scorer, places, first);
    asked.add(question);
    unanswered.add(question);
    worker.execute(this::answerNext);
  }

  private void answerNext() {
    List<Question> together = takeTogether();
    if (!together.isEmpty()) {
      answer(together);
      answered.addAll(together);
      announce();
    }
  }

  /** The oldest question and those behind it while they are few; none when all were taken. */
  private List<Question> takeTogether() {
    List<Question> together = new ArrayList<>();
    int tokens = 0;
    Question next = unanswered.poll();
    while (next != null) {
      together.add(next);
      tokens += next.tokens();
      Question after = unanswered.peek();
      boolean fits =
          after != null
              && tokens + after.tokens() <= TOKENS_AT_ONCE
              && after.model().equals(next.model());
      next = fits ? unanswered.poll() : null;
    }
    return together;
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
