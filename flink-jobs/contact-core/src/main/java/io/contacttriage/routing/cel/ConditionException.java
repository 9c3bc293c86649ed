package io.contacttriage.routing.cel;

/**
 * A condition could not be evaluated for one contact. The cause may quote an attribute, so it is
 * for debuggers and not for logs.
 */
public final class ConditionException extends Exception {
  ConditionException(Throwable cause) {
    super("the condition cannot be evaluated for this contact", cause);
  }
}
