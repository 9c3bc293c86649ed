package io.contacttriage.routing.cel;

/**
 * A condition could not be evaluated for one contact. Without a message of its own: the cause may
 * quote an attribute's name, so it is for debuggers and not for logs.
 */
public final class ConditionException extends Exception {
  ConditionException(Throwable cause) {
    super("the condition cannot be evaluated for this contact", cause);
  }
}
