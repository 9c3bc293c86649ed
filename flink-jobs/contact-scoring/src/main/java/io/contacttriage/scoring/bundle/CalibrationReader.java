package io.contacttriage.scoring.bundle;

import io.contacttriage.scoring.bundle.TierCalibration.HarmCalibration;
import io.contacttriage.scoring.bundle.TierCalibration.HeadCalibration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the {@code calibration} and {@code thresholds} of one tier of a manifest. */
final class CalibrationReader {
  private static final String OVER_ZERO = "a number in (0, 100]";

  private CalibrationReader() {}

  /**
   * @param languages labels of the language head
   */
  static TierCalibration read(JsonFields fields, List<String> languages) {
    double languageTemperature = temperature(fields.object("language"));
    HeadCalibration general = heads(fields.object("general"));
    Map<String, HeadCalibration> own = new LinkedHashMap<>();
    if (fields.has("languages")) {
      JsonFields byLanguage = fields.object("languages");
      for (String label : languages) {
        if (byLanguage.has(label)) {
          own.put(label, heads(byLanguage.object(label)));
        }
      }
      byLanguage.refuseUnreadFields();
    }
    fields.refuseUnreadFields();
    return new TierCalibration(languageTemperature, general, own);
  }

  /** By harm label, one for each. */
  static Map<String, Double> thresholds(JsonFields fields) {
    Map<String, Double> thresholds = new LinkedHashMap<>();
    for (String label : HeadsReader.HARMS) {
      thresholds.put(
          label, fields.number(label, "a number in (0, 1)", value -> value > 0 && value < 1));
    }
    fields.refuseUnreadFields();
    return thresholds;
  }

  private static HeadCalibration heads(JsonFields fields) {
    double topic = temperature(fields.object("topic"));
    JsonFields urgency = fields.object("urgency");
    double urgencyTemperature = overZero(urgency, "temperature");
    double criticalBias =
        urgency.has("criticalBias")
            ? urgency.number(
                "criticalBias", "a number in [0, 100]", value -> value >= 0 && value <= 100)
            : 0;
    urgency.refuseUnreadFields();
    JsonFields harm = fields.object("harm");
    Map<String, HarmCalibration> byLabel = new LinkedHashMap<>();
    for (String label : HeadsReader.HARMS) {
      JsonFields own = harm.object(label);
      byLabel.put(
          label,
          new HarmCalibration(
              overZero(own, "scale"),
              own.number("bias", "a number in [-100, 100]", value -> Math.abs(value) <= 100)));
      own.refuseUnreadFields();
    }
    harm.refuseUnreadFields();
    fields.refuseUnreadFields();
    return new HeadCalibration(topic, urgencyTemperature, criticalBias, byLabel);
  }

  private static double temperature(JsonFields fields) {
    double temperature = overZero(fields, "temperature");
    fields.refuseUnreadFields();
    return temperature;
  }

  private static double overZero(JsonFields fields, String field) {
    return fields.number(field, OVER_ZERO, value -> value > 0 && value <= 100);
  }
}
