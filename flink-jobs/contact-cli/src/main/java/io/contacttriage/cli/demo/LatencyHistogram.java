package io.contacttriage.cli.demo;

/**
 * Latencies in whole milliseconds; those over a minute are kept as a minute, but for the largest.
 */
final class LatencyHistogram {
  private static final int LIMIT = 60_000;

  private final long[] counts = new long[LIMIT + 1];
  private long total;
  private long largest;

  void add(long millis) {
    // A clock that was set back is no negative latency.
    long latency = Math.max(0, millis);
    counts[(int) Math.min(LIMIT, latency)]++;
    total++;
    largest = Math.max(largest, latency);
  }

  /** The smallest latency that at least this share of all did not exceed; 0 when there is none. */
  long percentile(double share) {
    long wanted = (long) Math.ceil(share * total);
    long seen = 0;
    for (int millis = 0; millis <= LIMIT; millis++) {
      seen += counts[millis];
      if (seen >= wanted && seen > 0) {
        return Math.min(millis, largest);
      }
    }
    return 0;
  }

  Latency summary() {
    return new Latency(percentile(0.5), percentile(0.9), percentile(0.99), largest);
  }

  /** From a contact's turn to be sent until its route was read, in milliseconds. */
  record Latency(long p50, long p90, long p99, long max) {}
}
