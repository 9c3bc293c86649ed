package io.contacttriage.routing.launch;

import io.contacttriage.routing.RoutingDecision;
import io.contacttriage.routing.policy.LaunchGuard;

/**
 * What the guard of a candidate book hears of one contact.
 *
 * @param version of the candidate
 * @param guard the candidate's own
 * @param queues how many queues the candidate has: each is watched
 */
public record BookComparison(
    long version,
    String liveQueue,
    String candidateQueue,
    boolean safety,
    boolean lowered,
    boolean unrouted,
    LaunchGuard guard,
    int queues) {

  /** Compares the decisions of both books about the same contact. */
  public static BookComparison of(
      RoutingDecision live,
      RoutingDecision candidate,
      DecisionDifference difference,
      io.contacttriage.routing.policy.PolicyBook book) {
    return new BookComparison(
        book.version(),
        live.queue(),
        candidate.queue(),
        difference.safety(),
        difference.lowered(),
        difference.unrouted(),
        book.guard(),
        book.queues().size());
  }

  /** Whether anything happened that a guard could object to. */
  boolean isEvent() {
    return lowered || unrouted || isMoved();
  }

  boolean isMoved() {
    return !liveQueue.equals(candidateQueue);
  }
}
