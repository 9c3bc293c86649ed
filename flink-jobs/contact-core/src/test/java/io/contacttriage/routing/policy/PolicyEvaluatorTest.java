package io.contacttriage.routing.policy;

import static io.contacttriage.routing.TestingContacts.contact;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.contacttriage.routing.Additions;
import io.contacttriage.routing.Exposure;
import io.contacttriage.routing.Priority;
import io.contacttriage.routing.Reason;
import io.contacttriage.routing.Route;
import io.contacttriage.routing.RoutingMemory;
import io.contacttriage.routing.TestingContacts;
import io.contacttriage.scoring.HarmLabel;
import io.contacttriage.scoring.ScoredContact;
import io.contacttriage.scoring.Topic;
import io.contacttriage.scoring.Urgency;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class PolicyEvaluatorTest {
  private static final TestingContacts PAYMENT =
      contact(Topic.REFUND_DISPUTE, Urgency.HIGH).attribute("app", "full");

  @Test
  void theFirstMatchingRouteWins() {
    Evaluation evaluation =
        evaluate(
            PAYMENT.scored(),
            rule("never", "false", "a"),
            rule("first", "true", "b"),
            rule("second", "true", "c"));

    assertThat(evaluation.route().queue()).isEqualTo("b");
    assertThat(evaluation.reasons()).containsExactly(new Reason("policy", "first", null));
  }

  @Test
  void everyMatchingAdditionIsCollectedBeforeAndAfterTheRoute() {
    Evaluation evaluation =
        evaluate(
            PAYMENT.scored(),
            tags("early", "true", "one", "two"),
            rule("routed", "true", "a"),
            tags("late", "true", "two", "three"),
            tags("never", "false", "four"));

    assertThat(evaluation.route().tags()).containsExactly("route-tag", "one", "two", "three");
    assertThat(evaluation.reasons())
        .extracting(Reason::rule)
        .containsExactly("routed", "early", "late");
  }

  @Test
  void aSafetyRouteKeepsTheClockOfAPaymentPolicy() {
    Evaluation evaluation =
        small()
            .evaluate(
                contact(Topic.REFUND_DISPUTE, Urgency.HIGH).harm(HarmLabel.SELF_HARM, 0.8).scored(),
                RoutingMemory.NONE);

    assertThat(evaluation.route().queue()).isEqualTo("crisis");
    assertThat(evaluation.clocks()).extracting(LegalClock::name).containsExactly("refund");
    assertThat(evaluation.exposure())
        .isEqualTo(new Exposure(Exposure.Severity.SEVERE, List.of(HarmLabel.SELF_HARM)));
  }

  @Test
  void withoutAMatchTheFallbackRoutes() {
    Evaluation evaluation =
        evaluate(contact(Topic.FEEDBACK, Urgency.LOW).scored(), rule("never", "false", "a"));

    assertThat(evaluation.route()).isEqualTo(TestingBooks.book().fallback());
    assertThat(evaluation.reasons()).containsExactly(new Reason("engine", "fallback", null));
  }

  @Test
  void withoutScoresTheFailSafeRoutesAndNoConditionRuns() {
    Evaluation evaluation =
        evaluate(PAYMENT.unscored("the model is broken"), rule("always", "true", "a"));

    assertThat(evaluation.route()).isEqualTo(TestingBooks.book().failSafe());
    assertThat(evaluation.reasons()).containsExactly(new Reason("engine", "no_scores", null));
    assertThat(evaluation.degraded()).isEqualTo("the model is broken");
    assertThat(evaluation.scores()).isNull();
  }

  @Test
  void whoReadsAnUnscoredContactIsWarnedOfTheWorstThatTheQueueMayReceive() {
    PolicyEvaluator shipped = PolicyEvaluator.compile(ShippedBookTest.book());

    assertThat(shipped.evaluate(PAYMENT.unscored("no_model"), RoutingMemory.NONE).exposure())
        .isEqualTo(new Exposure(Exposure.Severity.SEVERE, List.of()));
  }

  @Test
  void whatTheScorerLeftOutIsPassedOn() {
    assertThat(evaluate(PAYMENT.degraded("deep model"), rule("r", "true", "a")).degraded())
        .isEqualTo("deep model");
  }

  @Test
  void aConditionThatFailsDoesNotMatchAndIsToldInTheDecision() {
    Evaluation evaluation =
        evaluate(
            contact(Topic.FEEDBACK, Urgency.LOW).scored(),
            rule("broken", "contact.attributes['app'] == 'lite'", "a"),
            rule("next", "true", "b"));

    assertThat(evaluation.route().queue()).isEqualTo("b");
    assertThat(evaluation.route().tags()).contains("rule_error");
    assertThat(evaluation.reasons())
        .contains(new Reason("engine", "rule_error:policy/broken", null));
  }

  @Test
  void aGuardKeepsAConditionFromFailing() {
    Evaluation evaluation =
        evaluate(
            contact(Topic.FEEDBACK, Urgency.LOW).scored(),
            rule("guarded", "has(contact.attributes.app) && contact.attributes.app == 'lite'", "a"),
            rule("next", "true", "b"));

    assertThat(evaluation.route().tags()).doesNotContain("rule_error");
  }

  @Test
  void theSafetyFloorRaisesWhatABookMissed() {
    for (HarmLabel label :
        List.of(HarmLabel.SELF_HARM, HarmLabel.CHILD_SAFETY, HarmLabel.VIOLENCE)) {
      Rule lazy =
          new Rule(
              "lazy",
              "true",
              new Route("a", Priority.P4, Duration.ofDays(3), List.of(), List.of(), "help-1"),
              null);
      Evaluation evaluation =
          evaluate(contact(Topic.OTHER, Urgency.LOW).harm(label, 0.5).scored(), lazy);

      assertThat(evaluation.route().priority()).isEqualTo(Priority.P1);
      assertThat(evaluation.route().selfService()).isNull();
      assertThat(evaluation.route().respondWithin()).isEqualTo(Duration.ofHours(1));
      assertThat(evaluation.reasons())
          .containsExactly(
              new Reason("policy", "lazy", null), new Reason("engine", "safety_floor", null));
    }
  }

  @Test
  void theSafetyFloorLeavesGoodRoutesAndOtherHarmAlone() {
    ScoredContact scam = contact(Topic.OTHER, Urgency.LOW).harm(HarmLabel.SCAM, 0.99).scored();
    ScoredContact violence = contact(Topic.OTHER, Urgency.LOW).harm(HarmLabel.VIOLENCE, 1).scored();
    Route urgent = new Route("a", Priority.P0, Duration.ofMinutes(5), List.of(), List.of(), null);

    assertThat(evaluate(scam, rule("slow", "true", "a")).route().priority()).isEqualTo(Priority.P3);
    assertThat(evaluate(violence, new Rule("urgent", "true", urgent, null)).route())
        .isEqualTo(urgent);
  }

  @Test
  void exposureIsTheWorstOfAllAdditionsWithAllTheirLabels() {
    Evaluation evaluation =
        evaluate(
            PAYMENT.scored(),
            exposure("severe", Exposure.Severity.SEVERE, HarmLabel.VIOLENCE),
            exposure("mild", Exposure.Severity.MILD, HarmLabel.HARASSMENT),
            rule("routed", "true", "a"));

    assertThat(evaluation.exposure())
        .isEqualTo(
            new Exposure(
                Exposure.Severity.SEVERE, List.of(HarmLabel.HARASSMENT, HarmLabel.VIOLENCE)));
  }

  @Test
  void theMarginIsTheDistanceOfTheNearestScoreToItsLimit() {
    Evaluation evaluation =
        evaluate(
            contact(Topic.OTHER, Urgency.LOW).harm(HarmLabel.SCAM, 0.62).scored(),
            rule(
                "near",
                "0.6 <= harm.scam && topic_confidence > 0.5 && contact.characters < 500",
                "a"));

    assertThat(evaluation.reasons()).containsExactly(new Reason("policy", "near", 0.02));
  }

  @Test
  void aScoreMeetsALimitOfTheSameFourDecimals() {
    // 0.7f is 0.69999998 as a double, which would miss the limit.
    ScoredContact contact = contact(Topic.OTHER, Urgency.LOW).harm(HarmLabel.SCAM, 0.7f).scored();

    assertThat(evaluate(contact, rule("exact", "harm.scam >= 0.7", "a")).route().queue())
        .isEqualTo("a");
  }

  @Test
  void everyVariableCanBeRead() {
    for (String condition :
        List.of(
            "topic == 'refund_dispute'",
            "topics.refund_dispute > 0.8 && topic_confidence < 1",
            "urgency == 'high' && urgency_score > 0.5 && urgencies.high >= 0.9",
            "harm.scam == 0.0 && !flagged.scam",
            "language == 'en' && language_confidence > 0.9 && tier == 'deep'",
            "contact.channel == 'chat' && contact.country == 'MY' && contact.language_hint == ''",
            "contact.script == 'Latn' && contact.characters == 80 && contact.masked_card == 0",
            "contact.masked_phone + contact.masked_email + contact.masked_iban == 0",
            "contact.attributes['app'] == 'full' && 'x' in contact.attributes == false",
            "customer.tier == '' && customer.account_type == '' && customer.age_band == ''",
            "memory.contacts_1d == 1 && memory.contacts_7d == 2 && memory.contacts_30d == 3",
            "memory.last_queue == 'payments'",
            "attachments.count == 0 && !('nudity' in attachments.signals)",
            "['a', 'b'].exists(x, x == 'b')")) {
      Evaluation evaluation =
          PolicyEvaluator.compile(bookOf(rule("r", condition, "a")))
              .evaluate(PAYMENT.scored(), new RoutingMemory(1, 2, 3, "payments"));

      assertThat(evaluation.reasons().get(0).rule()).as(condition).isEqualTo("r");
    }
  }

  @Test
  void aBookThatDidNotComeFromTheReaderIsChecked() {
    assertThatThrownBy(() -> PolicyEvaluator.compile(bookOf(rule("r", "topik == 'x'", "a"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("rule policy/r does not compile");
    assertThatThrownBy(
            () ->
                PolicyEvaluator.compile(
                    bookOf(
                        new Rule(
                            "r", "true", null, new Additions(null, null, List.of("x"), null)))))
        .hasMessageContaining("rule policy/r starts clocks [x]");
  }

  private static PolicyEvaluator small() {
    return PolicyEvaluator.compile(TestingBooks.book());
  }

  private static Evaluation evaluate(ScoredContact contact, Rule... rules) {
    return PolicyEvaluator.compile(bookOf(rules)).evaluate(contact, RoutingMemory.NONE);
  }

  static PolicyBook bookOf(Rule... rules) {
    PolicyBook small = TestingBooks.book();
    Policy policy = new Policy("policy", "Policy", "Owner", "Purpose.", List.of(rules), List.of());
    return new PolicyBook(
        small.name(),
        small.version(),
        small.owner(),
        null,
        null,
        null,
        small.queues(),
        small.calendars(),
        small.clocks(),
        small.fallback(),
        small.failSafe(),
        List.of(policy));
  }

  static Rule rule(String id, String when, String queue) {
    Route route =
        new Route(queue, Priority.P3, Duration.ofHours(8), List.of(), List.of("route-tag"), null);
    return new Rule(id, when, route, null);
  }

  static Rule tags(String id, String when, String... tags) {
    return new Rule(id, when, null, new Additions(List.of(tags), null, null, null));
  }

  private static Rule exposure(String id, Exposure.Severity severity, HarmLabel label) {
    Exposure exposure = new Exposure(severity, List.of(label));
    return new Rule(id, "true", null, new Additions(null, null, null, exposure));
  }
}
