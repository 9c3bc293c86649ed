package io.contacttriage.routing.outcome;

/**
 * A share and its 95 % interval, by Wilson's score: unlike the normal approximation it stays within
 * [0, 1] and is honest for few contacts and for shares near the ends.
 *
 * @param value in [0, 1]
 * @param low end of the interval
 * @param high end of the interval
 */
public record Share(double value, double low, double high) {
  /** The 0.975 quantile of the normal distribution. */
  private static final double Z = 1.959963984540054;

  /**
   * The share of some in all.
   *
   * @return null when there are none in all: then nothing is known
   */
  public static Share of(long some, long all) {
    if (all <= 0) {
      return null;
    }
    double share = (double) some / all;
    double square = Z * Z / all;
    double centre = (share + square / 2) / (1 + square);
    double half = Z * Math.sqrt(share * (1 - share) / all + square / (4 * all)) / (1 + square);
    return new Share(share, Math.max(0, centre - half), Math.min(1, centre + half));
  }
}
