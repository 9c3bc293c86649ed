package io.contacttriage.scoring.bundle;

import io.contacttriage.scoring.HarmLabel;
import io.contacttriage.scoring.LanguageRule;
import io.contacttriage.scoring.Topic;
import io.contacttriage.scoring.Urgency;
import io.contacttriage.scoring.bundle.BundleManifest.Heads;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the {@code heads} of a manifest and holds their labels against the taxonomy. */
final class HeadsReader {
  private static final String TEMPERATURE = "a number in (0, 100]";
  static final List<String> TOPICS = Arrays.stream(Topic.values()).map(Topic::label).toList();
  static final List<String> URGENCIES =
      Arrays.stream(Urgency.values()).map(Urgency::label).toList();
  static final List<String> HARMS =
      Arrays.stream(HarmLabel.values()).map(HarmLabel::label).toList();

  private HeadsReader() {}

  static Heads read(JsonFields fields) {
    Heads heads =
        new Heads(
            taxonomyHead(fields.object("topic"), TOPICS),
            taxonomyHead(fields.object("urgency"), URGENCIES),
            harm(fields.object("harm")),
            language(fields.object("language")));
    fields.refuseUnreadFields();
    return heads;
  }

  private static SoftmaxHead taxonomyHead(JsonFields fields, List<String> taxonomy) {
    return softmax(fields, taxonomyLabels(fields, taxonomy));
  }

  private static SoftmaxHead language(JsonFields fields) {
    String wanted = "different ISO 639-1 codes, mixed or other";
    List<String> labels = fields.texts("labels", wanted);
    boolean known = labels.stream().allMatch(LanguageRule::isKnownLabel);
    if (fields.has("labels") && (!known || labels.isEmpty() || hasDuplicates(labels))) {
      fields.problem("labels", wanted, labels.toString());
    }
    return softmax(fields, labels);
  }

  private static SoftmaxHead softmax(JsonFields fields, List<String> labels) {
    double temperature =
        fields.number("temperature", TEMPERATURE, value -> value > 0 && value <= 100);
    fields.refuseUnreadFields();
    return new SoftmaxHead(labels, temperature);
  }

  private static HarmHead harm(JsonFields fields) {
    List<String> labels = taxonomyLabels(fields, HARMS);
    JsonFields calibration = fields.object("calibration");
    JsonFields thresholds = fields.object("thresholds");
    Map<String, HarmHead.Calibration> calibrations = new LinkedHashMap<>();
    Map<String, Double> thresholdOf = new LinkedHashMap<>();
    for (String label : HARMS) {
      JsonFields own = calibration.object(label);
      calibrations.put(
          label,
          new HarmHead.Calibration(
              own.number("scale", TEMPERATURE, value -> value > 0 && value <= 100),
              own.number("bias", "a number in [-100, 100]", value -> Math.abs(value) <= 100)));
      own.refuseUnreadFields();
      thresholdOf.put(
          label, thresholds.number(label, "a number in (0, 1)", value -> value > 0 && value < 1));
    }
    calibration.refuseUnreadFields();
    thresholds.refuseUnreadFields();
    fields.refuseUnreadFields();
    return new HarmHead(labels, calibrations, thresholdOf);
  }

  /** All labels of the taxonomy once, in any order: the order is the network's own. */
  private static List<String> taxonomyLabels(JsonFields fields, List<String> taxonomy) {
    String wanted = "all labels of the taxonomy, each once";
    List<String> labels = fields.texts("labels", wanted);
    List<String> missing = without(taxonomy, labels);
    List<String> unknown = without(labels, taxonomy);
    if (fields.has("labels")
        && (!missing.isEmpty() || !unknown.isEmpty() || hasDuplicates(labels))) {
      fields.problem(
          "labels", wanted, labels.size() + " labels, missing " + missing + ", unknown " + unknown);
    }
    return labels;
  }

  private static boolean hasDuplicates(List<String> labels) {
    return new HashSet<>(labels).size() < labels.size();
  }

  private static List<String> without(List<String> labels, List<String> others) {
    List<String> rest = new ArrayList<>(labels);
    rest.removeAll(others);
    return rest;
  }
}
