package io.contacttriage.scoring.onnx;

import io.contacttriage.scoring.ContactScorer;
import io.contacttriage.scoring.FirstAnswers;
import io.contacttriage.scoring.ModelVersion;
import io.contacttriage.scoring.Scores;
import io.contacttriage.scoring.ScoringException;
import io.contacttriage.scoring.Stakes;
import io.contacttriage.scoring.bundle.CascadeRule;
import io.contacttriage.text.PreparedContact;
import io.contacttriage.text.Tokenizer;
import java.util.ArrayList;
import java.util.List;

/**
 * Scores all contacts with the fast tier and those that the bundle's rule chooses with the deep one
 * as well, in one further batch. The rule makes one answer of the two.
 */
public final class CascadeScorer implements ContactScorer {
  private final ContactScorer fast;
  private final ContactScorer deep;
  private final CascadeRule rule;

  /** Takes two scorers of one bundle and closes them. */
  CascadeScorer(ContactScorer fast, ContactScorer deep, CascadeRule rule) {
    this.fast = fast;
    this.deep = deep;
    this.rule = rule;
  }

  ContactScorer fast() {
    return fast;
  }

  ContactScorer deep() {
    return deep;
  }

  @Override
  public ModelVersion model() {
    return fast.model();
  }

  /** The one that both networks were trained with. */
  @Override
  public Tokenizer tokenizer() {
    return fast.tokenizer();
  }

  @Override
  public FirstAnswers begin(List<PreparedContact> batch, Stakes spared) throws ScoringException {
    if (spared == Stakes.SAFETY) {
      throw new IllegalArgumentException("What is at stake for a person's safety is never spared");
    }
    List<Scores> scores = new ArrayList<>(fast.score(batch));
    List<Integer> open = new ArrayList<>();
    for (int i = 0; i < batch.size(); i++) {
      Stakes stakes = rule.atStake(scores.get(i));
      if (stakes.compareTo(spared) > 0) {
        open.add(i);
      } else if (stakes != Stakes.NONE) {
        scores.set(i, scores.get(i).withSpared(stakes));
      }
    }
    return new FirstAnswers(scores, open);
  }

  @Override
  public List<Scores> finish(List<PreparedContact> open, List<Scores> first)
      throws ScoringException {
    List<Scores> deepScores = deep.score(open);
    List<Scores> scores = new ArrayList<>(open.size());
    for (int i = 0; i < open.size(); i++) {
      scores.add(rule.decide(first.get(i), deepScores.get(i)));
    }
    return scores;
  }

  /** Closes both; a call that is under way ends, with an answer or a refusal. */
  @Override
  public void close() {
    try {
      fast.close();
    } finally {
      deep.close();
    }
  }
}
