package io.contacttriage.routing.cel;

import io.contacttriage.contact.ContactFacts;
import io.contacttriage.routing.RoutingMemory;
import io.contacttriage.scoring.Scores;

/**
 * What a condition can look at.
 *
 * @param scores rounded, see {@link io.contacttriage.routing.ScorePrecision}
 */
public record ContactView(Scores scores, ContactFacts facts, RoutingMemory memory) {}
