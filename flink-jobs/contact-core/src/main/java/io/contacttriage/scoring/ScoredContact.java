package io.contacttriage.scoring;

import io.contacttriage.contact.ContactFacts;

/**
 * What crosses the network to the routing room: numbers and ids, nothing that quotes.
 *
 * @param scores null when no model could score: the contact takes the fail-safe route
 * @param unscoredBecause why there are no scores, or null
 * @param degraded what the scorer had to leave out under overload, or null
 */
public record ScoredContact(
    ContactFacts facts, Scores scores, String unscoredBecause, String degraded) {
  /** This contact under another name; the routing key stays. */
  public ScoredContact withContactId(String name) {
    return new ScoredContact(facts.withContactId(name), scores, unscoredBecause, degraded);
  }
}
