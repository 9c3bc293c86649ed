package io.contacttriage.routing.launch;

import io.contacttriage.routing.RoutingDecision;

/**
 * One contact that the candidate book decides differently. Sink: topic {@code shadow-diffs}, {@code
 * config/schemas/shadow-diff.schema.json}.
 *
 * @param decidedByCandidate whether the candidate's decision is the one that went to the queue
 */
public record ShadowDiff(
    RoutingDecision live, RoutingDecision candidate, boolean decidedByCandidate) {}
