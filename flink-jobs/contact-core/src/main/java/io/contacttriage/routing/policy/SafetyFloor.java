package io.contacttriage.routing.policy;

import io.contacttriage.routing.Priority;
import io.contacttriage.routing.Route;
import io.contacttriage.scoring.HarmLabel;
import io.contacttriage.scoring.Scores;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * What no book can take away from a contact that is flagged for self-harm, child safety or
 * violence: a person answers, at P0 or P1, within an hour.
 */
final class SafetyFloor {
  static final Priority LOWEST_PRIORITY = Priority.P1;

  /** The latest first answer to a contact flagged for safety, from its receipt. */
  static final Duration LATEST_RESPONSE = Duration.ofHours(1);

  private static final List<HarmLabel> SAFETY_LABELS =
      Arrays.stream(HarmLabel.values()).filter(HarmLabel::isSafety).toList();

  private SafetyFloor() {}

  /** The route itself when it is above the floor, else the route raised to it. */
  static Route raised(Route route, Scores scores) {
    if (SAFETY_LABELS.stream().noneMatch(scores::isFlagged)) {
      return route;
    }
    boolean low = route.priority().compareTo(LOWEST_PRIORITY) > 0;
    boolean late = route.respondWithin().compareTo(LATEST_RESPONSE) > 0;
    if (!low && !late && route.selfService() == null) {
      return route;
    }
    return new Route(
        route.queue(),
        low ? LOWEST_PRIORITY : route.priority(),
        late ? LATEST_RESPONSE : route.respondWithin(),
        route.skills(),
        route.tags(),
        null);
  }
}
