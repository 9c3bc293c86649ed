package io.contacttriage.routing.launch;

import io.contacttriage.routing.Reason;
import io.contacttriage.routing.RoutingDecision;
import io.contacttriage.routing.policy.PolicyEvaluator;
import io.contacttriage.scoring.HarmLabel;
import io.contacttriage.scoring.Scores;
import java.util.Arrays;

/**
 * What a candidate book would change in the decision about one contact.
 *
 * @param changed a queue would see it: anything but versions, reasons and times of decision
 * @param safety the contact is flagged for a safety label
 * @param lowered flagged for safety, and the candidate's answer is less urgent, later or no
 *     person's
 * @param unrouted the candidate has no answer of its own where the live book has one: its fallback,
 *     or a rule that fails
 */
public record DecisionDifference(
    boolean changed, boolean safety, boolean lowered, boolean unrouted) {

  /** Compares the decisions of both books about the same contact. */
  public static DecisionDifference between(RoutingDecision live, RoutingDecision candidate) {
    boolean safety = isSafety(live.scores());
    return new DecisionDifference(
        !isSameForTheQueue(live, candidate),
        safety,
        safety && isLower(live, candidate),
        isUnrouted(candidate) && !isUnrouted(live));
  }

  private static boolean isSameForTheQueue(RoutingDecision live, RoutingDecision candidate) {
    return live.queue().equals(candidate.queue())
        && live.priority() == candidate.priority()
        && live.respondBy().equals(candidate.respondBy())
        && java.util.Objects.equals(live.selfService(), candidate.selfService())
        && live.skills().equals(candidate.skills())
        && live.tags().equals(candidate.tags())
        && live.clocks().equals(candidate.clocks())
        && live.exposure().equals(candidate.exposure());
  }

  private static boolean isSafety(Scores scores) {
    return scores != null
        && Arrays.stream(HarmLabel.values())
            .anyMatch(label -> label.isSafety() && scores.isFlagged(label));
  }

  private static boolean isLower(RoutingDecision live, RoutingDecision candidate) {
    return candidate.priority().compareTo(live.priority()) > 0
        || candidate.respondBy().isAfter(live.respondBy())
        || (candidate.selfService() != null && live.selfService() == null);
  }

  private static boolean isUnrouted(RoutingDecision decision) {
    Reason routed = decision.reasons().get(0);
    return decision.tags().contains(PolicyEvaluator.RULE_ERROR)
        || (routed.policy().equals(PolicyEvaluator.ENGINE)
            && routed.rule().equals(PolicyEvaluator.FALLBACK));
  }
}
