package io.contacttriage.routing.policy;

import io.contacttriage.routing.Exposure;
import io.contacttriage.routing.Reason;
import io.contacttriage.routing.Route;
import io.contacttriage.scoring.Scores;
import java.util.List;

/**
 * What a book says about one contact.
 *
 * @param route above the safety floor, with the skills and tags of the additions after its own
 * @param clocks in the order in which rules started them
 * @param exposure the highest class of all additions and all their labels
 * @param reasons first who routed (a rule, or the engine's fallback or fail-safe), then the other
 *     rules that added something in the order of the book, then what the engine did
 * @param scores as the conditions saw them, rounded; null on the fail-safe route
 * @param degraded what was left out of the decision and why, or null
 */
public record Evaluation(
    Route route,
    List<LegalClock> clocks,
    Exposure exposure,
    List<Reason> reasons,
    Scores scores,
    String degraded) {
  public Evaluation {
    clocks = List.copyOf(clocks);
    reasons = List.copyOf(reasons);
  }
}
