package io.contacttriage.routing.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import io.contacttriage.routing.TestingSchemas;
import io.contacttriage.routing.outcome.OutcomeGroup.Kind;
import io.contacttriage.scoring.HarmLabel;
import io.contacttriage.scoring.Topic;
import io.contacttriage.scoring.Urgency;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutcomeChangeTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  private static final DecidedContact DECIDED =
      new DecidedContact(
          "c-1",
          "payments",
          "scams",
          "reported",
          "en",
          "shipped/7",
          "triage/1",
          Topic.FEEDBACK,
          Urgency.LOW,
          List.of(HarmLabel.SCAM, HarmLabel.HATE),
          NOON,
          NOON.plusSeconds(3600));

  @Test
  void aRerouteIsAMissOfTheRightQueue() {
    Label label = label("safety", null, null);

    assertThat(counts(label, Kind.RULE, "reported")).isEqualTo(counts(0, 1, 0, 0));
    assertThat(counts(label, Kind.QUEUE, "payments")).isEqualTo(counts(0, 1, 0, 0));
    assertThat(counts(label, Kind.QUEUE, "safety")).isEqualTo(counts(0, 0, 0, 1));
  }

  @Test
  void eachHarmLabelIsJudgedByItself() {
    Label label = label(null, List.of(HarmLabel.SCAM, HarmLabel.VIOLENCE), null);

    assertThat(counts(label, Kind.HARM, "scam")).isEqualTo(counts(0, 1, 1, 0));
    assertThat(counts(label, Kind.HARM, "hate")).isEqualTo(counts(0, 1, 0, 0));
    assertThat(counts(label, Kind.HARM, "violence")).isEqualTo(counts(0, 0, 0, 1));
    assertThat(counts(label, Kind.HARM, "sexual")).isEqualTo(OutcomeCounts.NONE);
    assertThat(counts(label, Kind.RULE, "reported")).isEqualTo(OutcomeCounts.NONE);
  }

  @Test
  void aFirstTouchAfterTheTimeIsLate() {
    Label label = label(null, null, NOON.plusSeconds(3601));

    OutcomeCounts counts = counts(label, Kind.RULE, "reported");

    assertThat(counts).isEqualTo(new OutcomeCounts(0, 0, 0, 0, 1, 1, 3_601_000));
    assertThat(counts.lateShare().value()).isEqualTo(1);
  }

  @Test
  void whatIsTakenBackLeavesNothing() {
    for (OutcomeChange change : OutcomeChange.of(DECIDED, label("safety", List.of(), NOON))) {
      assertThat(change.counts().plus(change.negated().counts())).isEqualTo(OutcomeCounts.NONE);
    }
  }

  @Test
  void reportsFitTheirSchema() throws IOException {
    OutcomeWriter writer = new OutcomeWriter();
    for (OutcomeChange change : OutcomeChange.of(DECIDED, label("safety", List.of(), NOON))) {
      byte[] written = writer.write(new OutcomeReport(change.group(), change.counts(), NOON));
      assertThat(TestingSchemas.violations("outcome.schema.json", written))
          .as(change.group().key())
          .isEmpty();
    }
    double[] drift = new double[ScoreHistogram.NAMES.size()];
    byte[] written = writer.write(new DriftReport("triage/1", "en", drift, 100, 120, NOON));
    assertThat(TestingSchemas.violations("outcome.schema.json", written)).isEmpty();
  }

  private static Label label(String queue, List<HarmLabel> harm, Instant firstTouch) {
    return new Label("c-1", queue, null, null, harm, firstTouch, "agent-7", NOON);
  }

  private static OutcomeCounts counts(long decided, long said, long right, long missed) {
    return new OutcomeCounts(decided, said, right, missed, 0, 0, 0);
  }

  private static OutcomeCounts counts(Label label, Kind kind, String name) {
    return OutcomeChange.of(DECIDED, label).stream()
        .filter(change -> change.group().kind() == kind && change.group().name().equals(name))
        .map(OutcomeChange::counts)
        .reduce(OutcomeCounts.NONE, OutcomeCounts::plus);
  }
}
