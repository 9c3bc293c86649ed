package io.contacttriage.scoring.bundle;

import io.contacttriage.scoring.bundle.BundleManifest.BundleFile;
import io.contacttriage.scoring.bundle.BundleManifest.Tier;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads the {@code tiers} of a manifest. */
final class TierReader {
  private final Map<String, BundleFile> files;
  private final List<String> languages;

  /**
   * @param files of the bundle, by path
   * @param languages labels of the language head
   */
  TierReader(Map<String, BundleFile> files, List<String> languages) {
    this.files = files;
    this.languages = languages;
  }

  Map<String, Tier> readAll(JsonFields fields) {
    Map<String, Tier> tiers = new LinkedHashMap<>();
    tiers.put(BundleManifest.FAST, read(fields.object(BundleManifest.FAST)));
    if (fields.has(BundleManifest.DEEP)) {
      tiers.put(BundleManifest.DEEP, read(fields.object(BundleManifest.DEEP)));
    }
    fields.refuseUnreadFields();
    return tiers;
  }

  private Tier read(JsonFields fields) {
    JsonFields inputs = fields.object("inputs");
    JsonFields outputs = fields.object("outputs");
    Tier tier =
        new Tier(
            ManifestReader.usedFile(fields, files),
            nodeName(inputs, "ids"),
            nodeName(inputs, "mask"),
            nodeName(outputs, "topic"),
            nodeName(outputs, "urgency"),
            nodeName(outputs, "harm"),
            nodeName(outputs, "language"),
            operatorDomains(fields),
            CalibrationReader.read(fields.object("calibration"), languages),
            CalibrationReader.thresholds(fields.object("thresholds")));
    inputs.refuseUnreadFields();
    outputs.refuseUnreadFields();
    fields.refuseUnreadFields();
    return tier;
  }

  private static String nodeName(JsonFields fields, String field) {
    return fields.text(field, "a name in the graph", name -> !name.isBlank());
  }

  private static Set<String> operatorDomains(JsonFields fields) {
    String wanted = "a list that may hold com.microsoft only";
    if (!fields.has("operatorDomains")) {
      return Set.of();
    }
    Set<String> domains = Set.copyOf(fields.texts("operatorDomains", wanted));
    if (!Set.of("com.microsoft").containsAll(domains)) {
      fields.problem("operatorDomains", wanted, domains.toString());
    }
    return domains;
  }
}
