package io.contacttriage.cli.tools;

import io.contacttriage.contact.ContactFacts;
import io.contacttriage.routing.RoutingMemory;
import io.contacttriage.routing.ScorePrecision;
import io.contacttriage.routing.cel.Condition;
import io.contacttriage.routing.cel.ConditionCompiler;
import io.contacttriage.routing.cel.ConditionException;
import io.contacttriage.routing.cel.ContactVariables;
import io.contacttriage.routing.policy.Policy;
import io.contacttriage.routing.policy.PolicyBook;
import io.contacttriage.routing.policy.Queue;
import io.contacttriage.routing.policy.Rule;
import io.contacttriage.scoring.Scores;
import java.util.ArrayList;
import java.util.List;

/**
 * One rule of a book held against one contact, whether or not it took part in the decision.
 *
 * @param routes whether the rule would route; only the first that matches does
 * @param margin how far the nearest score lies from the condition's limit, or null
 */
record RuleTrace(String policy, Rule rule, Outcome outcome, boolean routes, Double margin) {
  /** What became of the condition. */
  enum Outcome {
    MATCHED,
    NOT_MATCHED,
    FAILED
  }

  /** Every rule of a book that compiles, in the order in which they are tried. */
  static List<RuleTrace> of(PolicyBook book, Scores scores, ContactFacts facts) {
    List<String> queues = book.queues().stream().map(Queue::name).toList();
    ContactVariables variables =
        new ContactVariables(ScorePrecision.rounded(scores), facts, RoutingMemory.NONE);
    List<RuleTrace> traces = new ArrayList<>();
    boolean routed = false;
    for (Policy policy : book.policies()) {
      for (Rule rule : policy.rules()) {
        Condition condition = ConditionCompiler.compile(rule.when(), queues).condition();
        Outcome outcome = outcome(condition, variables);
        boolean routes = outcome == Outcome.MATCHED && rule.route() != null && !routed;
        routed |= routes;
        traces.add(new RuleTrace(policy.id(), rule, outcome, routes, condition.margin(variables)));
      }
    }
    return traces;
  }

  private static Outcome outcome(Condition condition, ContactVariables variables) {
    try {
      return condition.matches(variables) ? Outcome.MATCHED : Outcome.NOT_MATCHED;
    } catch (ConditionException e) {
      return Outcome.FAILED;
    }
  }

  boolean isMatched() {
    return outcome == Outcome.MATCHED;
  }

  String name() {
    return policy + "/" + rule.id();
  }

  /** What the match did to the decision. */
  String effect() {
    if (routes) {
      return rule.add() == null ? "routes" : "routes and adds";
    }
    return rule.add() == null ? "too late to route" : "adds";
  }
}
