package io.contacttriage.cli.explain;

import io.contacttriage.routing.RoutingDecision;
import io.contacttriage.routing.RoutingMemory;
import io.contacttriage.routing.explain.NearestRoutes;
import io.contacttriage.routing.explain.RouteChange;
import io.contacttriage.routing.explain.RuleTrace;
import io.contacttriage.routing.policy.PolicyEvaluator;
import io.contacttriage.scoring.HarmLabel;
import io.contacttriage.scoring.ScoredContact;
import java.util.List;
import java.util.Map;

/**
 * Everything that led to one decision, and what would have led to another; none of the contact's
 * words.
 *
 * @param tokens null when the text is not known any more
 * @param rules in the order in which they are tried; empty without scores
 * @param changes one for each other destination, the smallest first
 */
record Explanation(
    ScoredContact contact,
    RoutingMemory memory,
    Integer tokens,
    List<RuleTrace> rules,
    RoutingDecision decision,
    List<RouteChange> changes) {
  Explanation {
    rules = List.copyOf(rules);
    changes = List.copyOf(changes);
  }

  /**
   * Of a decision that was made by this evaluator's book.
   *
   * @param thresholds from which score on the model flags; empty when that is not known
   */
  static Explanation of(
      ScoredContact contact,
      RoutingMemory memory,
      PolicyEvaluator evaluator,
      Integer tokens,
      RoutingDecision decision,
      Map<HarmLabel, Double> thresholds) {
    return new Explanation(
        contact,
        memory,
        tokens,
        RuleTrace.of(evaluator, contact, memory),
        decision,
        NearestRoutes.of(contact, memory, evaluator, thresholds));
  }
}
