package io.contacttriage.routing.lint;

import io.contacttriage.routing.Reason;
import io.contacttriage.routing.cel.ContactVariables;
import io.contacttriage.routing.policy.Evaluation;
import io.contacttriage.routing.policy.PolicyEvaluator;
import io.contacttriage.routing.policy.PolicyTest.Given;
import io.contacttriage.routing.policy.PolicyTestContact;
import io.contacttriage.scoring.ScoredContact;

/**
 * A contact as a policy test gives it, and what the book says of it.
 *
 * @param variables as conditions see the contact
 */
record Example(Given given, Evaluation evaluation, ContactVariables variables) {
  static Example of(String name, Given given, PolicyEvaluator evaluator) {
    ScoredContact contact = PolicyTestContact.of(name, given, evaluator.terms());
    return new Example(
        given,
        evaluator.evaluate(contact, given.memory()),
        new ContactVariables(evaluator.view(contact, given.memory())));
  }

  boolean matches(LintedRule rule) {
    return rule.plain().holds(variables);
  }

  /** Who routed it: a rule, or the engine's fallback. */
  Reason router() {
    return evaluation.reasons().get(0);
  }

  boolean isRoutedBy(LintedRule rule) {
    return rule.is(router());
  }

  /** {@code policy/rule} of who routed it. */
  String routerName() {
    return router().policy() + "/" + router().rule();
  }

  @Override
  public String toString() {
    return GivenText.of(given) + " goes to " + evaluation.route().queue() + " by " + routerName();
  }
}
