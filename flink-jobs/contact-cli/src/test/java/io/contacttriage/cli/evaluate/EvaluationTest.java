package io.contacttriage.cli.evaluate;

import static io.contacttriage.cli.evaluate.TestingOutcomes.NONE;
import static io.contacttriage.cli.evaluate.TestingOutcomes.english;
import static io.contacttriage.cli.evaluate.TestingOutcomes.outcome;
import static io.contacttriage.cli.evaluate.TestingOutcomes.scores;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.contacttriage.cli.evaluate.LabelledContact.Labels;
import io.contacttriage.scoring.HarmLabel;
import io.contacttriage.scoring.Scores;
import io.contacttriage.scoring.Topic;
import io.contacttriage.scoring.Urgency;
import java.util.List;
import java.util.Set;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EvaluationTest {
  private static final Offset<Double> EXACT = within(1e-6);

  private final Evaluation four = Evaluation.of(TestingOutcomes.four());

  @Test
  void topicFiguresAreThoseThatOneCountsByHand() {
    assertThat(Figure.TOPIC_ACCURACY.of(four)).isEqualTo(0.75);
    LabelTally other = four.topics().label(Topic.OTHER);
    assertThat(other).isEqualTo(new LabelTally(2, 1, 1));
    assertThat(other.precision()).isEqualTo(1);
    assertThat(other.recall()).isEqualTo(0.5);
    assertThat(other.f1()).isCloseTo(2 / 3.0, EXACT);
    // Labels that do not occur do not count: (2/3 + 4/5) / 2.
    assertThat(Figure.TOPIC_MACRO_F1.of(four)).isCloseTo(11 / 15.0, EXACT);
    assertThat(four.topics().count(Topic.OTHER, Topic.FEEDBACK)).isEqualTo(1);
    assertThat(four.topics().count(Topic.FEEDBACK, Topic.OTHER)).isZero();
  }

  @Test
  void urgencyFiguresAreThoseThatOneCountsByHand() {
    assertThat(Figure.URGENCY_ACCURACY.of(four)).isEqualTo(0.75);
    // One contact is one step off: high for critical.
    assertThat(Figure.URGENCY_STEP_ERROR.of(four)).isEqualTo(0.25);
    assertThat(Figure.CRITICAL_RECALL.of(four)).isEqualTo(0.5);
    assertThat(Figure.CRITICAL_AT_LEAST_HIGH_RECALL.of(four)).isEqualTo(1);
    // Critical 2/3, low 1; high is found but not wanted, and does not count.
    assertThat(Figure.URGENCY_MACRO_F1.of(four)).isCloseTo(5 / 6.0, EXACT);
  }

  @Test
  void harmFiguresAreThoseThatOneCountsByHand() {
    assertThat(four.harms().label(HarmLabel.VIOLENCE).recall()).isZero();
    assertThat(four.harms().label(HarmLabel.VIOLENCE).precision()).isNaN();
    assertThat(four.harms().accuracy()).isEqualTo(0.5);
    // Self-harm and hate 1, violence 0; scam is flagged but nobody has it.
    assertThat(Figure.HARM_MACRO_F1.of(four)).isCloseTo(2 / 3.0, EXACT);
    assertThat(Figure.HARMFUL_FLAGGED.of(four)).isEqualTo(1);
    assertThat(Figure.HARMLESS_FLAGGED.of(four)).isEqualTo(0.5);
    assertThat(Figure.SELF_HARM_RECALL.of(four)).isEqualTo(1);
    assertThat(Figure.VIOLENCE_RECALL.of(four)).isZero();
    assertThat(Figure.CHILD_SAFETY_RECALL.of(four)).isNaN();
    // Self-harm and hate rank their one contact first: 1. Violence ties all four: 1/4.
    assertThat(Figure.HARM_MEAN_AUPRC.of(four)).isCloseTo(0.75, EXACT);
  }

  @Test
  void calibrationErrorsAreThoseThatOneCountsByHand() {
    // Topic: 0.9 twice, both right, gap 0.1 each; 0.7 wrong, gap 0.7; 0.8 right, gap 0.2; 15 bins
    // hold 0.7, 0.8 and 0.9 apart. (0.1 + 0.1 + 0.7 + 0.2) / 4.
    assertThat(Figure.TOPIC_CALIBRATION_ERROR.of(four)).isCloseTo(0.275, EXACT);
    // Urgency: 0.6 wrong; 0.8 right, 0.9 right twice. (0.6 + 0.2 + 0.1 + 0.1) / 4.
    assertThat(Figure.URGENCY_CALIBRATION_ERROR.of(four)).isCloseTo(0.25, EXACT);
    // Self-harm: said 0.75, came, and three times 0.25, came not: all four gaps are 0.25.
    assertThat(four.harmReliability(HarmLabel.SELF_HARM).error()).isCloseTo(0.25, EXACT);
    // Violence: four times 0.25, and one came: no gap at all.
    assertThat(four.harmReliability(HarmLabel.VIOLENCE).error()).isCloseTo(0, EXACT);
  }

  @Test
  void whatTheDataDoNotCarryIsNotCounted() {
    Labels nothing = new Labels(null, null, "mail", null, null, null);
    Scores found = scores(Topic.OTHER, Urgency.LOW, Set.of(HarmLabel.SCAM));
    Evaluation evaluation = Evaluation.of(List.of(outcome("1", nothing, found)));

    assertThat(evaluation.contacts()).isEqualTo(1);
    assertThat(evaluation.topics().contacts()).isZero();
    assertThat(evaluation.harms().contacts()).isZero();
    for (Figure figure : Figure.values()) {
      assertThat(figure.of(evaluation)).as(figure.title()).isNaN();
      assertThat(figure.base(evaluation)).as(figure.title()).isZero();
    }
  }

  @Test
  void aContactWithoutHarmLabelsIsNotTakenForAHarmlessOne() {
    Evaluation evaluation =
        Evaluation.of(
            List.of(
                outcome(
                    "unknown",
                    english(Topic.OTHER, null, null),
                    scores(Topic.OTHER, Urgency.LOW, Set.of(HarmLabel.SCAM))),
                outcome(
                    "harmless",
                    english(null, null, NONE),
                    scores(Topic.FEEDBACK, Urgency.LOW, NONE))));

    assertThat(Figure.HARMLESS_FLAGGED.of(evaluation)).isZero();
    assertThat(Figure.TOPIC_ACCURACY.of(evaluation)).isEqualTo(1);
    assertThat(evaluation.topics().contacts()).isEqualTo(1);
    assertThat(evaluation.harmReliability(HarmLabel.SCAM).bins())
        .extracting(Reliability.Bin::contacts)
        .contains(1)
        .doesNotContain(2);
  }

  @ParameterizedTest
  @EnumSource
  void countingContactsTwiceChangesNoFigure(Figure figure) {
    List<Outcome> outcomes = TestingOutcomes.four();
    Evaluation twice = Evaluation.of(outcomes, new Rankings(outcomes), new int[] {2, 2, 2, 2});

    assertThat(twice.contacts()).isEqualTo(8);
    if (Double.isNaN(figure.of(four))) {
      assertThat(figure.of(twice)).isNaN();
    } else {
      assertThat(figure.of(twice)).isCloseTo(figure.of(four), EXACT);
    }
  }

  @Test
  void aContactThatCountsZeroTimesIsNotThere() {
    List<Outcome> outcomes = TestingOutcomes.four();
    Evaluation some = Evaluation.of(outcomes, new Rankings(outcomes), new int[] {1, 0, 3, 0});
    Evaluation same =
        Evaluation.of(List.of(outcomes.get(0), outcomes.get(2), outcomes.get(2), outcomes.get(2)));

    for (Figure figure : Figure.values()) {
      assertThat(figure.show(figure.of(some)))
          .as(figure.title())
          .isEqualTo(figure.show(figure.of(same)));
    }
  }

  @Test
  void slicesHoldEveryContactOnce() {
    List<Outcome> outcomes =
        List.of(
            outcome(
                "1",
                new Labels("ms", "angry", "mail", Topic.OTHER, null, null),
                scores(Topic.OTHER, Urgency.LOW, NONE)),
            outcome(
                "2",
                new Labels(null, null, "mail", Topic.OTHER, null, null),
                scores(Topic.FEEDBACK, Urgency.LOW, NONE)));

    assertThat(Slices.LANGUAGE.evaluate(outcomes).keySet()).containsExactly("ms", "unknown");
    assertThat(Slices.KIND.evaluate(outcomes).keySet()).containsExactly("angry", "unknown");
    assertThat(Slices.SOURCE.evaluate(outcomes).get("mail").topics().accuracy()).isEqualTo(0.5);
    assertThat(Slices.LANGUAGE.evaluate(outcomes).get("ms").topics().accuracy()).isEqualTo(1);
  }
}
