package io.contacttriage.scoring;

import java.util.List;

/**
 * What a scorer can say of a batch at once.
 *
 * @param scores of each contact, in the order of the batch
 * @param open the places of those contacts, ascending, for which a slower tier must be asked before
 *     their scores count; see {@link ContactScorer#finish}
 */
public record FirstAnswers(List<Scores> scores, List<Integer> open) {
  /** Answers that all count as they are. */
  public static FirstAnswers whole(List<Scores> scores) {
    return new FirstAnswers(scores, List.of());
  }

  /** What stands at the places of a batch that are open. */
  public <T> List<T> ofOpen(List<T> batch) {
    return open.stream().map(batch::get).toList();
  }
}
