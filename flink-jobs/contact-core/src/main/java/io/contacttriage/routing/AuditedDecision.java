package io.contacttriage.routing;

import io.contacttriage.contact.Sha256;
import java.time.Instant;

/**
 * What was decided, as the audit keeps it: enough to decide again and to tell whether the same came
 * of it.
 *
 * @param policyVersion {@code name/version} of the book that decided
 * @param jobVersion of the product
 * @param fingerprint SHA-256 of the decision as {@link DecisionWriter} writes it, in hexadecimal
 */
public record AuditedDecision(
    String policyVersion,
    String jobVersion,
    Instant decidedAt,
    String queue,
    Priority priority,
    String fingerprint) {
  public static AuditedDecision of(RoutingDecision decision) {
    return new AuditedDecision(
        decision.policyVersion(),
        decision.jobVersion(),
        decision.decidedAt(),
        decision.queue(),
        decision.priority(),
        Sha256.hex(new DecisionWriter().write(decision)));
  }
}
