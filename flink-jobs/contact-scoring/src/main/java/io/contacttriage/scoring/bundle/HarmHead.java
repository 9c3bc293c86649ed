package io.contacttriage.scoring.bundle;

import java.util.List;
import java.util.Map;

/**
 * The head with independent answers: each probability is sigmoid(scale × logit + bias).
 *
 * @param labels in the order of the network's output
 * @param calibrations by label, one for each
 * @param thresholds by label, one for each, in (0, 1): from there on a contact is flagged
 */
public record HarmHead(
    List<String> labels, Map<String, Calibration> calibrations, Map<String, Double> thresholds) {
  public HarmHead {
    labels = List.copyOf(labels);
    calibrations = Map.copyOf(calibrations);
    thresholds = Map.copyOf(thresholds);
  }

  /**
   * How logits of one label become probabilities.
   *
   * @param scale over 0, so that a higher logit stays a higher score
   */
  public record Calibration(double scale, double bias) {}
}
