package io.contacttriage.scoring.onnx;

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

/** Passes on to a real scorer, remembers each batch, and fails when told to. */
final class TestingScorer implements ContactScorer {
  private final ContactScorer scorer;
  private final List<List<PreparedContact>> batches = new ArrayList<>();
  private ScoringException failure;

  TestingScorer(ContactScorer scorer) {
    this.scorer = scorer;
  }

  List<List<PreparedContact>> batches() {
    return batches;
  }

  void failWith(ScoringException failure) {
    this.failure = failure;
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
    batches.add(batch);
    if (failure != null) {
      throw failure;
    }
    return scorer.begin(batch, spared);
  }

  @Override
  public List<Scores> finish(List<PreparedContact> open, List<Scores> first)
      throws ScoringException {
    return scorer.finish(open, first);
  }

  @Override
  public void close() {
    scorer.close();
  }
}
