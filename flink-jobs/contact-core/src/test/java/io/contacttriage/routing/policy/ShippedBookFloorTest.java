package io.contacttriage.routing.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.contacttriage.routing.Exposure;
import io.contacttriage.routing.Priority;
import io.contacttriage.routing.Reason;
import io.contacttriage.routing.Route;
import io.contacttriage.scoring.HarmLabel;
import io.contacttriage.scoring.Topic;
import io.contacttriage.scoring.Urgency;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/**
 * What the shipped book promises for every contact, not only for those that its own tests name:
 * tried on every plain contact, and on random ones that no specialist would think of.
 */
class ShippedBookFloorTest {
  private static final PolicyBook BOOK = ShippedBookTest.book();
  private static final PolicyEvaluator EVALUATOR = PolicyEvaluator.compile(BOOK);
  private static final Map<String, Exposure.Severity> QUEUES =
      BOOK.queues().stream().collect(Collectors.toMap(Queue::name, Queue::exposure));

  /** Something that must hold for a contact and what became of it. */
  private interface Promise {
    void check(TestingCase contact, Evaluation evaluation);
  }

  enum Promises implements Promise {
    WHAT_IS_FLAGGED_FOR_SAFETY_IS_READ_BY_PREPARED_PEOPLE_WITHIN_HALF_AN_HOUR {
      @Override
      public void check(TestingCase contact, Evaluation evaluation) {
        if (contact.scores().flags().stream().anyMatch(HarmLabel::isSafety)) {
          assertAtLeast(Priority.P1, Duration.ofMinutes(30), evaluation.route());
          assertThat(QUEUES.get(evaluation.route().queue())).isEqualTo(Exposure.Severity.SEVERE);
          // The book holds by itself: the engine's floor is for books that do not.
          assertThat(evaluation.reasons())
              .extracting(Reason::rule)
              .doesNotContain(PolicyEvaluator.SAFETY_FLOOR);
        }
      }
    },
    WHAT_IS_CRITICAL_IS_READ_BY_PEOPLE_WITHIN_A_QUARTER_OF_AN_HOUR {
      @Override
      public void check(TestingCase contact, Evaluation evaluation) {
        if (contact.scores().urgency() == Urgency.CRITICAL) {
          assertAtLeast(Priority.P0, Duration.ofMinutes(15), evaluation.route());
        }
      }
    },
    WHAT_IS_URGENT_IS_READ_BY_PEOPLE_WITHIN_FOUR_HOURS {
      @Override
      public void check(TestingCase contact, Evaluation evaluation) {
        if (contact.scores().urgency() == Urgency.HIGH) {
          assertAtLeast(Priority.P1, Duration.ofHours(4), evaluation.route());
        }
      }
    },
    NO_AGENT_SEES_MORE_THAN_THEIR_QUEUE_IS_PREPARED_FOR {
      @Override
      public void check(TestingCase contact, Evaluation evaluation) {
        assertThat(evaluation.exposure().severity())
            .as("%s to %s", evaluation.exposure(), evaluation.route().queue())
            .isLessThanOrEqualTo(QUEUES.get(evaluation.route().queue()));
      }
    },
    WHAT_IS_HARMFUL_IS_ANNOUNCED_TO_THE_AGENT {
      @Override
      public void check(TestingCase contact, Evaluation evaluation) {
        List<HarmLabel> harmful =
            contact.scores().flags().stream().filter(label -> label != HarmLabel.SCAM).toList();

        assertThat(evaluation.exposure().labels()).containsAll(harmful);
      }
    },
    AN_ARTICLE_ANSWERS_ONLY_CALM_CLEAR_CONTACTS_IN_WHICH_NOTHING_IS_FLAGGED {
      @Override
      public void check(TestingCase contact, Evaluation evaluation) {
        if (evaluation.route().selfService() != null) {
          assertThat(contact.scores().flags()).isEmpty();
          assertThat(contact.scores().urgency()).isEqualTo(Urgency.LOW);
          assertThat(contact.scores().topicConfidence()).isGreaterThanOrEqualTo(0.79f);
        }
      }
    },
    ABUSIVE_LANGUAGE_CHANGES_NEITHER_QUEUE_NOR_PLACE_IN_IT {
      @Override
      public void check(TestingCase contact, Evaluation evaluation) {
        Route polite = evaluate(contact.with(HarmLabel.ABUSIVE_LANGUAGE, false)).route();
        Route abusive = evaluate(contact.with(HarmLabel.ABUSIVE_LANGUAGE, true)).route();

        assertThat(abusive.queue()).isEqualTo(polite.queue());
        assertThat(abusive.skills()).contains("de-escalation");
        assertAtLeast(polite.priority(), polite.respondWithin(), abusive);
      }
    },
    LEGAL_CLOCKS_RUN_WHOEVER_ROUTES_THE_CONTACT {
      @Override
      public void check(TestingCase contact, Evaluation evaluation) {
        List<String> clocks = evaluation.clocks().stream().map(LegalClock::name).toList();
        Topic topic = contact.scores().topic();
        if (topic == Topic.REFUND_DISPUTE
            && contact.scores().urgency().compareTo(Urgency.HIGH) >= 0) {
          assertThat(clocks).contains("psd2-refund", "psd2-complaint");
        }
        if (topic == Topic.PRIVACY_DATA) {
          assertThat(clocks).contains("gdpr-request");
        }
        if (topic == Topic.CONTENT_APPEAL) {
          assertThat(clocks).contains("dsa-appeal");
        }
      }
    },
    EVERY_RULE_CAN_BE_EVALUATED {
      @Override
      public void check(TestingCase contact, Evaluation evaluation) {
        assertThat(evaluation.route().tags()).doesNotContain(PolicyEvaluator.RULE_ERROR);
      }
    }
  }

  @Test
  void allPromisesHoldForEveryPlainContact() {
    TestingCase.plain().forEach(ShippedBookFloorTest::assertAllPromises);
  }

  @Property(tries = 5_000)
  void allPromisesHoldForAnyContact(@ForAll("cases") TestingCase contact) {
    assertAllPromises(contact);
  }

  @Provide
  Arbitrary<TestingCase> cases() {
    return Arbitraries.longs().map(TestingCase::random);
  }

  private static void assertAllPromises(TestingCase contact) {
    Evaluation evaluation = evaluate(contact);
    assertThat(Promises.values())
        .as("%s goes to %s because of %s", contact, evaluation.route(), evaluation.reasons())
        .allSatisfy(promise -> promise.check(contact, evaluation));
  }

  private static Evaluation evaluate(TestingCase contact) {
    return EVALUATOR.evaluate(contact.contact(), contact.memory());
  }

  private static void assertAtLeast(Priority priority, Duration within, Route route) {
    assertThat(route.priority()).isLessThanOrEqualTo(priority);
    assertThat(route.respondWithin()).isLessThanOrEqualTo(within);
    assertThat(route.selfService()).isNull();
  }
}
