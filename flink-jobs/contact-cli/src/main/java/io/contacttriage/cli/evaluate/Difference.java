package io.contacttriage.cli.evaluate;

/**
 * One figure of two models on the same contacts.
 *
 * @param low lower end of the 95% interval of B minus A; not a number where the figure is none
 * @param high upper end
 */
record Difference(Figure figure, double a, double b, double low, double high) {
  /** Whether a difference is more than chance, and good or bad. */
  enum Mark {
    /** The interval holds 0, or there is none. */
    NONE(""),
    BETTER("better"),
    WORSE("worse");

    private final String label;

    Mark(String label) {
      this.label = label;
    }

    /** For B against A; empty when nothing can be said. */
    String label() {
      return label;
    }
  }

  /** B minus A. */
  double difference() {
    return b - a;
  }

  Mark mark() {
    if (low > 0 || high < 0) {
      return low > 0 == figure.higherIsBetter() ? Mark.BETTER : Mark.WORSE;
    }
    return Mark.NONE;
  }
}
