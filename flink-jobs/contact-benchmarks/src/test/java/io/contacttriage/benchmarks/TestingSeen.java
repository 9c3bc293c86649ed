package io.contacttriage.benchmarks;

/** Routes as the watcher saw them. */
final class TestingSeen {
  /** A whole second of the epoch, in milliseconds. */
  static final long START = 1_700_000_000_000L;

  private TestingSeen() {}

  /**
   * @param turn after {@link #START}, in milliseconds
   */
  static RouteWatcher.Seen seen(String contactId, long turn, long latency, String model) {
    return new RouteWatcher.Seen(
        contactId, START + turn, START + turn + latency, "fast", model, "shipped/1", false);
  }
}
