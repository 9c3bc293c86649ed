package io.contacttriage.routing.outcome;

import java.time.Instant;

/**
 * How far the scores of one model and language moved away from where they were. Sink: topic {@code
 * outcomes}.
 *
 * @param drift population stability index by score, in the order of {@link ScoreHistogram#NAMES}
 * @param referenceContacts in the window compared with
 * @param contacts in the window that ended
 */
public record DriftReport(
    String modelVersion,
    String language,
    double[] drift,
    long referenceContacts,
    long contacts,
    Instant at) {}
