package io.contacttriage.routing.policy;

import io.contacttriage.routing.AuditRecord;
import io.contacttriage.routing.AuditedDecision;
import io.contacttriage.routing.RoutingDecision;
import io.contacttriage.scoring.Scores;

/** Decides again what was decided, from its audit record. */
public final class Replay {
  private Replay() {}

  /**
   * The decision that the record's book makes of it: the same as it was, to the byte, {@code
   * decidedAt} included, but for the contact id where the record has a pseudonym.
   *
   * @param evaluator of the book that the record names
   * @throws IllegalArgumentException when the record holds no decision or names another book
   */
  public static RoutingDecision decide(AuditRecord record, PolicyEvaluator evaluator) {
    AuditedDecision was = record.decision();
    if (was == null || !was.policyVersion().equals(evaluator.book().versionId())) {
      throw new IllegalArgumentException(
          "wanted a decision of "
              + evaluator.book().versionId()
              + ", found "
              + (was == null ? "none" : "one of " + was.policyVersion()));
    }
    return RoutingRules.decide(
        record.contact(), record.memory(), evaluator, was.jobVersion(), was.decidedAt());
  }

  /**
   * The id of what was decided, as the route has it. It is made of the name under which the record
   * has the contact: where that is a pseudonym, the id tells nothing of the contact either.
   */
  public static String decisionId(AuditRecord record) {
    Scores scores = record.contact().scores();
    return RoutingRules.decisionId(
        record.contact().facts().contactId(),
        record.decision().policyVersion(),
        scores == null ? null : scores.model());
  }

  /** Whether the decision is the one that the record tells of, to the byte. */
  public static boolean isSame(AuditRecord record, RoutingDecision decision) {
    return record.decision().fingerprint().equals(AuditedDecision.of(decision).fingerprint());
  }
}
