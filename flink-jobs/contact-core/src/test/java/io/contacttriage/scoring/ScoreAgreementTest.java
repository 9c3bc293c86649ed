package io.contacttriage.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class ScoreAgreementTest {
  private static final Offset<Double> ROUNDING = within(1e-6);

  private final ScoreAgreement agreement = new ScoreAgreement();

  @Test
  void topicsAndUrgenciesAreCountedWhereTheyAreTheSame() {
    agreement.add(
        scores(Topic.GENERAL_QUESTION, Urgency.LOW, 0, false),
        scores(Topic.GENERAL_QUESTION, Urgency.HIGH, 0, false));
    agreement.add(
        scores(Topic.GENERAL_QUESTION, Urgency.LOW, 0, false),
        scores(Topic.ACCOUNT_SECURITY, Urgency.LOW, 0, false));
    agreement.add(
        scores(Topic.ACCOUNT_SECURITY, Urgency.LOW, 0, false),
        scores(Topic.ACCOUNT_SECURITY, Urgency.LOW, 0, false));

    assertThat(agreement.compared()).isEqualTo(3);
    assertThat(agreement.sameTopic()).isEqualTo(2);
    assertThat(agreement.sameUrgency()).isEqualTo(2);
  }

  @Test
  void flagsAreCountedBySide() {
    agreement.add(scam(0.9f, true), scam(0.1f, false));
    agreement.add(scam(0.9f, true), scam(0.2f, false));
    agreement.add(scam(0.1f, false), scam(0.9f, true));
    agreement.add(scam(0.8f, true), scam(0.9f, true));
    agreement.add(scam(0.1f, false), scam(0.1f, false));

    assertThat(agreement.flaggedByLiveOnly(HarmLabel.SCAM)).isEqualTo(2);
    assertThat(agreement.flaggedByCandidateOnly(HarmLabel.SCAM)).isEqualTo(1);
    assertThat(agreement.flaggedByBoth(HarmLabel.SCAM)).isEqualTo(1);
    assertThat(agreement.flaggedByBoth(HarmLabel.HATE)).isZero();
  }

  @Test
  void theMeanShiftHasASignAndItsTwoPartsHaveNone() {
    agreement.add(scam(0.2f, false), scam(0.5f, false));
    agreement.add(scam(0.9f, true), scam(0.4f, false));

    assertThat(agreement.raised(HarmLabel.SCAM)).isCloseTo(0.3, ROUNDING);
    assertThat(agreement.lowered(HarmLabel.SCAM)).isCloseTo(0.5, ROUNDING);
    assertThat(agreement.meanShift(HarmLabel.SCAM)).isCloseTo(-0.1, ROUNDING);
    assertThat(agreement.meanShift(HarmLabel.HATE)).isZero();
  }

  @Test
  void beforeTheFirstContactThereIsNoShift() {
    assertThat(agreement.meanShift(HarmLabel.SCAM)).isZero();
  }

  private static Scores scam(float score, boolean flagged) {
    return scores(Topic.GENERAL_QUESTION, Urgency.LOW, score, flagged);
  }

  private static Scores scores(Topic topic, Urgency urgency, float scam, boolean flagged) {
    float[] topics = new float[Topic.values().length];
    topics[topic.ordinal()] = 1;
    float[] urgencies = new float[Urgency.values().length];
    urgencies[urgency.ordinal()] = 1;
    float[] harms = new float[HarmLabel.values().length];
    harms[HarmLabel.SCAM.ordinal()] = scam;
    boolean[] flags = new boolean[harms.length];
    flags[HarmLabel.SCAM.ordinal()] = flagged;
    return new Scores(topics, urgencies, harms, flags, "en", 1, "fast", "testing/1");
  }
}
