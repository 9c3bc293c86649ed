package io.contacttriage.scoring.bundle;

import io.contacttriage.scoring.HarmLabel;
import io.contacttriage.scoring.Scores;
import java.util.Map;

/**
 * When the fast tier's answer is not enough: it is unsure of the topic or the urgency, or a harm
 * label lies in the band in which the deep tier shall decide.
 *
 * @param topicBelow in [0, 1]: the best topic's probability is less
 * @param urgencyBelow in [0, 1]: the best urgency's probability is less
 * @param harm by label, for some labels, every safety label among them
 */
public record CascadeRule(double topicBelow, double urgencyBelow, Map<HarmLabel, Band> harm) {
  public CascadeRule {
    harm = Map.copyOf(harm);
  }

  /**
   * Calibrated probabilities in [0, 1].
   *
   * @param from belongs to the band; less than {@code to}
   * @param to no longer belongs to it
   */
  public record Band(double from, double to) {
    // Probabilities are floats: as a double, 0.6f would be over a limit of 0.6.
    boolean holds(float probability) {
      return probability >= (float) from && probability < (float) to;
    }
  }

  /** Whether the deep tier is asked after this answer of the fast one. */
  public boolean asksDeep(Scores fast) {
    return fast.topicConfidence() < (float) topicBelow
        || fast.urgencies()[fast.urgency().ordinal()] < (float) urgencyBelow
        || harm.entrySet().stream()
            .anyMatch(band -> band.getValue().holds(fast.harm(band.getKey())));
  }
}
