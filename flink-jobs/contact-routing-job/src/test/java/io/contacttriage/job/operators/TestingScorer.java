package io.contacttriage.job.operators;

import io.contacttriage.scoring.ContactScorer;
import io.contacttriage.scoring.FirstAnswers;
import io.contacttriage.scoring.ModelVersion;
import io.contacttriage.scoring.Scores;
import io.contacttriage.scoring.ScoringException;
import io.contacttriage.scoring.Stakes;
import io.contacttriage.text.PreparedContact;
import io.contacttriage.text.Tokenizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/**
 * Gives every contact the same scores, always unsure, and remembers what it was asked for. It
 * leaves open whom it is told to.
 */
public final class TestingScorer implements ContactScorer {
  final List<Integer> batchSizes = new CopyOnWriteArrayList<>();

  /** The first token id of each contact: it tells whose tokenizer made it. */
  final List<Integer> firstIds = new CopyOnWriteArrayList<>();

  final List<Stakes> spared = new CopyOnWriteArrayList<>();
  final Scores scores;
  final String version;
  boolean broken;
  int closed;

  /** Ids of contacts. */
  final Set<String> leftOpen = ConcurrentHashMap.newKeySet();

  final Set<String> deepBreaksOn = ConcurrentHashMap.newKeySet();

  /** Ids of the contacts of each call of the deep tier. */
  final List<List<String>> deepBatches = new CopyOnWriteArrayList<>();

  /** Opens when the deep tier is asked first. */
  final CountDownLatch deepCalled = new CountDownLatch(1);

  /** Holds up whoever asks the deep tier until it is open. */
  volatile CountDownLatch deepGate = new CountDownLatch(0);

  /** Holds up whoever scores until it is open. */
  volatile CountDownLatch gate = new CountDownLatch(0);

  public TestingScorer(Scores scores) {
    this("1", scores);
  }

  TestingScorer(String version, Scores scores) {
    this.version = version;
    this.scores = scores;
  }

  @Override
  public ModelVersion model() {
    return new ModelVersion("testing", version);
  }

  @Override
  public Tokenizer tokenizer() {
    return text -> new int[] {firstId(), text.length(), 2};
  }

  int firstId() {
    return 100 + Integer.parseInt(version);
  }

  @Override
  public FirstAnswers begin(List<PreparedContact> batch, Stakes atMost) throws ScoringException {
    batchSizes.add(batch.size());
    spared.add(atMost);
    batch.forEach(contact -> firstIds.add(contact.tokenIds()[0]));
    await(gate);
    if (broken) {
      throw new ScoringException("testing/1: broken on purpose", null);
    }
    List<Scores> all = new ArrayList<>();
    List<Integer> open = new ArrayList<>();
    for (PreparedContact contact : batch) {
      if (leftOpen.contains(contact.facts().contactId())) {
        open.add(all.size());
      }
      all.add(atMost == Stakes.NONE ? scores : scores.withSpared(atMost));
    }
    return new FirstAnswers(all, open);
  }

  @Override
  public List<Scores> finish(List<PreparedContact> open, List<Scores> first)
      throws ScoringException {
    deepBatches.add(open.stream().map(contact -> contact.facts().contactId()).toList());
    deepCalled.countDown();
    await(deepGate);
    for (PreparedContact contact : open) {
      if (deepBreaksOn.contains(contact.facts().contactId())) {
        throw new ScoringException("testing/1: the deep tier is broken on purpose", null);
      }
    }
    return first;
  }

  private static void await(CountDownLatch latch) throws ScoringException {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ScoringException("testing: interrupted", e);
    }
  }

  @Override
  public void close() {
    closed++;
  }
}
