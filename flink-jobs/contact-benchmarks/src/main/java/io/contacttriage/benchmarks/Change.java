package io.contacttriage.benchmarks;

/**
 * Something that was changed while the job ran.
 *
 * @param from when it was published, in milliseconds of the epoch
 * @param seen when the first route that was decided by the new was visible
 */
record Change(Kind kind, long from, long seen) {
  /** The other subtasks follow, and what was replaced is closed. */
  private static final long AFTERMATH_MILLIS = 1000;

  enum Kind {
    MODEL("model swaps"),
    POLICY("policy publishes");

    private final String title;

    Kind(String title) {
      this.title = title;
    }

    String title() {
      return title;
    }
  }

  /** When its aftermath ends. */
  long until() {
    return seen + AFTERMATH_MILLIS;
  }

  /** Whether it was under way in a second of the epoch. */
  boolean touches(long second) {
    return second * 1000 < until() && (second + 1) * 1000 > from;
  }

  long tookMillis() {
    return seen - from;
  }
}
