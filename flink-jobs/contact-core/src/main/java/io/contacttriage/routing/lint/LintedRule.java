package io.contacttriage.routing.lint;

import io.contacttriage.routing.Reason;
import io.contacttriage.routing.cel.PlainCondition;
import io.contacttriage.routing.policy.Place;
import io.contacttriage.routing.policy.Rule;

/**
 * A rule as lint sees it.
 *
 * @param place of its condition
 * @param plain its condition, or null when it holds more than comparisons with constants
 * @param formula the same over the cells of the book, or null
 */
record LintedRule(String policy, Rule rule, Place place, PlainCondition plain, Formula formula) {
  /** {@code policy/rule}. */
  String name() {
    return policy + "/" + rule.id();
  }

  boolean isPlain() {
    return plain != null;
  }

  boolean routes() {
    return rule.route() != null;
  }

  boolean is(Reason reason) {
    return reason.policy().equals(policy) && reason.rule().equals(rule.id());
  }
}
