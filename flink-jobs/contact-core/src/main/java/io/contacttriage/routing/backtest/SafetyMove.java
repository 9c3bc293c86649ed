package io.contacttriage.routing.backtest;

import io.contacttriage.routing.RoutingDecision;
import io.contacttriage.scoring.HarmLabel;
import java.util.stream.Collectors;

/**
 * A contact that is flagged for self-harm, child safety or violence, and that the candidate sends
 * to another queue, priority or time of answer. Public and flat, so that Flink can keep it as a
 * POJO.
 *
 * @param receivedAt ISO-8601
 * @param flags safety labels, separated by commas
 * @param live queue and priority in the live book, such as {@code crisis P0}
 * @param candidate the same in the candidate
 * @param lower whether the candidate gives it a lower priority or a later answer
 */
public record SafetyMove(
    String contactId,
    String receivedAt,
    String flags,
    String live,
    String candidate,
    boolean lower) {
  /** The move, or null where nothing moves or nothing is flagged for safety. */
  static SafetyMove of(RoutingDecision live, RoutingDecision candidate) {
    if (live.scores() == null) {
      return null;
    }
    String flags =
        live.scores().flags().stream()
            .filter(HarmLabel::isSafety)
            .map(HarmLabel::label)
            .collect(Collectors.joining(", "));
    boolean same =
        place(live).equals(place(candidate)) && live.respondBy().equals(candidate.respondBy());
    if (flags.isEmpty() || same) {
      return null;
    }
    return new SafetyMove(
        live.contactId(),
        live.receivedAt().toString(),
        flags,
        place(live),
        place(candidate),
        candidate.priority().compareTo(live.priority()) > 0
            || candidate.respondBy().isAfter(live.respondBy()));
  }

  static String place(RoutingDecision decision) {
    return decision.queue() + " " + decision.priority();
  }
}
