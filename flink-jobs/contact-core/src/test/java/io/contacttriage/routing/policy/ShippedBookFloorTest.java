package io.contacttriage.routing.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.contacttriage.contact.Channel;
import io.contacttriage.contact.ContactFacts;
import io.contacttriage.contact.Customer;
import io.contacttriage.routing.Exposure;
import io.contacttriage.routing.Priority;
import io.contacttriage.routing.Reason;
import io.contacttriage.routing.Route;
import io.contacttriage.routing.RoutingMemory;
import io.contacttriage.routing.TestingContacts;
import io.contacttriage.scoring.HarmLabel;
import io.contacttriage.scoring.ScoredContact;
import io.contacttriage.scoring.Scores;
import io.contacttriage.scoring.Topic;
import io.contacttriage.scoring.Urgency;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * What the shipped book promises for every contact, not only for those that its own tests name:
 * tried on random ones, most of which no specialist would think of.
 */
class ShippedBookFloorTest {
  private static final int TRIES = 3_000;
  private static final PolicyBook BOOK = ShippedBookTest.book();
  private static final PolicyEvaluator EVALUATOR = PolicyEvaluator.compile(BOOK);
  private static final Map<String, Exposure.Severity> QUEUES =
      BOOK.queues().stream().collect(Collectors.toMap(Queue::name, Queue::exposure));

  /** A contact and what is remembered of its sender. */
  record Case(ScoredContact contact, RoutingMemory memory) {
    Evaluation evaluated() {
      return EVALUATOR.evaluate(contact, memory);
    }

    Scores scores() {
      return contact.scores();
    }

    Case with(HarmLabel label, boolean flagged) {
      float[] harms = scores().harms().clone();
      boolean[] flags = scores().flagged().clone();
      harms[label.ordinal()] = flagged ? 0.9f : 0.1f;
      flags[label.ordinal()] = flagged;
      Scores changed =
          new Scores(
              scores().topics(),
              scores().urgencies(),
              harms,
              flags,
              scores().language(),
              scores().languageConfidence(),
              scores().tier(),
              scores().model());
      return new Case(new ScoredContact(contact.facts(), changed, null, null), memory);
    }
  }

  @Property(tries = TRIES)
  void whatIsFlaggedForSafetyIsReadByPeopleWithinHalfAnHour(@ForAll("cases") Case any) {
    if (any.scores().flags().stream().noneMatch(HarmLabel::isSafety)) {
      return;
    }
    Evaluation evaluation = any.evaluated();

    assertAtLeast(Priority.P1, Duration.ofMinutes(30), evaluation.route());
    assertThat(QUEUES.get(evaluation.route().queue())).isEqualTo(Exposure.Severity.SEVERE);
    // The book holds by itself: the engine's floor is for books that do not.
    assertThat(evaluation.reasons())
        .extracting(Reason::rule)
        .doesNotContain(PolicyEvaluator.SAFETY_FLOOR);
  }

  @Property(tries = TRIES)
  void whatIsCriticalIsReadByPeopleWithinAQuarterOfAnHour(@ForAll("cases") Case any) {
    if (any.scores().urgency() == Urgency.CRITICAL) {
      assertAtLeast(Priority.P0, Duration.ofMinutes(15), any.evaluated().route());
    }
  }

  @Property(tries = TRIES)
  void whatIsUrgentIsReadByPeopleWithinFourHours(@ForAll("cases") Case any) {
    if (any.scores().urgency() == Urgency.HIGH) {
      assertAtLeast(Priority.P1, Duration.ofHours(4), any.evaluated().route());
    }
  }

  @Property(tries = TRIES)
  void noAgentSeesMoreThanTheirQueueIsPreparedFor(@ForAll("cases") Case any) {
    Evaluation evaluation = any.evaluated();

    assertThat(evaluation.exposure().severity())
        .as("%s to %s", evaluation.exposure(), evaluation.route().queue())
        .isLessThanOrEqualTo(QUEUES.get(evaluation.route().queue()));
  }

  @Property(tries = TRIES)
  void whatIsFlaggedAsHarmfulIsAnnouncedToTheAgent(@ForAll("cases") Case any) {
    List<HarmLabel> harmful =
        any.scores().flags().stream().filter(label -> label != HarmLabel.SCAM).toList();

    assertThat(any.evaluated().exposure().labels()).containsAll(harmful);
  }

  @Property(tries = TRIES)
  void anArticleAnswersOnlyCalmContactsInWhichNothingIsFlagged(@ForAll("cases") Case any) {
    if (any.evaluated().route().selfService() != null) {
      assertThat(any.scores().flags()).isEmpty();
      assertThat(any.scores().urgency()).isEqualTo(Urgency.LOW);
      assertThat(any.scores().topicConfidence()).isGreaterThanOrEqualTo(0.79f);
    }
  }

  @Property(tries = TRIES)
  void abusiveLanguageChangesNeitherQueueNorPriority(@ForAll("cases") Case any) {
    Route polite = any.with(HarmLabel.ABUSIVE_LANGUAGE, false).evaluated().route();
    Route abusive = any.with(HarmLabel.ABUSIVE_LANGUAGE, true).evaluated().route();

    assertThat(abusive.queue()).isEqualTo(polite.queue());
    assertThat(abusive.skills()).contains("de-escalation");
    assertAtLeast(polite.priority(), polite.respondWithin(), abusive);
  }

  @Property(tries = TRIES)
  void clocksRunWhoeverRoutesTheContact(@ForAll("cases") Case any) {
    List<String> clocks = any.evaluated().clocks().stream().map(LegalClock::name).toList();
    Topic topic = any.scores().topic();
    boolean urgent = any.scores().urgency().compareTo(Urgency.HIGH) >= 0;

    if (topic == Topic.REFUND_DISPUTE && urgent) {
      assertThat(clocks).contains("psd2-refund", "psd2-complaint");
    }
    if (topic == Topic.PRIVACY_DATA) {
      assertThat(clocks).contains("gdpr-request");
    }
    if (topic == Topic.CONTENT_APPEAL) {
      assertThat(clocks).contains("dsa-appeal");
    }
  }

  @Property(tries = TRIES)
  void noRuleFails(@ForAll("cases") Case any) {
    assertThat(any.evaluated().route().tags()).doesNotContain(PolicyEvaluator.RULE_ERROR);
  }

  private static void assertAtLeast(Priority priority, Duration within, Route route) {
    assertThat(route.priority()).isLessThanOrEqualTo(priority);
    assertThat(route.respondWithin()).isLessThanOrEqualTo(within);
    assertThat(route.selfService()).isNull();
  }

  @Provide
  Arbitrary<Case> cases() {
    return Arbitraries.longs().map(seed -> randomCase(new Random(seed)));
  }

  private static Case randomCase(Random random) {
    float[] harms = new float[HarmLabel.values().length];
    boolean[] flagged = new boolean[harms.length];
    // Bundles flag the safety labels from a low score on, and no book may rely on the limit.
    boolean harmless = random.nextInt(3) == 0;
    for (int i = 0; i < harms.length; i++) {
      flagged[i] = !harmless && random.nextInt(4) == 0;
      harms[i] = random.nextFloat() * (flagged[i] ? 1 : 0.6f);
    }
    Scores scores =
        new Scores(
            distribution(random, Topic.values().length),
            distribution(random, Urgency.values().length),
            harms,
            flagged,
            pick(random, "en", "en", "ms", "id", "zh", "mixed", "th", "ta", "und"),
            pick(random, 0.99f, 0.9f, 0.6f, 0.3f),
            pick(random, "fast", "deep"),
            "random/1");
    return new Case(new ScoredContact(facts(random), scores, null, null), memory(random));
  }

  private static float[] distribution(Random random, int size) {
    float[] scores = new float[size];
    float most = pick(random, 0.97f, 0.85f, 0.6f, 0.3f);
    Arrays.fill(scores, (1 - most) / (size - 1));
    int first = random.nextInt(size);
    int second = random.nextInt(size);
    scores[first] = most;
    if (second != first && random.nextBoolean()) {
      float moved = scores[first] / 3;
      scores[first] -= moved;
      scores[second] += moved;
    }
    return scores;
  }

  private static ContactFacts facts(Random random) {
    Map<String, Double> signals = new TreeMap<>();
    for (String label : List.of("self_harm", "child_safety", "violence", "sexual", "other")) {
      if (random.nextInt(6) == 0) {
        signals.put(label, random.nextDouble());
      }
    }
    Map<String, Integer> masked = new HashMap<>();
    for (String kind : List.of("card", "iban", "phone")) {
      masked.put(kind, random.nextInt(4) / 3);
    }
    return new ContactFacts(
        "c-1",
        "u-1",
        pick(random, Channel.values()),
        null,
        pick(random, "MY", "IE", "", null),
        TestingContacts.RECEIVED_AT,
        pick(
            random,
            Customer.UNKNOWN,
            new Customer("standard", "viewer", "13-15"),
            new Customer("vip", "creator", "18+")),
        Map.of(),
        null,
        random.nextInt(900),
        pick(random, "Latn", "Latn", "Hani", "Taml", "Zyyy"),
        masked,
        signals.isEmpty() ? random.nextInt(2) : 1,
        signals);
  }

  private static RoutingMemory memory(Random random) {
    int day = random.nextInt(3);
    int week = day + random.nextInt(3);
    int month = week + random.nextInt(2);
    String[] queues = QUEUES.keySet().toArray(String[]::new);
    return month == 0
        ? RoutingMemory.NONE
        : new RoutingMemory(day, week, month, pick(random, queues));
  }

  @SafeVarargs
  private static <T> T pick(Random random, T... from) {
    return from[random.nextInt(from.length)];
  }
}
