package io.contacttriage.routing.outcome;

import io.contacttriage.scoring.HarmLabel;
import io.contacttriage.scoring.Topic;
import io.contacttriage.scoring.Urgency;
import java.time.Instant;
import java.util.List;

/**
 * What a person found to be right about a contact. Source: topic {@code labels}, {@code
 * config/schemas/label.schema.json}. Each part that was not judged is null.
 *
 * @param queue that answers it
 * @param harm every label that is true of it; empty when none is
 * @param firstTouchAt when a person first worked on it
 * @param correctedBy a role or a pseudonymous id, never a name
 */
public record Label(
    String contactId,
    String queue,
    Topic topic,
    Urgency urgency,
    List<HarmLabel> harm,
    Instant firstTouchAt,
    String correctedBy,
    Instant labelledAt) {}
