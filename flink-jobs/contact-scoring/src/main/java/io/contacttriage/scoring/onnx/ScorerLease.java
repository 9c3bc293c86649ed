package io.contacttriage.scoring.onnx;

import io.contacttriage.scoring.ContactScorer;
import io.contacttriage.scoring.FirstAnswers;
import io.contacttriage.scoring.ModelVersion;
import io.contacttriage.scoring.Scores;
import io.contacttriage.scoring.ScoringException;
import io.contacttriage.scoring.Stakes;
import io.contacttriage.text.PreparedContact;
import io.contacttriage.text.Tokenizer;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** One batch's hold on a shared scorer: closing it gives up this hold, once. */
final class ScorerLease implements ContactScorer {
  private final ContactScorer scorer;
  private final Runnable release;
  private final AtomicBoolean released = new AtomicBoolean();

  ScorerLease(ContactScorer scorer, Runnable release) {
    this.scorer = scorer;
    this.release = release;
  }

  @Override
  public ModelVersion model() {
    return scorer.model();
  }

  @Override
  public Tokenizer tokenizer() {
    return scorer.tokenizer();
  }

  @Override
  public FirstAnswers begin(List<PreparedContact> batch, Stakes spared) throws ScoringException {
    refuseWhenReleased();
    return scorer.begin(batch, spared);
  }

  @Override
  public List<Scores> finish(List<PreparedContact> open, List<Scores> first)
      throws ScoringException {
    refuseWhenReleased();
    return scorer.finish(open, first);
  }

  @Override
  public void close() {
    if (released.compareAndSet(false, true)) {
      release.run();
    }
  }

  private void refuseWhenReleased() {
    if (released.get()) {
      throw new IllegalStateException("This hold on bundle " + model() + " was released");
    }
  }
}
