package io.contacttriage.routing.policy;

import io.contacttriage.contact.Channel;
import io.contacttriage.contact.ContactFacts;
import io.contacttriage.contact.Customer;
import io.contacttriage.routing.RoutingMemory;
import io.contacttriage.routing.TestingContacts;
import io.contacttriage.scoring.HarmLabel;
import io.contacttriage.scoring.ScoredContact;
import io.contacttriage.scoring.Scores;
import io.contacttriage.scoring.Topic;
import io.contacttriage.scoring.Urgency;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** A contact and what is remembered of its sender, for tests that want very many of them. */
public record TestingCase(ScoredContact contact, RoutingMemory memory) {
  private static final int TOPICS = Topic.values().length;
  private static final int URGENCIES = Urgency.values().length;
  private static final int HARMS = HarmLabel.values().length;

  /**
   * Every topic with every urgency and at most two flags, with and without an attachment, of adults
   * and of minors: sure, in English, from nobody who wrote before.
   */
  static List<TestingCase> plain() {
    List<TestingCase> cases = new ArrayList<>();
    for (int topic = 0; topic < TOPICS; topic++) {
      for (int urgency = 0; urgency < URGENCIES; urgency++) {
        for (int one = 0; one < HARMS; one++) {
          for (int other = one == 0 ? -1 : 0; other <= one; other++) {
            for (int variant = 0; variant < 4; variant++) {
              cases.add(plain(topic, urgency, one, other, variant));
            }
          }
        }
      }
    }
    return cases;
  }

  /** With no flag when {@code other} is -1, one when both are the same, else two. */
  private static TestingCase plain(int topic, int urgency, int one, int other, int variant) {
    float[] harms = new float[HARMS];
    boolean[] flagged = new boolean[HARMS];
    for (int label : other < 0 ? new int[0] : new int[] {one, other}) {
      harms[label] = 0.55f;
      flagged[label] = true;
    }
    Scores scores =
        new Scores(
            distribution(TOPICS, topic, 0.9f),
            distribution(URGENCIES, urgency, 0.9f),
            harms,
            flagged,
            "en",
            0.99f,
            "fast",
            "plain/1");
    Customer customer = new Customer("standard", "viewer", variant < 2 ? "18+" : "13-15");
    ContactFacts facts =
        facts(Channel.CHAT, "MY", customer, 80, "Latn", Map.of(), variant % 2, Map.of(), Map.of());
    return new TestingCase(new ScoredContact(facts, scores, null, null), RoutingMemory.NONE);
  }

  /** Anything at all; the same seed gives the same case. */
  public static TestingCase random(long seed) {
    Random random = new Random(seed);
    float[] harms = new float[HARMS];
    boolean[] flagged = new boolean[HARMS];
    int rarity = pick(random, 3, 8, 30);
    for (int i = 0; i < HARMS; i++) {
      // A bundle may flag from any score on, and no book may rely on the limit.
      flagged[i] = random.nextInt(rarity) == 0;
      harms[i] = random.nextFloat() * (flagged[i] ? 1 : 0.6f);
    }
    Scores scores =
        new Scores(
            distribution(random, TOPICS),
            distribution(random, URGENCIES),
            harms,
            flagged,
            pick(random, "en", "en", "ms", "id", "zh", "mixed", "th", "ta", "und"),
            pick(random, 0.99f, 0.9f, 0.6f, 0.3f),
            pick(random, "fast", "deep"),
            "random/1");
    return new TestingCase(
        new ScoredContact(randomFacts(random), scores, null, null), randomMemory(random));
  }

  Scores scores() {
    return contact.scores();
  }

  TestingCase with(HarmLabel label, boolean flag) {
    float[] harms = scores().harms().clone();
    boolean[] flagged = scores().flagged().clone();
    harms[label.ordinal()] = flag ? 0.9f : 0.1f;
    flagged[label.ordinal()] = flag;
    Scores changed =
        new Scores(
            scores().topics(),
            scores().urgencies(),
            harms,
            flagged,
            scores().language(),
            scores().languageConfidence(),
            scores().tier(),
            scores().model());
    return new TestingCase(new ScoredContact(contact.facts(), changed, null, null), memory);
  }

  /** What it takes to build the case again by hand. */
  @Override
  public String toString() {
    return "%s %.2f, %s %.2f, flags %s of %s, %s %.2f, %s, %s"
        .formatted(
            scores().topic().label(),
            scores().topicConfidence(),
            scores().urgency().label(),
            scores().urgencyScore(),
            scores().flags(),
            Arrays.toString(scores().harms()),
            scores().language(),
            scores().languageConfidence(),
            contact.facts(),
            memory);
  }

  private static float[] distribution(int size, int first, float most) {
    float[] scores = new float[size];
    Arrays.fill(scores, (1 - most) / (size - 1));
    scores[first] = most;
    return scores;
  }

  private static float[] distribution(Random random, int size) {
    int first = random.nextInt(size);
    int second = random.nextInt(size);
    float[] scores = distribution(size, first, pick(random, 0.97f, 0.85f, 0.6f, 0.3f));
    if (second != first && random.nextBoolean()) {
      float moved = scores[first] / 3;
      scores[first] -= moved;
      scores[second] += moved;
    }
    return scores;
  }

  private static ContactFacts randomFacts(Random random) {
    Map<String, Double> signals = new TreeMap<>();
    for (String label : List.of("self_harm", "child_safety", "violence", "sexual", "other")) {
      if (random.nextInt(8) == 0) {
        signals.put(label, random.nextDouble());
      }
    }
    Map<String, Integer> masked = new HashMap<>();
    for (String kind : List.of("card", "iban", "phone")) {
      masked.put(kind, random.nextInt(4) / 3);
    }
    Customer customer = new Customer(null, "viewer", pick(random, null, "13-15", "16-17", "18+"));
    return facts(
        pick(random, Channel.values()),
        pick(random, "MY", "IE", null),
        customer,
        random.nextInt(900),
        pick(random, "Latn", "Latn", "Hani", "Taml", "Zyyy"),
        masked,
        signals.isEmpty() ? random.nextInt(2) : 1,
        signals,
        random.nextInt(3) == 0
            ? Map.of("app", pick(random, "lite", "full"), "mail", "someone@example.org")
            : Map.of());
  }

  private static ContactFacts facts(
      Channel channel,
      String country,
      Customer customer,
      int characters,
      String script,
      Map<String, Integer> masked,
      int attachments,
      Map<String, Double> signals,
      Map<String, String> attributes) {
    return new ContactFacts(
        "c-1",
        "u-1",
        channel,
        null,
        country,
        TestingContacts.RECEIVED_AT,
        customer,
        attributes,
        null,
        characters,
        script,
        masked,
        attachments,
        signals);
  }

  private static RoutingMemory randomMemory(Random random) {
    int day = random.nextInt(3) / 2;
    int week = day + random.nextInt(4) / 2;
    int month = week + random.nextInt(2);
    String queue = pick(random, "crisis", "child-safety", "threats", "payments-disputes", "shop");
    return month == 0 ? RoutingMemory.NONE : new RoutingMemory(day, week, month, queue);
  }

  @SafeVarargs
  private static <T> T pick(Random random, T... from) {
    return from[random.nextInt(from.length)];
  }
}
