package io.contacttriage.routing;

import io.contacttriage.contact.Channel;
import io.contacttriage.contact.ContactFacts;
import io.contacttriage.contact.Customer;
import io.contacttriage.scoring.HarmLabel;
import io.contacttriage.scoring.ScoredContact;
import io.contacttriage.scoring.Scores;
import io.contacttriage.scoring.Topic;
import io.contacttriage.scoring.Urgency;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** Scored contacts for tests, said in a line: a calm question by chat unless told otherwise. */
public final class TestingContacts {
  public static final Instant RECEIVED_AT = Instant.parse("2026-07-03T09:30:00Z");

  private String contactId = "c-1";
  private Instant receivedAt = RECEIVED_AT;
  private final Map<String, String> attributes = new TreeMap<>();
  private final float[] topics = new float[Topic.values().length];
  private final float[] urgencies = new float[Urgency.values().length];
  private final float[] harms = new float[HarmLabel.values().length];
  private final boolean[] flagged = new boolean[harms.length];

  private TestingContacts() {}

  public static TestingContacts contact(Topic topic, Urgency urgency) {
    TestingContacts contact = new TestingContacts();
    Arrays.fill(contact.topics, 0.1f / (contact.topics.length - 1));
    contact.topics[topic.ordinal()] = 0.9f;
    Arrays.fill(contact.urgencies, 0.1f / (contact.urgencies.length - 1));
    contact.urgencies[urgency.ordinal()] = 0.9f;
    return contact;
  }

  public TestingContacts id(String id) {
    contactId = id;
    return this;
  }

  public TestingContacts receivedAt(String instant) {
    receivedAt = Instant.parse(instant);
    return this;
  }

  public TestingContacts topicConfidence(Topic topic, double confidence) {
    topics[topic.ordinal()] = (float) confidence;
    return this;
  }

  /** A harm score, flagged from 0.5 on. */
  public TestingContacts harm(HarmLabel label, double score) {
    harms[label.ordinal()] = (float) score;
    flagged[label.ordinal()] = score >= 0.5;
    return this;
  }

  public TestingContacts attribute(String name, String value) {
    attributes.put(name, value);
    return this;
  }

  public Scores scores() {
    return new Scores(
        topics, urgencies, harms, flagged, "en", 0.98768f, "deep", "triage/2026-07-01");
  }

  public ContactFacts facts() {
    return new ContactFacts(
        contactId,
        "customer-" + contactId,
        Channel.CHAT,
        null,
        "MY",
        receivedAt,
        Customer.UNKNOWN,
        attributes,
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
        80,
        "Latn",
        Map.of(),
        0,
        Map.of());
  }

  public ScoredContact scored() {
    return new ScoredContact(facts(), scores(), null, null);
  }

  public ScoredContact degraded(String what) {
    return new ScoredContact(facts(), scores(), null, what);
  }

  public ScoredContact unscored(String because) {
    return new ScoredContact(facts(), null, because, null);
  }
}
