package io.contacttriage.routing.outcome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.contacttriage.routing.TestingContacts;
import io.contacttriage.scoring.HarmLabel;
import io.contacttriage.scoring.Topic;
import io.contacttriage.scoring.Urgency;
import org.junit.jupiter.api.Test;

class ScoreHistogramTest {
  private static final int SCAM = ScoreHistogram.NAMES.indexOf("harm.scam");
  private static final int HATE = ScoreHistogram.NAMES.indexOf("harm.hate");

  @Test
  void theSameScoresDoNotDrift() {
    assertThat(scams(50, 50).driftFrom(scams(500, 500), SCAM)).isCloseTo(0, within(1e-9));
  }

  @Test
  void theIndexIsTheOneOfTheBooks() {
    // (0.3-0.5) ln(0.3/0.5) + (0.7-0.5) ln(0.7/0.5)
    assertThat(scams(3000, 7000).driftFrom(scams(5000, 5000), SCAM))
        .isCloseTo(0.1695, within(0.0001));
  }

  @Test
  void onlyTheScoreThatMovedDrifts() {
    ScoreHistogram moved = scams(10, 90);

    assertThat(moved.driftFrom(scams(90, 10), SCAM)).isGreaterThan(0.25);
    assertThat(moved.driftFrom(scams(90, 10), HATE)).isEqualTo(0);
  }

  private static ScoreHistogram scams(int low, int high) {
    ScoreHistogram histogram = ScoreHistogram.empty();
    for (int i = 0; i < low + high; i++) {
      histogram =
          histogram.with(
              TestingContacts.contact(Topic.FEEDBACK, Urgency.LOW)
                  .harm(HarmLabel.SCAM, i < low ? 0.15 : 0.85)
                  .scores());
    }
    return histogram;
  }
}
