package io.contacttriage.job.outcomes;

import static io.contacttriage.job.outcomes.TestingDecisions.decision;
import static io.contacttriage.job.outcomes.TestingDecisions.label;
import static org.assertj.core.api.Assertions.assertThat;

import io.contacttriage.routing.RoutingDecision;
import io.contacttriage.routing.outcome.Label;
import io.contacttriage.routing.outcome.OutcomeChange;
import io.contacttriage.routing.outcome.OutcomeCounts;
import io.contacttriage.routing.outcome.OutcomeGroup.Kind;
import java.time.Duration;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.api.operators.co.KeyedCoProcessOperator;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JoinLabelsFunctionTest {
  private static final Duration KEPT = Duration.ofDays(30);

  private KeyedTwoInputStreamOperatorTestHarness<String, RoutingDecision, Label, OutcomeChange>
      harness;

  @BeforeEach
  void open() throws Exception {
    harness = newHarness();
    harness.open();
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  @Test
  void aLabelFindsItsDecision() throws Exception {
    route("c-1", "payments");
    judge("c-1", "payments", 1);

    assertThat(rule()).isEqualTo(new OutcomeCounts(1, 1, 1, 0, 0, 0, 0));
  }

  @Test
  void aLabelThatComesFirstWaits() throws Exception {
    judge("c-1", "safety", 1);
    assertThat(harness.extractOutputValues()).isEmpty();

    route("c-1", "payments");

    assertThat(rule()).isEqualTo(new OutcomeCounts(1, 1, 0, 0, 0, 0, 0));
    assertThat(queue("safety").missed()).isEqualTo(1);
  }

  @Test
  void aDecisionWithoutALabelIsOnlyDecided() throws Exception {
    route("c-1", "payments");
    judge("c-2", "payments", 1);

    assertThat(rule()).isEqualTo(new OutcomeCounts(1, 0, 0, 0, 0, 0, 0));
  }

  @Test
  void theLastOfManyLabelsWins() throws Exception {
    route("c-1", "payments");
    judge("c-1", "safety", 1);
    judge("c-1", "payments", 2);
    judge("c-1", "payments", 2);

    assertThat(rule()).isEqualTo(new OutcomeCounts(1, 1, 1, 0, 0, 0, 0));
    assertThat(queue("safety").missed()).isZero();
  }

  @Test
  void aLabelThatWasMadeEarlierChangesNothing() throws Exception {
    route("c-1", "payments");
    judge("c-1", "payments", 5);
    judge("c-1", "safety", 1);

    assertThat(rule().right()).isEqualTo(1);
    assertThat(queue("safety").missed()).isZero();
  }

  @Test
  void aContactThatIsDecidedAgainCountsOnce() throws Exception {
    route("c-1", "payments");
    route("c-1", "safety");

    assertThat(rule().decided()).isEqualTo(1);
    assertThat(queue("safety")).isEqualTo(OutcomeCounts.NONE);
  }

  @Test
  void aLabelThatComesTooLateFindsNothing() throws Exception {
    harness.setStateTtlProcessingTime(0);
    route("c-1", "payments");
    harness.setStateTtlProcessingTime(KEPT.toMillis() + 1);
    judge("c-1", "payments", 1);

    assertThat(rule()).isEqualTo(new OutcomeCounts(1, 0, 0, 0, 0, 0, 0));
  }

  @Test
  void bothSidesSurviveARestore() throws Exception {
    route("c-1", "payments");
    judge("c-2", "payments", 1);
    OperatorSubtaskState state = harness.snapshot(1, 1);
    harness.close();

    harness = newHarness();
    harness.initializeState(state);
    harness.open();
    judge("c-1", "payments", 1);
    route("c-2", "payments");

    assertThat(rule()).isEqualTo(new OutcomeCounts(1, 2, 2, 0, 0, 0, 0));
  }

  private void route(String contactId, String queue) throws Exception {
    harness.processElement1(decision(contactId, queue), 0);
  }

  private void judge(String contactId, String queue, int second) throws Exception {
    harness.processElement2(label(contactId, queue, second), 0);
  }

  private OutcomeCounts rule() {
    return sum(Kind.RULE, "rule");
  }

  private OutcomeCounts queue(String name) {
    return sum(Kind.QUEUE, name);
  }

  private OutcomeCounts sum(Kind kind, String name) {
    return harness.extractOutputValues().stream()
        .filter(change -> change.group().kind() == kind && change.group().name().equals(name))
        .map(OutcomeChange::counts)
        .reduce(OutcomeCounts.NONE, OutcomeCounts::plus);
  }

  private static KeyedTwoInputStreamOperatorTestHarness<
          String, RoutingDecision, Label, OutcomeChange>
      newHarness() throws Exception {
    var harness =
        new KeyedTwoInputStreamOperatorTestHarness<>(
            new KeyedCoProcessOperator<>(new JoinLabelsFunction(KEPT)),
            RoutingDecision::contactId,
            Label::contactId,
            Types.STRING);
    harness.setStateBackend(new EmbeddedRocksDBStateBackend());
    return harness;
  }
}
