package io.contacttriage.job.operators;

import io.contacttriage.scoring.ContactScorer;
import io.contacttriage.scoring.ModelVersion;
import io.contacttriage.scoring.Scores;
import io.contacttriage.scoring.ScoringException;
import io.contacttriage.scoring.Stakes;
import io.contacttriage.text.PreparedContact;
import io.contacttriage.text.Tokenizer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** Gives every contact the same scores, always unsure, and remembers what it was asked for. */
public final class TestingScorer implements ContactScorer {
  final List<Integer> batchSizes = new CopyOnWriteArrayList<>();

  /** The first token id of each contact: it tells whose tokenizer made it. */
  final List<Integer> firstIds = new CopyOnWriteArrayList<>();

  final List<Stakes> spared = new CopyOnWriteArrayList<>();
  final Scores scores;
  final String version;
  boolean broken;
  int closed;

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
  public List<Scores> score(List<PreparedContact> batch, Stakes atMost) throws ScoringException {
    batchSizes.add(batch.size());
    spared.add(atMost);
    batch.forEach(contact -> firstIds.add(contact.tokenIds()[0]));
    try {
      gate.await();
    } catch (InterruptedException e) {
      throw new ScoringException("testing: interrupted", e);
    }
    if (broken) {
      throw new ScoringException("testing/1: broken on purpose", null);
    }
    List<Scores> all = new ArrayList<>();
    batch.forEach(contact -> all.add(atMost == Stakes.NONE ? scores : scores.withSpared(atMost)));
    return all;
  }

  @Override
  public void close() {
    closed++;
  }
}
