package io.contacttriage.scoring.bundle;

import java.util.Map;

/**
 * How one network's logits become probabilities. The language comes first: it chooses the
 * calibration of the other heads.
 *
 * @param languageTemperature over 0
 * @param general for a text whose language has no calibration of its own
 * @param languages by label of the language head; may be empty
 */
public record TierCalibration(
    double languageTemperature, HeadCalibration general, Map<String, HeadCalibration> languages) {
  public TierCalibration {
    languages = Map.copyOf(languages);
  }

  /**
   * Of one language: topic and urgency are softmax(logits / temperature), both over 0.
   *
   * @param criticalBias added to the urgency {@code critical} before the softmax, at least 0: over
   *     0, more contacts count as critical than are likely to be, so that few that are get lost
   * @param harm by label, one for each
   */
  public record HeadCalibration(
      double topicTemperature,
      double urgencyTemperature,
      double criticalBias,
      Map<String, HarmCalibration> harm) {
    public HeadCalibration {
      harm = Map.copyOf(harm);
    }
  }

  /**
   * Of one harm label: its probability is sigmoid(scale × logit + bias).
   *
   * @param scale over 0, so that a higher logit stays a higher score
   */
  public record HarmCalibration(double scale, double bias) {}

  /** The calibration of a text whose most likely language is {@code label}. */
  public HeadCalibration of(String label) {
    return languages.getOrDefault(label, general);
  }
}
