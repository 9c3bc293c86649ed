package io.contacttriage.routing.cel;

import io.contacttriage.contact.ContactFacts;
import io.contacttriage.routing.RoutingMemory;
import io.contacttriage.scoring.Scores;
import java.util.Set;

/**
 * What a condition can look at.
 *
 * @param scores rounded, see {@link io.contacttriage.routing.ScorePrecision}
 * @param terms names of the book's term lists that hit
 */
public record ContactView(
    Scores scores, ContactFacts facts, RoutingMemory memory, Set<String> terms) {
  public ContactView {
    terms = Set.copyOf(terms);
  }

  /** What the conditions of a book without term lists can look at. */
  public ContactView(Scores scores, ContactFacts facts, RoutingMemory memory) {
    this(scores, facts, memory, Set.of());
  }
}
