package io.contacttriage.job.operators;

import static io.contacttriage.job.TestingContacts.NOON;
import static io.contacttriage.job.TestingContacts.calmQuestion;
import static io.contacttriage.job.TestingContacts.scored;
import static io.contacttriage.job.TestingContacts.scores;
import static io.contacttriage.job.TestingContacts.unscored;
import static org.assertj.core.api.Assertions.assertThat;

import io.contacttriage.job.TestingBooks;
import io.contacttriage.routing.RoutingDecision;
import io.contacttriage.routing.RoutingMemory;
import io.contacttriage.routing.policy.RoutingRules;
import io.contacttriage.scoring.HarmLabel;
import io.contacttriage.scoring.ScoredContact;
import io.contacttriage.scoring.Scores;
import io.contacttriage.scoring.Topic;
import io.contacttriage.scoring.Urgency;
import org.junit.jupiter.api.Test;

class RoutingMetricsTest {
  private final TestingMetrics metrics = new TestingMetrics();
  private final RoutingMetrics routing = new RoutingMetrics(metrics.task().addGroup("routing"));

  @Test
  void whatWasDecidedIsTheSumOfQueuesAndOfTopicsAndFailSafes() throws Exception {
    for (int i = 0; i < 3; i++) {
      routing.decided(decided(scored("c" + i, "ana", calmQuestion()), "blue"), null);
    }
    routing.decided(decided(scored("d", "ana", scamWithPayment()), "red"), null);
    routing.decided(decided(unscored("e", "ana"), "red"), null);
    routing.duplicate();

    assertThat(counted("decided")).isEqualTo(5);
    assertThat(counted("duplicates")).isEqualTo(1);
    assertThat(metrics.sum("decidedByQueue")).isEqualTo(5);
    assertThat(counted("queue.blue.decidedByQueue")).isEqualTo(3);
    assertThat(counted("failSafe")).isEqualTo(1);
    assertThat(metrics.sum("decidedByTopic")).isEqualTo(4);
    assertThat(counted("topic.payment_billing.decidedByTopic")).isEqualTo(1);
    assertThat(counted("harm.scam.flaggedByHarm")).isEqualTo(1);
  }

  @Test
  void fiftyQueuesHaveACounterAndTheOthersShareOneThatKeepsTheSum() throws Exception {
    for (int i = 0; i < 60; i++) {
      routing.decided(decided(scored("c" + i, "ana", calmQuestion()), "q" + i), null);
    }

    assertThat(counted("queue.other.decidedByQueue")).isEqualTo(10);
    assertThat(metrics.sum("decidedByQueue")).isEqualTo(60);
  }

  @Test
  void aBucketCountsWhatTookAtMostItsSeconds() throws Exception {
    RoutingDecision decision = decided(scored("c", "ana", calmQuestion()), "blue");
    long decidedAt = NOON.toEpochMilli();
    routing.decided(decision, decidedAt - 250);
    routing.decided(decision, decidedAt - 251);
    routing.decided(decision, decidedAt - 7_200_000);

    assertThat(counted("le.0.1.latencyBucket")).isZero();
    assertThat(counted("le.0.25.latencyBucket")).isEqualTo(1);
    assertThat(counted("le.5.latencyBucket")).isEqualTo(2);
    assertThat(counted("le.3600.latencyBucket")).isEqualTo(2);
    assertThat(counted("le.+Inf.latencyBucket")).isEqualTo(3);
    assertThat(counted("latencyMillis")).isEqualTo(250 + 251 + 7_200_000);
  }

  @Test
  void aContactFromTheFutureTookNothingAndOneWithoutATimeIsInNoBucket() throws Exception {
    RoutingDecision decision = decided(scored("c", "ana", calmQuestion()), "blue");
    routing.decided(decision, NOON.toEpochMilli() + 1000);
    routing.decided(decision, null);

    assertThat(counted("le.0.1.latencyBucket")).isEqualTo(1);
    assertThat(counted("le.+Inf.latencyBucket")).isEqualTo(1);
    assertThat(counted("latencyMillis")).isZero();
    assertThat(counted("decided")).isEqualTo(2);
  }

  private static Scores scamWithPayment() {
    return scores(Topic.PAYMENT_BILLING, Urgency.LOW, HarmLabel.SCAM);
  }

  private static RoutingDecision decided(ScoredContact contact, String queue) throws Exception {
    return RoutingRules.decide(
        contact,
        RoutingMemory.NONE,
        CompiledBooks.of(TestingBooks.sendingAllTo(queue, 10).json()).orThrow(),
        "1",
        NOON);
  }

  private long counted(String name) {
    return metrics.count("routing." + name);
  }
}
