package io.contacttriage.job;

import io.contacttriage.contact.Channel;
import io.contacttriage.contact.ContactFacts;
import io.contacttriage.contact.Customer;
import io.contacttriage.scoring.HarmLabel;
import io.contacttriage.scoring.ScoredContact;
import io.contacttriage.scoring.Scores;
import io.contacttriage.scoring.Topic;
import io.contacttriage.scoring.Urgency;
import java.time.Instant;
import java.util.Map;

/** Contacts for tests of the later rooms. */
public final class TestingContacts {
  public static final Instant NOON = Instant.parse("2026-11-18T12:00:00Z");

  private TestingContacts() {}

  public static ContactFacts facts(String contactId, String customerId) {
    return facts(contactId, customerId, NOON);
  }

  public static ContactFacts facts(String contactId, String customerId, Instant receivedAt) {
    return new ContactFacts(
        contactId,
        customerId,
        Channel.CHAT,
        "en",
        "MY",
        receivedAt,
        Customer.UNKNOWN,
        Map.of(),
        null,
        40,
        "Latn",
        Map.of(),
        0,
        Map.of());
  }

  public static ScoredContact scored(String contactId, String customerId, Scores scores) {
    return new ScoredContact(facts(contactId, customerId), scores, null, null);
  }

  public static ScoredContact unscored(String contactId, String customerId) {
    return new ScoredContact(facts(contactId, customerId), null, "no_model", null);
  }

  public static Scores calmQuestion() {
    return scores(Topic.GENERAL_QUESTION, Urgency.LOW, null);
  }

  public static Scores scores(Topic topic, Urgency urgency, HarmLabel harm) {
    float[] topics = new float[Topic.values().length];
    topics[topic.ordinal()] = 1;
    float[] urgencies = new float[Urgency.values().length];
    urgencies[urgency.ordinal()] = 1;
    float[] harms = new float[HarmLabel.values().length];
    boolean[] flagged = new boolean[harms.length];
    if (harm != null) {
      harms[harm.ordinal()] = 0.97f;
      flagged[harm.ordinal()] = true;
    }
    return new Scores(topics, urgencies, harms, flagged, "en", 0.99f, "fast", "testing/1");
  }
}
