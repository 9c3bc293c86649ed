package io.contacttriage.cli.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.contacttriage.scoring.HarmLabel;
import io.contacttriage.scoring.Scores;
import io.contacttriage.scoring.Topic;
import io.contacttriage.scoring.Urgency;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RankingTest {
  @Test
  void averagePrecisionIsTheSumOfRecallGainedTimesPrecision() {
    // From high to low: yes, no, yes, no. 1/2 of recall at precision 1, 1/2 at 2/3.
    Ranking ranking = ranking(new float[] {0.1f, 0.4f, 0.35f, 0.8f}, false, false, true, true);

    assertThat(ranking.averagePrecision(new int[] {1, 1, 1, 1})).isCloseTo(5 / 6.0, within(1e-9));
  }

  @Test
  void equalScoresAreOneStepWhateverTheirOrder() {
    // 0.9: yes. Then three at 0.5, one of them yes: all of the rest at 2 of 4. 1/2 + 1/2 * 2/4.
    float[] scores = {0.9f, 0.5f, 0.5f, 0.5f};
    int[] once = {1, 1, 1, 1};

    assertThat(ranking(scores, true, true, false, false).averagePrecision(once))
        .isCloseTo(0.75, within(1e-9));
    assertThat(ranking(scores, true, false, false, true).averagePrecision(once))
        .isCloseTo(0.75, within(1e-9));
  }

  @Test
  void aPerfectRankingIsOneAndTheWorstIsThatOfItsOrder() {
    float[] scores = {0.9f, 0.8f, 0.7f, 0.6f};
    int[] once = {1, 1, 1, 1};

    assertThat(ranking(scores, true, true, false, false).averagePrecision(once)).isEqualTo(1);
    // Third at 1/3, fourth at 2/4.
    assertThat(ranking(scores, false, false, true, true).averagePrecision(once))
        .isCloseTo((1 / 3.0 + 2 / 4.0) / 2, within(1e-9));
  }

  @Test
  void countsAreAsGoodAsRepeatedRows() {
    // The yes at 0.8 twice: 2/3 of recall at 1; the no at 0.4 three times; 1/3 at 3/6.
    Ranking ranking = ranking(new float[] {0.1f, 0.4f, 0.35f, 0.8f}, false, false, true, true);

    assertThat(ranking.averagePrecision(new int[] {0, 3, 1, 2}))
        .isCloseTo(2 / 3.0 + 1 / 3.0 * 0.5, within(1e-9));
  }

  @Test
  void aLabelThatNobodyHasGivesNoNumber() {
    Ranking ranking = ranking(new float[] {0.1f, 0.4f}, false, true);

    assertThat(ranking.averagePrecision(new int[] {1, 0})).isNaN();
  }

  private static Ranking ranking(float[] scores, boolean... wanted) {
    List<Outcome> outcomes = new ArrayList<>();
    for (int i = 0; i < scores.length; i++) {
      float[] harms = new float[HarmLabel.values().length];
      Arrays.fill(harms, scores[i]);
      Scores found =
          new Scores(
              new float[Topic.values().length],
              new float[Urgency.values().length],
              harms,
              new boolean[harms.length],
              "en",
              1,
              "fast",
              "tiny/1");
      outcomes.add(
          TestingOutcomes.outcome(
              "c-" + i,
              TestingOutcomes.english(null, null, wanted[i] ? Set.of(HarmLabel.SCAM) : Set.of()),
              found));
    }
    return new Rankings(outcomes).of(HarmLabel.SCAM);
  }
}
