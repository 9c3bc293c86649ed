package io.contacttriage.scoring.bundle;

import io.contacttriage.scoring.HarmLabel;
import io.contacttriage.scoring.bundle.CascadeRule.Band;
import java.util.EnumMap;
import java.util.Map;

/**
 * Reads the {@code cascade} of a manifest. The fast tier's word alone must not decide that a safety
 * label is absent when it nearly reached the threshold: a safety label's band starts below the fast
 * tier's threshold and holds all that lies between.
 */
final class CascadeReader {
  private static final String PROBABILITY = "a number in [0, 1]";

  private final JsonFields harm;
  private final Map<String, Double> fastThresholds;

  private CascadeReader(JsonFields harm, Map<String, Double> fastThresholds) {
    this.harm = harm;
    this.fastThresholds = fastThresholds;
  }

  /**
   * @param fastThresholds by harm label
   */
  static CascadeRule read(JsonFields fields, Map<String, Double> fastThresholds) {
    double topicBelow = probability(fields, "topicBelow");
    double urgencyBelow = probability(fields, "urgencyBelow");
    Map<HarmLabel, Band> bands = new CascadeReader(fields.object("harm"), fastThresholds).bands();
    fields.refuseUnreadFields();
    return new CascadeRule(topicBelow, urgencyBelow, bands);
  }

  private Map<HarmLabel, Band> bands() {
    Map<HarmLabel, Band> bands = new EnumMap<>(HarmLabel.class);
    for (HarmLabel label : HarmLabel.values()) {
      // Reading a band that is missing notes the problem.
      if (harm.has(label.label()) || label.isSafety()) {
        bands.put(label, band(label));
      }
    }
    harm.refuseUnreadFields();
    return bands;
  }

  private Band band(HarmLabel label) {
    JsonFields fields = harm.object(label.label());
    int notedBefore = fields.noted();
    Band band = new Band(probability(fields, "from"), probability(fields, "to"));
    fields.refuseUnreadFields();
    // What is missing or wrong reads as 0 and is not worth comparing.
    boolean comparable = fields.has("from") && fields.has("to") && fields.noted() == notedBefore;
    if (comparable) {
      compare(label, band, fields);
    }
    return band;
  }

  private void compare(HarmLabel label, Band band, JsonFields fields) {
    if (band.from() >= band.to()) {
      fields.problem("from", "less than to, " + band.to(), String.valueOf(band.from()));
    }
    double threshold = fastThresholds.get(label.label());
    if (label.isSafety() && threshold > 0 && band.from() >= threshold) {
      fields.problem(
          "from", "below the fast tier's threshold, " + threshold, String.valueOf(band.from()));
    }
    if (label.isSafety() && band.to() < threshold) {
      fields.problem(
          "to", "the fast tier's threshold, " + threshold + ", or more", String.valueOf(band.to()));
    }
  }

  private static double probability(JsonFields fields, String field) {
    return fields.number(field, PROBABILITY, value -> value >= 0 && value <= 1);
  }
}
