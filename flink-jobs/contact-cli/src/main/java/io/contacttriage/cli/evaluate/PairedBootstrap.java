package io.contacttriage.cli.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * How far the difference between two models on the same contacts may be chance: contacts are drawn
 * again with replacement, the same ones for both models, and the difference is taken anew each
 * time.
 */
final class PairedBootstrap {
  static final int RESAMPLES = 2000;
  private static final long SEED = 42;

  /** Drawing one contact again and again gives an interval without width, and false certainty. */
  static final int LEAST_CONTACTS = 10;

  static final String MEANING =
      "95% interval of B minus A by the paired bootstrap: 2,000 times as many contacts are drawn"
          + " with replacement, the same for both, and the difference taken anew; the interval"
          + " leaves out the lowest and the highest 2.5%. Where it does not hold 0, the difference"
          + " is marked: it is hardly chance on contacts such as these. Of many figures, one in"
          + " twenty is marked by chance. A figure that rests on fewer than "
          + LEAST_CONTACTS
          + " contacts has no interval.";

  private static final Figure[] FIGURES = Figure.values();

  private PairedBootstrap() {}

  /**
   * Every main figure of both. The seed is fixed, so the same outcomes give the same intervals on
   * any machine.
   *
   * @param a what one model said
   * @param b what the other said of the same contacts in the same order
   * @param resampled called after each resample, by several threads
   */
  static List<Difference> differences(List<Outcome> a, List<Outcome> b, Runnable resampled) {
    requireSameContacts(a, b);
    double[][] byFigure = resample(a, b, resampled);
    Evaluation ofA = Evaluation.of(a);
    Evaluation ofB = Evaluation.of(b);
    List<Difference> differences = new ArrayList<>();
    for (Figure figure : FIGURES) {
      // A resample without any contact of a label says nothing of it.
      double[] sorted =
          figure.base(ofA) < LEAST_CONTACTS
              ? new double[0]
              : Arrays.stream(byFigure[figure.ordinal()])
                  .filter(Double::isFinite)
                  .sorted()
                  .toArray();
      differences.add(
          new Difference(
              figure,
              figure.of(ofA),
              figure.of(ofB),
              quantile(sorted, 0.025),
              quantile(sorted, 0.975)));
    }
    return differences;
  }

  private static void requireSameContacts(List<Outcome> a, List<Outcome> b) {
    if (!a.stream().map(Outcome::id).toList().equals(b.stream().map(Outcome::id).toList())) {
      throw new IllegalArgumentException(
          "wanted the same contacts in the same order, found others");
    }
  }

  private static double[][] resample(List<Outcome> a, List<Outcome> b, Runnable resampled) {
    Rankings rankingsA = new Rankings(a);
    Rankings rankingsB = new Rankings(b);
    double[][] byFigure = new double[FIGURES.length][RESAMPLES];
    IntStream.range(0, RESAMPLES)
        .parallel()
        .forEach(
            resample -> {
              int[] times = draw(a.size(), new SplittableRandom(SEED + resample));
              Evaluation ofA = Evaluation.of(a, rankingsA, times);
              Evaluation ofB = Evaluation.of(b, rankingsB, times);
              for (Figure figure : FIGURES) {
                byFigure[figure.ordinal()][resample] = figure.of(ofB) - figure.of(ofA);
              }
              resampled.run();
            });
    return byFigure;
  }

  private static int[] draw(int contacts, SplittableRandom random) {
    int[] times = new int[contacts];
    for (int i = 0; i < contacts; i++) {
      times[random.nextInt(contacts)]++;
    }
    return times;
  }

  /** Between the two nearest values; not a number when there are none. */
  static double quantile(double[] sorted, double share) {
    if (sorted.length == 0) {
      return Double.NaN;
    }
    double at = share * (sorted.length - 1);
    int below = (int) at;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
  }
}
