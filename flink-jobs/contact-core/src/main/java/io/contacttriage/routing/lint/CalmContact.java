package io.contacttriage.routing.lint;

import io.contacttriage.contact.Channel;
import io.contacttriage.contact.Customer;
import io.contacttriage.routing.RoutingMemory;
import io.contacttriage.routing.ScorePrecision;
import io.contacttriage.routing.cel.ContactView;
import io.contacttriage.routing.cel.PolicyVariable;
import io.contacttriage.routing.policy.BookTerms;
import io.contacttriage.routing.policy.PolicyTest.Given;
import io.contacttriage.routing.policy.PolicyTest.GivenContact;
import io.contacttriage.routing.policy.PolicyTestContact;
import io.contacttriage.scoring.ScoredContact;
import io.contacttriage.scoring.Topic;
import io.contacttriage.scoring.Urgency;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The contact of a policy test that gives nothing but a topic: what an example is like wherever
 * nothing else is asked of it, so that a reader sees only what matters.
 */
final class CalmContact {
  static final Given GIVEN =
      new Given(
          Topic.OTHER,
          0.9,
          Map.of(),
          Urgency.NORMAL,
          0.9,
          Map.of(),
          Map.of(),
          "en",
          0.99,
          new GivenContact(Channel.EMAIL, null, null, "Latn", 120, Map.of()),
          Customer.UNKNOWN,
          RoutingMemory.NONE,
          Map.of(),
          0,
          Map.of(),
          Instant.parse("2026-03-02T10:00:00Z"),
          Set.of());

  private static final ContactView VIEW = view();
  private static final Map<String, String> OTHER_WORDS =
      Map.of("language", "ta", "contact.script", "Taml", "contact.country", "IE");
  private static final String ANY_WORD = "another";

  private CalmContact() {}

  static Object value(PolicyVariable variable) {
    return variable.value().apply(VIEW);
  }

  /** A word that is none of these; the calm contact's own where that is possible. */
  static String wordBeside(PolicyVariable variable, Collection<?> words) {
    String other = OTHER_WORDS.getOrDefault(variable.name(), ANY_WORD);
    String found =
        List.of((String) value(variable), other).stream()
            .filter(word -> !words.contains(word))
            .findFirst()
            .orElse(ANY_WORD);
    while (words.contains(found)) {
      found = found + "-" + ANY_WORD;
    }
    return found;
  }

  private static ContactView view() {
    ScoredContact contact = PolicyTestContact.of("calm", GIVEN, BookTerms.NONE);
    return new ContactView(
        ScorePrecision.rounded(contact.scores()), contact.facts(), RoutingMemory.NONE);
  }
}
