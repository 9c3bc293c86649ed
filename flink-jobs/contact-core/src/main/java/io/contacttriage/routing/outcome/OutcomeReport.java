package io.contacttriage.routing.outcome;

import java.time.Instant;

/** All that is known of a group until now. Sink: topic {@code outcomes}, newest of a key wins. */
public record OutcomeReport(OutcomeGroup group, OutcomeCounts counts, Instant at) {}
