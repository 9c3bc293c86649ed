package io.contacttriage.routing.explain;

import io.contacttriage.routing.cel.PolicyVariable;
import java.util.Comparator;

/**
 * One thing that, had it been otherwise, would have sent the contact elsewhere: found by deciding
 * that other contact.
 *
 * @param by {@code policy/rule} that would have routed
 * @param was the variable's value: a {@link Double}, {@link Long}, {@link Boolean} or {@link
 *     String}
 * @param wouldBe the nearest value of this variable that sends the contact there
 * @param distance between the two, in [0, 1]; null when it is no score
 */
public record RouteChange(
    Destination to,
    String by,
    PolicyVariable variable,
    Object was,
    Object wouldBe,
    Double distance) {
  /** Scores before facts, because a score may as well be wrong; then the nearest first. */
  static final Comparator<RouteChange> SMALLEST_FIRST =
      Comparator.comparing(
              RouteChange::distance, Comparator.nullsLast(Comparator.<Double>naturalOrder()))
          .thenComparing(change -> change.variable().slot());
}
