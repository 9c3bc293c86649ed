package io.contacttriage.scoring.onnx;

import io.contacttriage.scoring.ContactScorer;
import io.contacttriage.scoring.ModelVersion;
import io.contacttriage.scoring.Scores;
import io.contacttriage.scoring.ScoringException;
import io.contacttriage.scoring.Stakes;
import io.contacttriage.text.PreparedContact;
import io.contacttriage.text.Tokenizer;
import java.util.ArrayList;
import java.util.List;

/** Asks another scorer for those texts only that it does not remember. */
final class CachingScorer implements ContactScorer {
  private final ContactScorer scorer;
  private final ScoreCache cache;

  /** Closes {@code scorer}. */
  CachingScorer(ContactScorer scorer, ScoreCache cache) {
    this.scorer = scorer;
    this.cache = cache;
  }

  @Override
  public ModelVersion model() {
    return scorer.model();
  }

  @Override
  public Tokenizer tokenizer() {
    return scorer.tokenizer();
  }

  /** An answer for which the deep tier was spared is given once and not remembered. */
  @Override
  public List<Scores> score(List<PreparedContact> batch, Stakes spared) throws ScoringException {
    List<Scores> scores = new ArrayList<>(batch.size());
    List<ScoreCache.Key> newKeys = new ArrayList<>();
    List<PreparedContact> newTexts = new ArrayList<>();
    for (PreparedContact contact : batch) {
      ScoreCache.Key key = cache.key(contact);
      Scores known = cache.get(key);
      scores.add(known);
      if (known == null) {
        newKeys.add(key);
        newTexts.add(contact);
      }
    }
    if (newTexts.isEmpty()) {
      return scores;
    }
    List<Scores> answers = scorer.score(newTexts, spared);
    int next = 0;
    for (int i = 0; i < scores.size(); i++) {
      if (scores.get(i) == null) {
        Scores answer = answers.get(next);
        if (answer.spared() == Stakes.NONE) {
          cache.put(newKeys.get(next), answer);
        }
        scores.set(i, answer);
        next++;
      }
    }
    return scores;
  }

  @Override
  public void close() {
    scorer.close();
  }
}
