package io.contacttriage.routing.policy;

import java.util.Objects;

/**
 * One thing that is wrong with a policy book.
 *
 * @param message what was wanted and what was found
 * @param hint what to do about it, or empty
 */
public record PolicyProblem(Place place, String message, String hint) {
  public PolicyProblem {
    Objects.requireNonNull(place, "place");
    Objects.requireNonNull(message, "message");
    hint = hint == null ? "" : hint;
  }

  /** {@code place: message (hint)}. */
  @Override
  public String toString() {
    return place + ": " + message + (hint.isEmpty() ? "" : " (" + hint + ")");
  }
}
