package io.contacttriage.job.operators;

import static org.assertj.core.api.Assertions.assertThat;

import io.contacttriage.job.TestingContacts;
import io.contacttriage.routing.launch.BookComparison;
import io.contacttriage.routing.launch.CandidateWithdrawal;
import io.contacttriage.routing.policy.LaunchGuard;
import java.time.Clock;
import java.time.ZoneOffset;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GuardFunctionTest {
  private static final LaunchGuard GUARD = new LaunchGuard(0.05, null, null, 0.01);

  private KeyedOneInputStreamOperatorTestHarness<Long, BookComparison, CandidateWithdrawal> harness;

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
  void aCandidateThatMovesEverybodyIsWithdrawnOnceWithItsFigures() throws Exception {
    for (int i = 0; i < 50; i++) {
      compare(7, "payments");
    }

    assertThat(harness.extractOutputValues())
        .singleElement()
        .satisfies(
            withdrawal -> {
              assertThat(withdrawal.version()).isEqualTo(7);
              assertThat(withdrawal.by()).isEqualTo(CandidateWithdrawal.By.GUARD);
              assertThat(withdrawal.at()).isEqualTo(TestingContacts.NOON);
              assertThat(withdrawal.reason())
                  .contains("contacts more in payments: ", "contacts fewer in general: ", "0.05");
            });
  }

  @Test
  void aCandidateThatMovesNobodyStays() throws Exception {
    for (int i = 0; i < 500; i++) {
      compare(7, "general");
    }

    assertThat(harness.extractOutputValues()).isEmpty();
  }

  @Test
  void eachCandidateIsCountedByItself() throws Exception {
    for (int version = 1; version <= 40; version++) {
      compare(version, "payments");
    }

    assertThat(harness.extractOutputValues()).isEmpty();
  }

  @Test
  void whatItCountedSurvivesARestore() throws Exception {
    compare(7, "payments");
    compare(7, "payments");
    assertThat(harness.extractOutputValues()).isEmpty();
    OperatorSubtaskState state = harness.snapshot(1, 1);
    harness.close();

    harness = newHarness();
    harness.initializeState(state);
    harness.open();
    compare(7, "payments");

    // Alone, one contact would say nothing; it is the third.
    assertThat(harness.extractOutputValues())
        .singleElement()
        .satisfies(withdrawal -> assertThat(withdrawal.reason()).contains("3 of 3"));
  }

  private void compare(long version, String candidateQueue) throws Exception {
    harness.processElement(
        new BookComparison(version, "general", candidateQueue, false, false, false, GUARD, 3), 0);
  }

  private static KeyedOneInputStreamOperatorTestHarness<Long, BookComparison, CandidateWithdrawal>
      newHarness() throws Exception {
    var harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new KeyedProcessOperator<>(
                new GuardFunction(Clock.fixed(TestingContacts.NOON, ZoneOffset.UTC))),
            BookComparison::version,
            Types.LONG);
    harness.setStateBackend(new EmbeddedRocksDBStateBackend());
    return harness;
  }
}
