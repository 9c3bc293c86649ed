package io.contacttriage.routing.outcome;

import io.contacttriage.routing.Reason;
import io.contacttriage.routing.RoutingDecision;
import io.contacttriage.scoring.HarmLabel;
import io.contacttriage.scoring.Scores;
import io.contacttriage.scoring.Topic;
import io.contacttriage.scoring.Urgency;
import java.time.Instant;
import java.util.List;

/**
 * What of a decision a label is held against: kept until the label comes.
 *
 * @param policy that routed, or {@code engine}
 * @param language {@code none} without scores, as is the model
 * @param topic null without scores, as are urgency and flags
 */
public record DecidedContact(
    String contactId,
    String queue,
    String policy,
    String rule,
    String language,
    String policyVersion,
    String modelVersion,
    Topic topic,
    Urgency urgency,
    List<HarmLabel> flags,
    Instant receivedAt,
    Instant respondBy) {
  private static final String NONE = "none";

  public static DecidedContact of(RoutingDecision decision) {
    Scores scores = decision.scores();
    Reason router = decision.reasons().get(0);
    return new DecidedContact(
        decision.contactId(),
        decision.queue(),
        router.policy(),
        router.rule(),
        scores == null ? NONE : scores.language(),
        decision.policyVersion(),
        scores == null ? NONE : decision.modelVersion(),
        scores == null ? null : scores.topic(),
        scores == null ? null : scores.urgency(),
        scores == null ? null : scores.flags(),
        decision.receivedAt(),
        decision.respondBy());
  }
}
