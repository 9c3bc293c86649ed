package io.contacttriage.cli.evaluate;

import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** Contacts in falling order of one label's probability, sorted once for many resamples. */
final class Ranking {
  /** Rows of the contacts, the most probable first. */
  private final int[] rows;

  private final double[] scores;
  private final boolean[] wanted;

  private Ranking(int[] rows, double[] scores, boolean[] wanted) {
    this.rows = rows;
    this.scores = scores;
    this.wanted = wanted;
  }

  /**
   * @param outcomes rows of the ranking
   * @param isKnown whether people said anything of this label; rows without are left out
   */
  static Ranking of(
      List<Outcome> outcomes,
      Predicate<Outcome> isKnown,
      Predicate<Outcome> isWanted,
      ToDoubleFunction<Outcome> score) {
    int[] rows =
        IntStream.range(0, outcomes.size())
            .filter(row -> isKnown.test(outcomes.get(row)))
            .boxed()
            .sorted(Comparator.comparingDouble(row -> -score.applyAsDouble(outcomes.get(row))))
            .mapToInt(row -> row)
            .toArray();
    double[] scores = new double[rows.length];
    boolean[] wanted = new boolean[rows.length];
    for (int i = 0; i < rows.length; i++) {
      scores[i] = score.applyAsDouble(outcomes.get(rows[i]));
      wanted[i] = isWanted.test(outcomes.get(rows[i]));
    }
    return new Ranking(rows, scores, wanted);
  }

  /**
   * Area under the precision-recall curve as average precision: the sum over the distinct scores,
   * from high to low, of the recall gained there times the precision there. Equal scores count as
   * one step, so their order does not matter.
   *
   * @param times how often each row counts
   * @return not a number when no row has the label
   */
  double averagePrecision(int[] times) {
    double area = 0;
    long found = 0;
    long correct = 0;
    long gained = 0;
    for (int i = 0; i < rows.length; i++) {
      int weight = times[rows[i]];
      found += weight;
      gained += wanted[i] ? weight : 0;
      boolean isLastOfScore = i + 1 == rows.length || scores[i + 1] < scores[i];
      if (isLastOfScore && gained > 0) {
        correct += gained;
        area += (double) gained * correct / found;
        gained = 0;
      }
    }
    return area / correct;
  }
}
