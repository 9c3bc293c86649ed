package io.contacttriage.job.operators;

import io.contacttriage.scoring.HarmLabel;
import io.contacttriage.scoring.ScoreAgreement;
import java.util.EnumMap;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.ThreadSafeSimpleCounter;

/**
 * What an operator reads of a candidate: how often it agrees with the live scores. The counters
 * only grow, through all candidates that come and go.
 */
final class ShadowMetrics {
  private static final double MILLIONTHS = 1e6;

  private final Counter compared;
  private final Counter sameTopic;
  private final Counter sameUrgency;
  private final Counter skipped;
  private final Counter failed;
  private final Map<HarmLabel, OfLabel> labels = new EnumMap<>(HarmLabel.class);

  /**
   * Of one harm label. The mean signed shift of its score is {@code (raised - lowered) / compared};
   * two counters, since one that falls is taken for a restart by whoever computes rates.
   *
   * @param raisedMillionths sum over contacts that the candidate scores higher, in 1e-6
   * @param loweredMillionths sum over contacts that the candidate scores lower, in 1e-6
   */
  private record OfLabel(
      Counter flaggedByBoth,
      Counter flaggedByLiveOnly,
      Counter flaggedByCandidateOnly,
      Counter raisedMillionths,
      Counter loweredMillionths) {
    static OfLabel in(MetricGroup group) {
      return new OfLabel(
          counter(group, "shadowFlaggedByBoth"),
          counter(group, "shadowFlaggedByLiveOnly"),
          counter(group, "shadowFlaggedByCandidateOnly"),
          counter(group, "shadowRaisedMillionths"),
          counter(group, "shadowLoweredMillionths"));
    }
  }

  /**
   * @param scoring the group of the room
   */
  ShadowMetrics(MetricGroup scoring) {
    compared = counter(scoring, "shadowCompared");
    sameTopic = counter(scoring, "shadowSameTopic");
    sameUrgency = counter(scoring, "shadowSameUrgency");
    skipped = counter(scoring, "shadowSkipped");
    failed = counter(scoring, "shadowFailed");
    for (HarmLabel label : HarmLabel.values()) {
      labels.put(label, OfLabel.in(scoring.addGroup("harm", label.label())));
    }
  }

  void compared(ScoreAgreement agreement) {
    sameTopic.inc(agreement.sameTopic());
    sameUrgency.inc(agreement.sameUrgency());
    labels.forEach(
        (label, counters) -> {
          counters.flaggedByBoth().inc(agreement.flaggedByBoth(label));
          counters.flaggedByLiveOnly().inc(agreement.flaggedByLiveOnly(label));
          counters.flaggedByCandidateOnly().inc(agreement.flaggedByCandidateOnly(label));
          counters.raisedMillionths().inc(Math.round(agreement.raised(label) * MILLIONTHS));
          counters.loweredMillionths().inc(Math.round(agreement.lowered(label) * MILLIONTHS));
        });
    // Last, so that whoever sees these contacts finds them in the other counters too.
    compared.inc(agreement.compared());
  }

  /** Contacts of the share that nobody scored in shadow, for want of time or of a candidate. */
  void skipped(int contacts) {
    skipped.inc(contacts);
  }

  /** Contacts that the candidate could not score. */
  void failed(int contacts) {
    failed.inc(contacts);
  }

  /** Two threads count: the task's and the one that scores in shadow. */
  private static Counter counter(MetricGroup group, String name) {
    return group.counter(name, new ThreadSafeSimpleCounter());
  }
}
