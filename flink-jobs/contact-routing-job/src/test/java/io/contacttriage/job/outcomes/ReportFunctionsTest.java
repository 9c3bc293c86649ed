package io.contacttriage.job.outcomes;

import static io.contacttriage.job.outcomes.TestingDecisions.decision;
import static io.contacttriage.job.outcomes.TestingDecisions.label;
import static org.assertj.core.api.Assertions.assertThat;

import io.contacttriage.job.TestingContacts;
import io.contacttriage.job.settings.OutcomeSettings;
import io.contacttriage.routing.RoutingDecision;
import io.contacttriage.routing.outcome.DecidedContact;
import io.contacttriage.routing.outcome.DriftReport;
import io.contacttriage.routing.outcome.OutcomeChange;
import io.contacttriage.routing.outcome.OutcomeReport;
import io.contacttriage.routing.outcome.ScoreHistogram;
import io.contacttriage.scoring.HarmLabel;
import io.contacttriage.scoring.Scores;
import io.contacttriage.scoring.Topic;
import io.contacttriage.scoring.Urgency;
import java.time.Duration;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

@SuppressWarnings("try") // The harness's close() says that it throws anything.
class ReportFunctionsTest {
  private static final OutcomeSettings SETTINGS =
      new OutcomeSettings(
          "labels", "outcomes", Duration.ofDays(30), Duration.ofMinutes(1), Duration.ofDays(1));

  @Test
  void whatChangedIsToldOnceInEachInterval() throws Exception {
    try (var harness = tally()) {
      RoutingDecision decision = decision("c-1", "payments");
      for (int i = 0; i < 3; i++) {
        for (OutcomeChange change :
            OutcomeChange.of(DecidedContact.of(decision), label("c-1", "payments", 1))) {
          harness.processElement(change, 0);
        }
      }
      assertThat(harness.extractOutputValues()).isEmpty();

      harness.setProcessingTime(Duration.ofMinutes(1).toMillis());
      harness.setProcessingTime(Duration.ofMinutes(10).toMillis());

      assertThat(harness.extractOutputValues())
          .hasSize(2)
          .allSatisfy(report -> assertThat(report.counts().right()).isEqualTo(3));
    }
  }

  @Test
  void aWindowIsComparedWithTheFirst() throws Exception {
    try (var harness = drift()) {
      feed(harness, HarmLabel.SCAM, 150);
      harness.setProcessingTime(Duration.ofDays(1).toMillis());
      assertThat(harness.extractOutputValues()).isEmpty();
      feed(harness, HarmLabel.HATE, 120);
      harness.setProcessingTime(Duration.ofDays(2).toMillis());

      assertThat(harness.extractOutputValues())
          .singleElement()
          .satisfies(
              report -> {
                assertThat(report.referenceContacts()).isEqualTo(150);
                assertThat(report.contacts()).isEqualTo(120);
                assertThat(report.modelVersion()).isEqualTo("model/1");
                assertThat(psi(report, "harm.scam")).isGreaterThan(0.25);
                assertThat(psi(report, "harm.hate")).isGreaterThan(0.25);
                assertThat(psi(report, "harm.violence")).isLessThan(0.1);
              });
    }
  }

  @Test
  void aWindowWithFewContactsGoesOn() throws Exception {
    try (var harness = drift()) {
      feed(harness, HarmLabel.SCAM, 150);
      harness.setProcessingTime(Duration.ofDays(1).toMillis());
      feed(harness, HarmLabel.SCAM, DriftFunction.LEAST_CONTACTS - 1);
      harness.setProcessingTime(Duration.ofDays(2).toMillis());
      assertThat(harness.extractOutputValues()).isEmpty();

      feed(harness, HarmLabel.SCAM, 1);
      harness.setProcessingTime(Duration.ofDays(3).toMillis());

      assertThat(harness.extractOutputValues())
          .singleElement()
          .satisfies(
              report -> assertThat(report.contacts()).isEqualTo(DriftFunction.LEAST_CONTACTS));
    }
  }

  private static double psi(DriftReport report, String score) {
    return report.drift()[ScoreHistogram.NAMES.indexOf(score)];
  }

  private static void feed(
      KeyedOneInputStreamOperatorTestHarness<String, RoutingDecision, DriftReport> harness,
      HarmLabel harm,
      int contacts)
      throws Exception {
    Scores scores = TestingContacts.scores(Topic.FEEDBACK, Urgency.LOW, harm);
    for (int i = 0; i < contacts; i++) {
      harness.processElement(decision("c-" + i, "payments", scores), 0);
    }
  }

  private static KeyedOneInputStreamOperatorTestHarness<String, OutcomeChange, OutcomeReport>
      tally() throws Exception {
    var harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new KeyedProcessOperator<>(new TallyFunction(SETTINGS)),
            change -> change.group().key(),
            Types.STRING);
    harness.setStateBackend(new EmbeddedRocksDBStateBackend());
    harness.open();
    return harness;
  }

  private static KeyedOneInputStreamOperatorTestHarness<String, RoutingDecision, DriftReport>
      drift() throws Exception {
    var harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new KeyedProcessOperator<>(new DriftFunction(SETTINGS)),
            DriftFunction::keyOf,
            Types.STRING);
    harness.setStateBackend(new EmbeddedRocksDBStateBackend());
    harness.open();
    return harness;
  }
}
