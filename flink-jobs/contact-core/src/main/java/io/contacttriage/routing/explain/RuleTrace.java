package io.contacttriage.routing.explain;

import io.contacttriage.routing.RoutingMemory;
import io.contacttriage.routing.cel.ConditionException;
import io.contacttriage.routing.cel.ContactVariables;
import io.contacttriage.routing.policy.PolicyEvaluator;
import io.contacttriage.routing.policy.Rule;
import io.contacttriage.scoring.ScoredContact;
import java.util.ArrayList;
import java.util.List;

/**
 * One rule of a book held against one contact.
 *
 * @param asked whether it could still do something: not so when it only routes and another has
 * @param routes whether the rule routes; only the first that matches does
 * @param margin how far the nearest score lies from the condition's limit, or null
 * @param unmet why it does not match; empty when it does, fails, or is not a plain condition
 */
public record RuleTrace(
    String policy,
    Rule rule,
    Outcome outcome,
    boolean asked,
    boolean routes,
    Double margin,
    List<UnmetPart> unmet) {
  public RuleTrace {
    unmet = List.copyOf(unmet);
  }

  /** What became of the condition. */
  public enum Outcome {
    MATCHED,
    NOT_MATCHED,
    FAILED
  }

  /**
   * Every rule of a book that compiles, in the order in which they are tried.
   *
   * @return empty when the contact has no scores: then no rule is tried
   */
  public static List<RuleTrace> of(
      PolicyEvaluator evaluator, ScoredContact contact, RoutingMemory memory) {
    if (contact.scores() == null) {
      return List.of();
    }
    ContactVariables variables = new ContactVariables(evaluator.view(contact, memory));
    List<RuleTrace> traces = new ArrayList<>();
    boolean routed = false;
    for (ReadRule read : ReadRule.of(evaluator.book())) {
      Rule rule = read.rule();
      Outcome outcome = outcome(read, variables);
      boolean asked = rule.add() != null || !routed;
      boolean routes = outcome == Outcome.MATCHED && rule.route() != null && !routed;
      routed |= routes;
      List<UnmetPart> unmet =
          read.condition().plain().map(plain -> UnmetPart.of(plain, variables)).orElse(List.of());
      traces.add(
          new RuleTrace(
              read.policy(),
              rule,
              outcome,
              asked,
              routes,
              read.condition().margin(variables),
              unmet));
    }
    return traces;
  }

  private static Outcome outcome(ReadRule rule, ContactVariables variables) {
    try {
      return rule.condition().matches(variables) ? Outcome.MATCHED : Outcome.NOT_MATCHED;
    } catch (ConditionException e) {
      return Outcome.FAILED;
    }
  }

  public boolean isMatched() {
    return outcome == Outcome.MATCHED;
  }

  public String name() {
    return policy + "/" + rule.id();
  }

  /** What the match did to the decision. */
  public String effect() {
    if (routes) {
      return rule.add() == null ? "routes" : "routes and adds";
    }
    return rule.add() == null ? "too late to route" : "adds";
  }
}
