package io.contacttriage.routing;

import io.contacttriage.scoring.Scores;
import java.time.Instant;
import java.util.List;

/**
 * A route and why: what queues consume. No words of the contact. Sink: topic {@code routes}, {@code
 * config/schemas/route.schema.json}.
 *
 * @param decisionId deterministic: contact id, or its pseudonym where the job has a secret for
 *     that, policy version and model version
 * @param routingKey key of the record
 * @param selfService article id, or null
 * @param scores null on the fail-safe route
 * @param degraded what was left out of this decision and why, or null
 * @param policyVersion {@code name/version} of the book
 * @param modelVersion {@code name/version} of the bundle, or null on the fail-safe route
 * @param jobVersion of the product
 */
public record RoutingDecision(
    String decisionId,
    String contactId,
    String routingKey,
    String queue,
    Priority priority,
    List<String> skills,
    List<String> tags,
    Instant respondBy,
    List<DueClock> clocks,
    String selfService,
    Exposure exposure,
    Scores scores,
    List<Reason> reasons,
    String degraded,
    String policyVersion,
    String modelVersion,
    String jobVersion,
    Instant receivedAt,
    Instant decidedAt,
    String traceparent) {
  /** This decision under another name for the contact; the decision id stays. */
  public RoutingDecision withContactId(String name) {
    return new RoutingDecision(
        decisionId,
        name,
        routingKey,
        queue,
        priority,
        skills,
        tags,
        respondBy,
        clocks,
        selfService,
        exposure,
        scores,
        reasons,
        degraded,
        policyVersion,
        modelVersion,
        jobVersion,
        receivedAt,
        decidedAt,
        traceparent);
  }
}
