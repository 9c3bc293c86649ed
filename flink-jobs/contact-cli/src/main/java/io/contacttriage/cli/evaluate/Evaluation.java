package io.contacttriage.cli.evaluate;

import io.contacttriage.scoring.HarmLabel;
import io.contacttriage.scoring.Topic;
import io.contacttriage.scoring.Urgency;
import java.util.Arrays;
import java.util.List;

/**
 * How well a model's scores meet what people say of the same contacts. A contact counts only for
 * the heads that people labelled. What each figure means is said by {@link Figure} and {@link
 * LabelFigure}.
 */
final class Evaluation {
  private static final HarmLabel[] HARMS = HarmLabel.values();

  private final HeadTally<Topic> topics = new HeadTally<>(Topic.values());
  private final HeadTally<Urgency> urgencies = new HeadTally<>(Urgency.values());
  private final HarmTally harms = new HarmTally();
  private final Reliability topicReliability = new Reliability();
  private final Reliability urgencyReliability = new Reliability();
  private final Reliability[] harmReliability = new Reliability[HARMS.length];
  private final Rankings rankings;
  private final int[] times;
  private int contacts;
  private int languages;
  private int languagesRight;

  private Evaluation(List<Outcome> outcomes, Rankings rankings, int[] times) {
    this.rankings = rankings;
    this.times = times;
    Arrays.setAll(harmReliability, label -> new Reliability());
    for (int row = 0; row < times.length; row++) {
      if (times[row] > 0) {
        add(outcomes.get(row), times[row]);
      }
    }
  }

  /** Each contact counts once. */
  static Evaluation of(List<Outcome> outcomes) {
    int[] once = new int[outcomes.size()];
    Arrays.fill(once, 1);
    return new Evaluation(outcomes, new Rankings(outcomes), once);
  }

  /**
   * Of a resample.
   *
   * @param rankings of the same outcomes
   * @param times how often each outcome counts; not copied
   */
  static Evaluation of(List<Outcome> outcomes, Rankings rankings, int[] times) {
    return new Evaluation(outcomes, rankings, times);
  }

  private void add(Outcome outcome, int count) {
    contacts += count;
    LabelledContact.Labels wanted = outcome.wanted();
    if (wanted.topic() != null) {
      topics.add(wanted.topic(), outcome.topic(), count);
      topicReliability.add(outcome.topicConfidence(), wanted.topic() == outcome.topic(), count);
    }
    if (wanted.urgency() != null) {
      urgencies.add(wanted.urgency(), outcome.urgency(), count);
      urgencyReliability.add(
          outcome.urgencyConfidence(), wanted.urgency() == outcome.urgency(), count);
    }
    if (wanted.harm() != null) {
      harms.add(wanted.harm(), outcome.scores().flagged(), count);
      for (HarmLabel label : HARMS) {
        harmReliability[label.ordinal()].add(
            outcome.scores().harm(label), wanted.harm().contains(label), count);
      }
    }
    if (wanted.language() != null) {
      languages += count;
      languagesRight += wanted.language().equals(outcome.scores().language()) ? count : 0;
    }
  }

  int contacts() {
    return contacts;
  }

  HeadTally<Topic> topics() {
    return topics;
  }

  HeadTally<Urgency> urgencies() {
    return urgencies;
  }

  HarmTally harms() {
    return harms;
  }

  Reliability topicReliability() {
    return topicReliability;
  }

  Reliability urgencyReliability() {
    return urgencyReliability;
  }

  Reliability harmReliability(HarmLabel label) {
    return harmReliability[label.ordinal()];
  }

  /** Average precision of one label; not a number when no contact has it. */
  double averagePrecision(Topic label) {
    return rankings.of(label).averagePrecision(times);
  }

  double averagePrecision(Urgency label) {
    return rankings.of(label).averagePrecision(times);
  }

  double averagePrecision(HarmLabel label) {
    return rankings.of(label).averagePrecision(times);
  }

  /** Mean over the harm labels that some contact has. */
  double harmMeanAveragePrecision() {
    return Arrays.stream(HARMS)
        .mapToDouble(this::averagePrecision)
        .filter(area -> !Double.isNaN(area))
        .average()
        .orElse(Double.NaN);
  }

  /** Mean over the harm labels of their expected calibration errors. */
  double harmCalibrationError() {
    return Arrays.stream(harmReliability).mapToDouble(Reliability::error).average().orElseThrow();
  }

  double criticalRecall() {
    return urgencies.label(Urgency.CRITICAL).recall();
  }

  double criticalAtLeastHighRecall() {
    int seen =
        urgencies.count(Urgency.CRITICAL, Urgency.HIGH)
            + urgencies.count(Urgency.CRITICAL, Urgency.CRITICAL);
    return (double) seen / urgencies.label(Urgency.CRITICAL).support();
  }

  /** Contacts whose language people gave. */
  int languages() {
    return languages;
  }

  double languageAccuracy() {
    return (double) languagesRight / languages;
  }
}
