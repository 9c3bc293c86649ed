package io.contacttriage.job.operators;

import io.contacttriage.routing.Reason;
import io.contacttriage.routing.RoutingDecision;
import io.contacttriage.routing.launch.BookComparison;
import io.contacttriage.routing.launch.DecisionDifference;
import io.contacttriage.routing.launch.ShadowDiff;
import io.contacttriage.routing.launch.StableShare;
import io.contacttriage.routing.policy.PolicyBook;
import io.contacttriage.scoring.ScoredContact;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.OutputTag;

/**
 * Sets what a candidate book says beside what the live one says: counts and samples what differs,
 * and chooses the candidate's decision for its share of the subjects.
 */
public final class CandidateDesk {
  public static final OutputTag<ShadowDiff> DIFFS =
      new OutputTag<>("shadow-diffs", TypeInformation.of(ShadowDiff.class));
  public static final OutputTag<BookComparison> COMPARISONS =
      new OutputTag<>("book-comparisons", TypeInformation.of(BookComparison.class));

  private static final String SAMPLE_SALT = "shadow-diffs";
  private static final double PERCENT = 100;

  private final double sampleShare;
  private final Counter compared;
  private final Counter differing;
  private final Counter decided;
  private final BoundedCounters byRule;
  private final BoundedCounters byMove;

  /**
   * Registers its metrics.
   *
   * @param sampleShare of the differing contacts that are told, in [0, 1]
   */
  CandidateDesk(MetricGroup room, double sampleShare) {
    this.sampleShare = sampleShare;
    MetricGroup metrics = room.addGroup("candidate");
    compared = metrics.counter("compared");
    differing = metrics.counter("differing");
    decided = metrics.counter("decided");
    byRule = new BoundedCounters(metrics, "rule", "differingByRule");
    byMove = new BoundedCounters(metrics, "move", "movedByQueues");
  }

  /**
   * Compares and chooses. Both decisions are about the same contact with the same memory.
   *
   * @param book the candidate
   * @return one of the two decisions
   */
  RoutingDecision choose(
      RoutingDecision live,
      RoutingDecision candidate,
      PolicyBook book,
      KeyedBroadcastProcessFunction<String, ScoredContact, ControlRecord, RoutingDecision>
              .ReadOnlyContext
          context) {
    DecisionDifference difference = DecisionDifference.between(live, candidate);
    boolean byCandidate = isRolledOut(live, difference, book);
    compared.inc();
    if (byCandidate) {
      decided.inc();
    }
    if (difference.changed()) {
      count(live, candidate);
      if (StableShare.includes(SAMPLE_SALT, live.contactId(), sampleShare)) {
        context.output(DIFFS, new ShadowDiff(live, candidate, byCandidate));
      }
    }
    if (book.guard() != null) {
      context.output(COMPARISONS, BookComparison.of(live, candidate, difference, book));
    }
    return byCandidate ? candidate : live;
  }

  /** A launch never lowers a safety contact, whatever its share: the live book keeps it. */
  private static boolean isRolledOut(
      RoutingDecision live, DecisionDifference difference, PolicyBook book) {
    return !difference.lowered()
        && StableShare.includes(book.name(), live.routingKey(), book.rolloutPercent() / PERCENT);
  }

  private void count(RoutingDecision live, RoutingDecision candidate) {
    differing.inc();
    Reason routed = candidate.reasons().get(0);
    byRule.of(routed.policy() + "/" + routed.rule()).inc();
    if (!live.queue().equals(candidate.queue())) {
      byMove.of(live.queue() + " to " + candidate.queue()).inc();
    }
  }
}
