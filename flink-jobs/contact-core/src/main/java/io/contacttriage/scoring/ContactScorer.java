package io.contacttriage.scoring;

import io.contacttriage.text.PreparedContact;
import io.contacttriage.text.Tokenizer;
import java.util.ArrayList;
import java.util.List;

/** Scores prepared contacts in batches with one model bundle. Safe for use by many threads. */
public interface ContactScorer extends AutoCloseable {
  /** Which bundle scores. */
  ModelVersion model();

  /** The tokenizer that this bundle was trained with. */
  Tokenizer tokenizer();

  /**
   * Scores a batch in one pass.
   *
   * @param batch contacts whose {@code tokenIds} this bundle's tokenizer made; may be empty
   * @return one {@link Scores} for each contact, in the same order
   * @throws ScoringException when the model cannot run; the batch is then unscored
   */
  default List<Scores> score(List<PreparedContact> batch) throws ScoringException {
    return score(batch, Stakes.NONE);
  }

  /**
   * Scores a batch in one pass, under overload with less work.
   *
   * @param batch as for {@link #score(List)}
   * @param spared as for {@link #begin}
   * @return one {@link Scores} for each contact, in the same order
   * @throws ScoringException when the model cannot run; the batch is then unscored
   */
  default List<Scores> score(List<PreparedContact> batch, Stakes spared) throws ScoringException {
    FirstAnswers first = begin(batch, spared);
    if (first.open().isEmpty()) {
      return first.scores();
    }
    List<Scores> scores = new ArrayList<>(first.scores());
    List<Scores> rest = finish(first.ofOpen(batch), first.ofOpen(first.scores()));
    for (int i = 0; i < rest.size(); i++) {
      scores.set(first.open().get(i), rest.get(i));
    }
    return scores;
  }

  /**
   * The quick half of {@link #score(List, Stakes)}, for callers that let the slow half run beside
   * other work.
   *
   * @param batch as for {@link #score(List)}
   * @param spared contacts with at most this at stake get the fast tier's answer, and their scores
   *     say so; not {@link Stakes#SAFETY}. A scorer of one tier spares nothing
   * @throws ScoringException when the model cannot run; the batch is then unscored
   */
  FirstAnswers begin(List<PreparedContact> batch, Stakes spared) throws ScoringException;

  /**
   * The slow half, for contacts that {@link #begin} left open.
   *
   * @param first what it said of each of them
   * @return one {@link Scores} for each contact, in the same order
   * @throws ScoringException when the model cannot run; these contacts are then unscored
   */
  default List<Scores> finish(List<PreparedContact> open, List<Scores> first)
      throws ScoringException {
    throw new IllegalStateException("A scorer of one tier leaves nothing open");
  }

  @Override
  void close();
}
