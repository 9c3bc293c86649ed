package io.contacttriage.routing;

import io.contacttriage.scoring.Scores;

/**
 * Four decimals: the precision in which policies see scores and decisions carry them. Because both
 * use the same numbers, a decision computed again from what it carries is the same decision.
 */
public final class ScorePrecision {
  private static final double UNITS = 10_000d;

  private ScorePrecision() {}

  /** The same scores rounded to four decimals; rounding twice changes nothing. */
  public static Scores rounded(Scores scores) {
    return new Scores(
        rounded(scores.topics()),
        rounded(scores.urgencies()),
        rounded(scores.harms()),
        scores.flagged(),
        scores.language(),
        (float) round(scores.languageConfidence()),
        scores.tier(),
        scores.model());
  }

  /** Rounds a score to four decimals, so that 0.7f becomes 0.7 and meets a limit of 0.7. */
  public static double round(double score) {
    return Math.round(score * UNITS) / UNITS;
  }

  private static float[] rounded(float[] scores) {
    float[] rounded = new float[scores.length];
    for (int i = 0; i < scores.length; i++) {
      rounded[i] = (float) round(scores[i]);
    }
    return rounded;
  }
}
