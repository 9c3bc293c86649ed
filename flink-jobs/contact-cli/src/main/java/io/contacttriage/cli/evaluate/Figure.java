package io.contacttriage.cli.evaluate;

import io.contacttriage.cli.report.HtmlWriter;
import io.contacttriage.cli.report.ReportPage;
import io.contacttriage.cli.report.Shown;
import io.contacttriage.scoring.HarmLabel;
import io.contacttriage.scoring.Urgency;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;

/**
 * The main figures of a model. This is where each is defined; {@link #meaning} is what reports say
 * of it. A figure over nothing is not a number.
 */
@SuppressWarnings("ImmutableEnumChecker") // Its functions hold nothing.
enum Figure {
  TOPIC_ACCURACY(
      "topicAccuracy",
      "Topic accuracy",
      "Share of contacts whose topic is the one that people gave.",
      true,
      each -> each.topics().accuracy(),
      each -> each.topics().contacts()),
  TOPIC_MACRO_F1(
      "topicMacroF1",
      "Topic macro-F1",
      "Mean of the topics' F1, each topic counting the same however rare; over the topics that"
          + " occur in the data.",
      true,
      each -> each.topics().macroF1(),
      each -> each.topics().contacts()),
  URGENCY_ACCURACY(
      "urgencyAccuracy",
      "Urgency accuracy",
      "Share of contacts whose urgency is the one that people gave.",
      true,
      each -> each.urgencies().accuracy(),
      each -> each.urgencies().contacts()),
  URGENCY_MACRO_F1(
      "urgencyMacroF1",
      "Urgency macro-F1",
      "Mean of the urgencies' F1; over the urgencies that occur in the data.",
      true,
      each -> each.urgencies().macroF1(),
      each -> each.urgencies().contacts()),
  URGENCY_STEP_ERROR(
      "urgencyStepError",
      "Urgency step error",
      "Mean distance between the found and the wanted urgency in steps of low, normal, high,"
          + " critical; high for critical is 1, low for critical is 3.",
      false,
      each -> each.urgencies().meanStepError(),
      each -> each.urgencies().contacts()),
  CRITICAL_RECALL(
      "criticalRecall",
      "Critical recall",
      "Share of the critical contacts that are scored critical.",
      true,
      Evaluation::criticalRecall,
      each -> each.urgencies().label(Urgency.CRITICAL).support()),
  CRITICAL_AT_LEAST_HIGH_RECALL(
      "criticalAtLeastHighRecall",
      "Critical at least high",
      "Share of the critical contacts that are scored high or critical.",
      true,
      Evaluation::criticalAtLeastHighRecall,
      each -> each.urgencies().label(Urgency.CRITICAL).support()),
  HARM_MACRO_F1(
      "harmMacroF1",
      "Harm macro-F1",
      "Mean of the harm labels' F1 at the bundle's thresholds; over the labels that occur in the"
          + " data.",
      true,
      each -> each.harms().macroF1(),
      each -> each.harms().harmful()),
  HARM_MEAN_AUPRC(
      "harmMeanAuprc",
      "Harm mean AUPRC",
      "Mean of the harm labels' AUPRC, which no threshold enters; over the labels that occur in the"
          + " data.",
      true,
      Evaluation::harmMeanAveragePrecision,
      each -> each.harms().harmful()),
  HARMFUL_FLAGGED(
      "harmRecall",
      "Harmful flagged",
      "Share of the contacts with harm that get any flag, be it the right one or not.",
      true,
      each -> each.harms().harmfulFlagged(),
      each -> each.harms().harmful()),
  HARMLESS_FLAGGED(
      "falseAlarmRate",
      "Harmless flagged",
      "Share of the contacts without harm that get any flag.",
      false,
      each -> each.harms().harmlessFlagged(),
      each -> each.harms().harmless()),
  CHILD_SAFETY_RECALL(
      "childSafetyRecall",
      "Child safety recall",
      "Share of the contacts with child_safety that get this flag.",
      true,
      each -> each.harms().label(HarmLabel.CHILD_SAFETY).recall(),
      each -> each.harms().label(HarmLabel.CHILD_SAFETY).support()),
  SELF_HARM_RECALL(
      "selfHarmRecall",
      "Self-harm recall",
      "Share of the contacts with self_harm that get this flag.",
      true,
      each -> each.harms().label(HarmLabel.SELF_HARM).recall(),
      each -> each.harms().label(HarmLabel.SELF_HARM).support()),
  VIOLENCE_RECALL(
      "violenceRecall",
      "Violence recall",
      "Share of the contacts with violence that get this flag.",
      true,
      each -> each.harms().label(HarmLabel.VIOLENCE).recall(),
      each -> each.harms().label(HarmLabel.VIOLENCE).support()),
  TOPIC_CALIBRATION_ERROR(
      "topicCalibrationError",
      "Topic calibration error",
      "Expected calibration error of the best topic: contacts in 15 bins of equal width by the"
          + " confidence in it; the gap between mean confidence and accuracy in each bin, weighted"
          + " by the bin's contacts.",
      false,
      each -> each.topicReliability().error(),
      each -> each.topics().contacts()),
  URGENCY_CALIBRATION_ERROR(
      "urgencyCalibrationError",
      "Urgency calibration error",
      "The same of the best urgency.",
      false,
      each -> each.urgencyReliability().error(),
      each -> each.urgencies().contacts()),
  HARM_CALIBRATION_ERROR(
      "harmCalibrationError",
      "Harm calibration error",
      "Mean over the harm labels of the same, of each label's probability against the share of"
          + " contacts that have it.",
      false,
      Evaluation::harmCalibrationError,
      each -> each.harms().contacts()),
  LANGUAGE_ACCURACY(
      "languageAccuracy",
      "Language told",
      "Share of contacts whose language is the one that people gave.",
      true,
      Evaluation::languageAccuracy,
      Evaluation::languages);

  private final String key;
  private final String title;
  private final String meaning;
  private final boolean higherIsBetter;
  private final ToDoubleFunction<Evaluation> value;
  private final ToIntFunction<Evaluation> base;

  Figure(
      String key,
      String title,
      String meaning,
      boolean higherIsBetter,
      ToDoubleFunction<Evaluation> value,
      ToIntFunction<Evaluation> base) {
    this.key = key;
    this.title = title;
    this.meaning = meaning;
    this.higherIsBetter = higherIsBetter;
    this.value = value;
    this.base = base;
  }

  /** All of them with their meanings, at the end of a report. */
  static void define(HtmlWriter html) {
    for (Figure figure : values()) {
      ReportPage.definition(
          html, figure.title, figure.meaning + (figure.higherIsBetter ? "" : " Lower is better."));
    }
  }

  /** Its name in JSON. */
  String key() {
    return key;
  }

  /** Its name for people. */
  String title() {
    return title;
  }

  /** What it is, in a sentence. */
  String meaning() {
    return meaning;
  }

  boolean higherIsBetter() {
    return higherIsBetter;
  }

  /** Recall of what may cost a life. */
  boolean isSafety() {
    return switch (this) {
      case CRITICAL_RECALL,
          CRITICAL_AT_LEAST_HIGH_RECALL,
          CHILD_SAFETY_RECALL,
          SELF_HARM_RECALL,
          VIOLENCE_RECALL ->
          true;
      default -> false;
    };
  }

  /** How many contacts it rests on; of few, resampling them says nothing about others. */
  int base(Evaluation evaluation) {
    return base.applyAsInt(evaluation);
  }

  double of(Evaluation evaluation) {
    return value.applyAsDouble(evaluation);
  }

  /** For people: a share in percent, steps as a number, a dash for a share of nothing. */
  String show(double number) {
    return this == URGENCY_STEP_ERROR ? Shown.number(number) : Shown.share(number);
  }

  /** A difference with its sign: shares in percentage points. */
  String showDifference(double number) {
    if (Double.isNaN(number)) {
      return Shown.NOTHING;
    }
    return this == URGENCY_STEP_ERROR
        ? String.format(Locale.ROOT, "%+.3f", number)
        : String.format(Locale.ROOT, "%+.1f", number * 100);
  }

  /** What each figure is, at the end of a report. */
  static void definitions(HtmlWriter html) {
    for (Figure figure : values()) {
      ReportPage.definition(
          html,
          figure.title(),
          figure.meaning() + (figure.higherIsBetter() ? "" : " Lower is better."));
    }
  }
}
