package io.contacttriage.scoring.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import io.contacttriage.scoring.HarmLabel;
import io.contacttriage.scoring.Scores;
import io.contacttriage.scoring.Stakes;
import io.contacttriage.scoring.Topic;
import io.contacttriage.scoring.Urgency;
import io.contacttriage.scoring.bundle.CascadeRule.Band;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CascadeRuleTest {
  private final CascadeRule rule =
      new CascadeRule(0.6, 0.7, Map.of(HarmLabel.SELF_HARM, new Band(0.02, 0.8)));

  @Test
  void aSureAnswerOutsideEveryBandIsTheFinalOne() {
    assertThat(rule.atStake(scores(0.9f, 0.9f, 0, 0))).isEqualTo(Stakes.NONE);
  }

  @ParameterizedTest
  @CsvSource({"0.5999,TOPIC", "0.6,NONE", "0.61,NONE"})
  void anUnsureTopicAsksTheDeepTier(float topic, Stakes stakes) {
    assertThat(rule.atStake(scores(topic, 0.9f, 0, 0))).isEqualTo(stakes);
  }

  @ParameterizedTest
  @CsvSource({"0.6999,URGENCY", "0.7,NONE", "0.71,NONE"})
  void anUnsureUrgencyAsksTheDeepTier(float urgency, Stakes stakes) {
    assertThat(rule.atStake(scores(0.9f, urgency, 0, 0))).isEqualTo(stakes);
  }

  @ParameterizedTest
  @CsvSource({"0.0199,NONE", "0.02,SAFETY", "0.5,SAFETY", "0.7999,SAFETY", "0.8,NONE", "1,NONE"})
  void aHarmInItsBandAsksTheDeepTierFromIncludedToExcluded(float harm, Stakes stakes) {
    assertThat(rule.atStake(scores(0.9f, 0.9f, harm, 0))).isEqualTo(stakes);
  }

  @Test
  void aHarmWithoutABandAsksNobody() {
    assertThat(rule.atStake(scores(0.9f, 0.9f, 0, 0.5f))).isEqualTo(Stakes.NONE);
  }

  @Test
  void ofSeveralReasonsToAskTheHighestStakesCount() {
    CascadeRule both =
        new CascadeRule(
            0.6,
            0.7,
            Map.of(HarmLabel.SCAM, new Band(0.4, 0.8), HarmLabel.SELF_HARM, new Band(0.02, 0.8)));

    assertThat(both.atStake(scores(0.3f, 0.3f, 0.5f, 0.5f))).isEqualTo(Stakes.SAFETY);
    assertThat(both.atStake(scores(0.3f, 0.3f, 0, 0.5f))).isEqualTo(Stakes.HARM);
    assertThat(both.atStake(scores(0.3f, 0.3f, 0, 0))).isEqualTo(Stakes.URGENCY);
  }

  @Test
  void theDeepAnswerIsFinalWhereTheFastTierWasInItsBand() {
    Scores deep = scores(0.9f, 0.9f, 0.01f, 0);
    assertThat(rule.decide(scores(0.3f, 0.9f, 0.7999f, 0.9f), deep))
        .usingRecursiveComparison()
        .isEqualTo(deep);
  }

  @Test
  void aSafetyLabelOfWhichTheFastTierWasSureIsNeverLowered() {
    Scores decided = rule.decide(scores(0.3f, 0.9f, 0.8f, 0), scores(0.9f, 0.9f, 0.01f, 0));
    assertThat(decided.harm(HarmLabel.SELF_HARM)).isEqualTo(0.8f);
    assertThat(decided.flags()).containsExactly(HarmLabel.SELF_HARM);
    assertThat(decided.topicConfidence()).isEqualTo(0.9f);
  }

  @Test
  void theLanguageIsTheFastTiersToTell() {
    Scores deep = scores(0.9f, 0.9f, 0, 0);
    Scores fast =
        new Scores(
            deep.topics(),
            deep.urgencies(),
            deep.harms(),
            deep.flagged(),
            "ms",
            0.7f,
            "fast",
            "tiny/1.0.0");
    assertThat(rule.decide(fast, deep).language()).isEqualTo("ms");
    assertThat(rule.decide(fast, deep).languageConfidence()).isEqualTo(0.7f);
  }

  @Test
  void whereBothAreSureTheHigherProbabilityIsTold() {
    Scores decided = rule.decide(scores(0.3f, 0.9f, 0.8f, 0), scores(0.9f, 0.9f, 0.95f, 0));
    assertThat(decided.harm(HarmLabel.SELF_HARM)).isEqualTo(0.95f);
  }

  /** The best topic and urgency are not the first of their enum; the rest is shared out. */
  private static Scores scores(float topic, float urgency, float selfHarm, float scam) {
    float[] topics = new float[Topic.values().length];
    Arrays.fill(topics, (1 - topic) / (topics.length - 1));
    topics[Topic.FEEDBACK.ordinal()] = topic;
    float[] urgencies = new float[Urgency.values().length];
    Arrays.fill(urgencies, (1 - urgency) / (urgencies.length - 1));
    urgencies[Urgency.HIGH.ordinal()] = urgency;
    float[] harms = new float[HarmLabel.values().length];
    harms[HarmLabel.SELF_HARM.ordinal()] = selfHarm;
    harms[HarmLabel.SCAM.ordinal()] = scam;
    return new Scores(
        topics, urgencies, harms, new boolean[harms.length], "en", 1, "fast", "tiny/1.0.0");
  }
}
