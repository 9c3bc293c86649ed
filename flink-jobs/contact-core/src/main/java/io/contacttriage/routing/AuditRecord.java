package io.contacttriage.routing;

import io.contacttriage.contact.ContactFacts;
import io.contacttriage.scoring.ScoredContact;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Everything that a decision follows from, and nothing that identifies or quotes a person: what the
 * topic {@code audit} carries, and a line of a history. Format: {@code
 * config/schemas/audit.schema.json}.
 *
 * @param contact its contact id is a {@link KeyedHash} where the job has a secret for that; its
 *     routing key is its contact id, it has no trace context, and of its attributes only those that
 *     rules ask for; its scores are rounded as policies see them
 * @param memory what was remembered of the subject when the contact was decided
 * @param decision null when the contact was only scored
 */
public record AuditRecord(ScoredContact contact, RoutingMemory memory, AuditedDecision decision) {
  /** A contact that nobody decided yet. */
  public static AuditRecord scored(
      ScoredContact contact, RoutingMemory memory, Set<String> attributes) {
    return new AuditRecord(spared(contact, attributes), memory, null);
  }

  /**
   * A contact and what was decided.
   *
   * @param attributes names of those to keep: what the rules of the deciding book ask for
   */
  public static AuditRecord decided(
      ScoredContact contact,
      RoutingMemory memory,
      RoutingDecision decision,
      Set<String> attributes) {
    return new AuditRecord(spared(contact, attributes), memory, AuditedDecision.of(decision));
  }

  private static ScoredContact spared(ScoredContact contact, Set<String> attributes) {
    ContactFacts facts = contact.facts();
    Map<String, String> kept = new TreeMap<>();
    attributes.forEach(name -> kept.computeIfAbsent(name, facts.attributes()::get));
    return new ScoredContact(
        new ContactFacts(
            facts.contactId(),
            facts.contactId(),
            facts.channel(),
            facts.languageHint(),
            facts.country(),
            facts.receivedAt(),
            facts.customer(),
            kept,
            null,
            facts.characters(),
            facts.script(),
            facts.masked(),
            facts.attachmentCount(),
            facts.attachmentSignals(),
            facts.terms()),
        contact.scores() == null ? null : ScorePrecision.rounded(contact.scores()),
        contact.unscoredBecause(),
        contact.degraded());
  }
}
