package io.contacttriage.job.operators;

import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/**
 * How long contacts took, as counters that Prometheus reads as a histogram: each bucket counts what
 * took at most its {@code le} seconds. Flink's own histograms are quantiles, which can neither be
 * summed over subtasks nor held against an objective.
 */
final class LatencyBuckets {
  private static final double MILLIS_PER_SECOND = 1000;

  /** In seconds; the objective's 5 is one of them, and a backlog of an hour still shows. */
  private static final double[] BOUNDS = {0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 3600};

  private final Counter[] buckets = new Counter[BOUNDS.length];
  private final Counter all;
  private final Counter millis;

  /** Registers all buckets at once, so that a rate over them is right from the first contact. */
  LatencyBuckets(MetricGroup group) {
    for (int i = 0; i < BOUNDS.length; i++) {
      String bound = BOUNDS[i] == Math.rint(BOUNDS[i]) ? "" + (long) BOUNDS[i] : "" + BOUNDS[i];
      buckets[i] = bucket(group, bound);
    }
    all = bucket(group, "+Inf");
    millis = group.counter("latencyMillis");
  }

  /**
   * Counts one contact.
   *
   * @param took in milliseconds; clocks of two machines may make it negative, which counts as 0
   */
  void add(long took) {
    long latency = Math.max(0, took);
    for (int i = 0; i < BOUNDS.length; i++) {
      if (latency <= BOUNDS[i] * MILLIS_PER_SECOND) {
        buckets[i].inc();
      }
    }
    all.inc();
    millis.inc(latency);
  }

  private static Counter bucket(MetricGroup group, String bound) {
    return group.addGroup("le", bound).counter("latencyBucket");
  }
}
