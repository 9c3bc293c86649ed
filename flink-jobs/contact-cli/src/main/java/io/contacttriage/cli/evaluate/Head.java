package io.contacttriage.cli.evaluate;

import io.contacttriage.scoring.HarmLabel;
import io.contacttriage.scoring.Topic;
import io.contacttriage.scoring.Urgency;
import java.util.List;
import java.util.stream.Stream;

/**
 * One head of an evaluation as reports show it.
 *
 * @param key its name in JSON
 * @param contacts that people labelled for this head
 * @param figures its main figures
 */
record Head(String key, String title, int contacts, List<Figure> figures, List<Row> labels) {
  Head {
    figures = List.copyOf(figures);
    labels = List.copyOf(labels);
  }

  /**
   * One label.
   *
   * @param averagePrecision AUPRC
   * @param isSafety whether a miss may cost a life
   */
  record Row(String label, LabelTally tally, double averagePrecision, boolean isSafety) {}

  /** Topic, urgency, harm. */
  static List<Head> of(Evaluation evaluation) {
    return List.of(topic(evaluation), urgency(evaluation), harm(evaluation));
  }

  private static Head topic(Evaluation evaluation) {
    return new Head(
        "topic",
        "Topic",
        evaluation.topics().contacts(),
        List.of(Figure.TOPIC_ACCURACY, Figure.TOPIC_MACRO_F1, Figure.TOPIC_CALIBRATION_ERROR),
        Stream.of(Topic.values())
            .map(
                label ->
                    new Row(
                        label.label(),
                        evaluation.topics().label(label),
                        evaluation.averagePrecision(label),
                        false))
            .toList());
  }

  private static Head urgency(Evaluation evaluation) {
    return new Head(
        "urgency",
        "Urgency",
        evaluation.urgencies().contacts(),
        List.of(
            Figure.URGENCY_ACCURACY,
            Figure.URGENCY_MACRO_F1,
            Figure.URGENCY_STEP_ERROR,
            Figure.CRITICAL_RECALL,
            Figure.CRITICAL_AT_LEAST_HIGH_RECALL,
            Figure.URGENCY_CALIBRATION_ERROR),
        Stream.of(Urgency.values())
            .map(
                label ->
                    new Row(
                        label.label(),
                        evaluation.urgencies().label(label),
                        evaluation.averagePrecision(label),
                        label == Urgency.CRITICAL))
            .toList());
  }

  private static Head harm(Evaluation evaluation) {
    return new Head(
        "harm",
        "Harm",
        evaluation.harms().contacts(),
        List.of(
            Figure.HARM_MACRO_F1,
            Figure.HARM_MEAN_AUPRC,
            Figure.HARMFUL_FLAGGED,
            Figure.HARMLESS_FLAGGED,
            Figure.HARM_CALIBRATION_ERROR),
        Stream.of(HarmLabel.values())
            .map(
                label ->
                    new Row(
                        label.label(),
                        evaluation.harms().label(label),
                        evaluation.averagePrecision(label),
                        label.isSafety()))
            .toList());
  }
}
