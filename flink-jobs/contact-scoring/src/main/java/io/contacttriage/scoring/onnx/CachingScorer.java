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
import java.util.HashSet;
import java.util.List;
import java.util.Set;

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
  public FirstAnswers begin(List<PreparedContact> batch, Stakes spared) throws ScoringException {
    List<Scores> scores = new ArrayList<>(batch.size());
    List<ScoreCache.Key> newKeys = new ArrayList<>();
    List<PreparedContact> newTexts = new ArrayList<>();
    List<Integer> newPlaces = new ArrayList<>();
    for (PreparedContact contact : batch) {
      ScoreCache.Key key = cache.key(contact);
      Scores known = cache.get(key);
      if (known == null) {
        newKeys.add(key);
        newTexts.add(contact);
        newPlaces.add(scores.size());
      }
      scores.add(known);
    }
    if (newTexts.isEmpty()) {
      return FirstAnswers.whole(scores);
    }
    FirstAnswers answers = scorer.begin(newTexts, spared);
    Set<Integer> open = new HashSet<>(answers.open());
    for (int i = 0; i < newTexts.size(); i++) {
      Scores answer = answers.scores().get(i);
      if (answer.spared() == Stakes.NONE && !open.contains(i)) {
        cache.put(newKeys.get(i), answer);
      }
      scores.set(newPlaces.get(i), answer);
    }
    return new FirstAnswers(scores, answers.ofOpen(newPlaces));
  }

  @Override
  public List<Scores> finish(List<PreparedContact> open, List<Scores> first)
      throws ScoringException {
    List<Scores> answers = scorer.finish(open, first);
    for (int i = 0; i < open.size(); i++) {
      cache.put(cache.key(open.get(i)), answers.get(i));
    }
    return answers;
  }

  @Override
  public void close() {
    scorer.close();
  }
}
