package io.contacttriage.scoring;

import io.contacttriage.text.PreparedContact;
import io.contacttriage.text.Tokenizer;
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
   * @param spared contacts with at most this at stake get the fast tier's answer, and their scores
   *     say so; not {@link Stakes#SAFETY}. A scorer of one tier spares nothing
   * @return one {@link Scores} for each contact, in the same order
   * @throws ScoringException when the model cannot run; the batch is then unscored
   */
  List<Scores> score(List<PreparedContact> batch, Stakes spared) throws ScoringException;

  @Override
  void close();
}
