package io.contacttriage.routing.outcome;

import io.contacttriage.scoring.HarmLabel;
import io.contacttriage.scoring.Scores;
import java.util.ArrayList;
import java.util.List;

/**
 * How often the scores of one model and language fell into each tenth. Public and flat, so that
 * Flink can keep it.
 *
 * @param counts by score in the order of {@link #NAMES}, ten each
 */
public record ScoreHistogram(long contacts, long[] counts) {
  private static final int BINS = 10;

  /** The share of an empty tenth: none at all would make the index infinite. */
  private static final double LEAST_SHARE = 0.001;

  /** The scores that are watched, by the names that policies know them by. */
  public static final List<String> NAMES = names();

  public static ScoreHistogram empty() {
    return new ScoreHistogram(0, new long[NAMES.size() * BINS]);
  }

  private static List<String> names() {
    List<String> names = new ArrayList<>(List.of("topic_confidence", "urgency_score"));
    for (HarmLabel label : HarmLabel.values()) {
      names.add("harm." + label.label());
    }
    return List.copyOf(names);
  }

  /** This and the scores of one more contact. */
  public ScoreHistogram with(Scores scores) {
    long[] more = counts.clone();
    more[bin(0, scores.topicConfidence())]++;
    more[bin(1, scores.urgencyScore())]++;
    for (HarmLabel label : HarmLabel.values()) {
      more[bin(2 + label.ordinal(), scores.harm(label))]++;
    }
    return new ScoreHistogram(contacts + 1, more);
  }

  private static int bin(int score, double value) {
    return score * BINS + Math.max(0, Math.min(BINS - 1, (int) (value * BINS)));
  }

  /**
   * The population stability index of one score against a reference: the sum over tenths of (share
   * - reference share) times the logarithm of their ratio. Below 0.1 nothing happened, above 0.25
   * something did, as the field uses it.
   *
   * @param score index into {@link #NAMES}
   */
  public double driftFrom(ScoreHistogram reference, int score) {
    double sum = 0;
    for (int i = score * BINS; i < (score + 1) * BINS; i++) {
      double share = share(i);
      double expected = reference.share(i);
      sum += (share - expected) * Math.log(share / expected);
    }
    return sum;
  }

  private double share(int bin) {
    return Math.max(LEAST_SHARE, (double) counts[bin] / contacts);
  }
}
