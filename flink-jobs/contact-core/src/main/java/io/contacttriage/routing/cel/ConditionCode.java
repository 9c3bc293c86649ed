package io.contacttriage.routing.cel;

import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.Program;

/**
 * How a condition is evaluated: in Java where it is plain, else by the CEL runtime.
 *
 * @param program for the CEL runtime; null when {@code plain} is there
 * @param plain the condition in Java, or null
 * @param necessary holds whenever the condition holds or fails; it lets an index pass over the rest
 */
record ConditionCode(Program program, PlainCondition plain, PlainCondition necessary) {
  static ConditionCode of(PlainCondition plain) {
    return new ConditionCode(null, plain, plain);
  }

  /**
   * Whether the condition holds.
   *
   * @throws ConditionException when it cannot be told
   */
  boolean matches(ContactVariables variables) throws ConditionException {
    if (plain != null) {
      return plain.holds(variables);
    }
    try {
      return (Boolean) program.eval(variables);
    } catch (CelEvaluationException e) {
      throw new ConditionException(e);
    }
  }
}
