package io.contacttriage.cli.tools;

import com.fasterxml.jackson.core.JsonGenerator;
import io.contacttriage.scoring.HarmLabel;
import io.contacttriage.scoring.bundle.BundleManifest;
import io.contacttriage.scoring.bundle.BundleManifest.Tier;
import io.contacttriage.scoring.bundle.CascadeRule;
import io.contacttriage.scoring.bundle.CascadeRule.Band;
import io.contacttriage.scoring.bundle.GoldenSet;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What {@code model verify} says of a bundle's tiers and its cascade.
 *
 * @param golden how many golden answers were compared, of all tiers
 * @param tiers by name
 */
record BundleFacts(int golden, Map<String, Tier> tiers, Optional<CascadeRule> cascade) {
  static final BundleFacts NONE = new BundleFacts(0, Map.of(), Optional.empty());

  static BundleFacts of(BundleManifest manifest, GoldenSet golden) {
    return new BundleFacts(
        golden.contacts().size() * manifest.tiers().size(), manifest.tiers(), manifest.cascade());
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (String name : names()) {
      Tier tier = tiers.get(name);
      lines.add("tier " + name + ": " + tier.file() + ", " + calibration(tier));
    }
    cascade.ifPresent(
        rule -> {
          lines.add("deep is asked when the fast tier's");
          lines.add("  best topic is below " + rule.topicBelow());
          lines.add("  best urgency is below " + rule.urgencyBelow());
          new TreeMap<>(rule.harm())
              .forEach((label, band) -> lines.add("  " + label.label() + " is " + range(band)));
        });
    return lines;
  }

  void writeFields(JsonGenerator json) throws IOException {
    json.writeNumberField("golden", golden);
    json.writeArrayFieldStart("tiers");
    for (String name : names()) {
      json.writeString(name);
    }
    json.writeEndArray();
    if (cascade.isPresent()) {
      write(json, cascade.get());
    }
  }

  /** The fast tier first. */
  private List<String> names() {
    return List.copyOf(new TreeSet<>(tiers.keySet()).descendingSet());
  }

  private static void write(JsonGenerator json, CascadeRule rule) throws IOException {
    json.writeObjectFieldStart("cascade");
    json.writeNumberField("topicBelow", rule.topicBelow());
    json.writeNumberField("urgencyBelow", rule.urgencyBelow());
    json.writeObjectFieldStart("harm");
    for (Map.Entry<HarmLabel, Band> band : new TreeMap<>(rule.harm()).entrySet()) {
      json.writeObjectFieldStart(band.getKey().label());
      json.writeNumberField("from", band.getValue().from());
      json.writeNumberField("to", band.getValue().to());
      json.writeEndObject();
    }
    json.writeEndObject();
    json.writeEndObject();
  }

  private static String calibration(Tier tier) {
    TreeSet<String> languages = new TreeSet<>(tier.calibration().languages().keySet());
    return languages.isEmpty()
        ? "one calibration for all languages"
        : "calibrated by itself for " + String.join(", ", languages);
  }

  private static String range(Band band) {
    return "from " + band.from() + " to below " + band.to();
  }
}
