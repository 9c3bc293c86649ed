package io.contacttriage.job.operators;

import io.contacttriage.routing.RoutingDecision;
import io.contacttriage.scoring.HarmLabel;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/**
 * What an operator reads of decisions. {@code decided} is the sum of {@code decidedByQueue}, and of
 * {@code decidedByTopic} and {@code failSafe}; see docs/metrics.md.
 */
final class RoutingMetrics {
  private final Counter decided;
  private final Counter duplicates;
  private final Counter failSafe;
  private final Counter degraded;
  private final BoundedCounters byQueue;
  private final BoundedCounters byTopic;
  private final BoundedCounters byHarm;
  private final LatencyBuckets latency;

  /**
   * Registers its metrics.
   *
   * @param room the group of the room
   */
  RoutingMetrics(MetricGroup room) {
    decided = room.counter("decided");
    duplicates = room.counter("duplicates");
    failSafe = room.counter("failSafe");
    degraded = room.counter("degraded");
    byQueue = new BoundedCounters(room, "queue", "decidedByQueue");
    byTopic = new BoundedCounters(room, "topic", "decidedByTopic");
    byHarm = new BoundedCounters(room, "harm", "flaggedByHarm");
    latency = new LatencyBuckets(room);
  }

  /** A contact that was answered before. */
  void duplicate() {
    duplicates.inc();
  }

  /**
   * A contact that was decided.
   *
   * @param writtenAt when the contact was written to its topic, in milliseconds since 1970, or null
   *     when that is not known
   */
  void decided(RoutingDecision decision, Long writtenAt) {
    decided.inc();
    byQueue.of(decision.queue()).inc();
    if (decision.degraded() != null) {
      degraded.inc();
    }
    if (decision.scores() == null) {
      failSafe.inc();
    } else {
      byTopic.of(decision.scores().topic().label()).inc();
      for (HarmLabel harm : decision.scores().flags()) {
        byHarm.of(harm.label()).inc();
      }
    }
    if (writtenAt != null) {
      latency.add(decision.decidedAt().toEpochMilli() - writtenAt);
    }
  }
}
