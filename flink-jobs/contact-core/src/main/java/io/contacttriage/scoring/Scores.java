package io.contacttriage.scoring;

import java.util.ArrayList;
import java.util.List;

/**
 * What a model said of one contact: calibrated probabilities, in the order of the enums.
 *
 * @param topics by {@link Topic}, sums to 1
 * @param urgencies by {@link Urgency}, sums to 1
 * @param harms by {@link HarmLabel}, each in [0, 1]
 * @param flagged by {@link HarmLabel}: whether the score reached the bundle's threshold
 * @param language ISO 639-1 code, {@code mixed}, or {@code und} when it cannot be told
 * @param languageConfidence in [0, 1]
 * @param tier {@code fast} or {@code deep}
 * @param model {@code name/version} of the bundle
 * @param spared what was at stake when the deep tier was spared under overload, {@link Stakes#NONE}
 *     when it was not
 */
public record Scores(
    float[] topics,
    float[] urgencies,
    float[] harms,
    boolean[] flagged,
    String language,
    float languageConfidence,
    String tier,
    String model,
    Stakes spared) {
  private static final Topic[] TOPICS = Topic.values();
  private static final Urgency[] URGENCIES = Urgency.values();
  private static final HarmLabel[] HARMS = HarmLabel.values();

  /** Scores for which nothing was spared. */
  public Scores(
      float[] topics,
      float[] urgencies,
      float[] harms,
      boolean[] flagged,
      String language,
      float languageConfidence,
      String tier,
      String model) {
    this(topics, urgencies, harms, flagged, language, languageConfidence, tier, model, Stakes.NONE);
  }

  /** These scores, said to lack the deep tier's answer. */
  public Scores withSpared(Stakes stakes) {
    return new Scores(
        topics, urgencies, harms, flagged, language, languageConfidence, tier, model, stakes);
  }

  public Topic topic() {
    return TOPICS[argMax(topics)];
  }

  public float topicConfidence() {
    return topics[argMax(topics)];
  }

  public Urgency urgency() {
    return URGENCIES[argMax(urgencies)];
  }

  /** The expected urgency on a scale from 0 (low) to 1 (critical). */
  public float urgencyScore() {
    float expected = 0;
    for (int i = 0; i < urgencies.length; i++) {
      expected += urgencies[i] * i;
    }
    return expected / (urgencies.length - 1);
  }

  public float harm(HarmLabel label) {
    return harms[label.ordinal()];
  }

  public boolean isFlagged(HarmLabel label) {
    return flagged[label.ordinal()];
  }

  /** Labels at or over their threshold, in the order of the enum. */
  public List<HarmLabel> flags() {
    List<HarmLabel> flags = new ArrayList<>();
    for (HarmLabel label : HARMS) {
      if (flagged[label.ordinal()]) {
        flags.add(label);
      }
    }
    return flags;
  }

  private static int argMax(float[] values) {
    int best = 0;
    for (int i = 1; i < values.length; i++) {
      if (values[i] > values[best]) {
        best = i;
      }
    }
    return best;
  }
}
