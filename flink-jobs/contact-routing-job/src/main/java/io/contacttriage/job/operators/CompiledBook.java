package io.contacttriage.job.operators;

import io.contacttriage.routing.cel.CompiledConditions;
import io.contacttriage.routing.policy.PolicyBookReader;
import io.contacttriage.routing.policy.PolicyBookResult;
import io.contacttriage.routing.policy.PolicyEvaluator;

/**
 * What became of a snapshot of a policy book.
 *
 * @param evaluator null when the book was refused
 * @param refused with every problem; null when there is an evaluator
 */
record CompiledBook(PolicyEvaluator evaluator, PolicyBookResult refused) {
  /**
   * Reads a snapshot.
   *
   * @param known conditions of the snapshots before it
   */
  static CompiledBook read(byte[] json, CompiledConditions known) {
    PolicyBookResult result = PolicyBookReader.readRules(json, known);
    return result.isBook()
        ? new CompiledBook(PolicyEvaluator.compile(result), null)
        : new CompiledBook(null, result);
  }

  /**
   * The evaluator, for callers that cannot go on without one.
   *
   * @throws IllegalArgumentException with every problem on a line of its own
   */
  PolicyEvaluator orThrow() {
    if (refused != null) {
      refused.orThrow();
    }
    return evaluator;
  }
}
