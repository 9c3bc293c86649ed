package io.contacttriage.scoring.bundle;

import io.contacttriage.scoring.HarmLabel;
import io.contacttriage.scoring.LanguageRule;
import io.contacttriage.scoring.Topic;
import io.contacttriage.scoring.Urgency;
import io.contacttriage.scoring.bundle.BundleManifest.Heads;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;

/** Reads the {@code heads} of a manifest and holds their labels against the taxonomy. */
final class HeadsReader {
  static final List<String> TOPICS = Arrays.stream(Topic.values()).map(Topic::label).toList();
  static final List<String> URGENCIES =
      Arrays.stream(Urgency.values()).map(Urgency::label).toList();
  static final List<String> HARMS =
      Arrays.stream(HarmLabel.values()).map(HarmLabel::label).toList();

  private HeadsReader() {}

  static Heads read(JsonFields fields) {
    Heads heads =
        new Heads(
            taxonomyLabels(fields.object("topic"), TOPICS),
            taxonomyLabels(fields.object("urgency"), URGENCIES),
            taxonomyLabels(fields.object("harm"), HARMS),
            languages(fields.object("language")));
    fields.refuseUnreadFields();
    return heads;
  }

  private static List<String> languages(JsonFields fields) {
    String wanted = "different ISO 639-1 codes, mixed or other";
    List<String> labels = fields.texts("labels", wanted);
    boolean known = labels.stream().allMatch(LanguageRule::isKnownLabel);
    if (fields.has("labels") && (!known || labels.isEmpty() || hasDuplicates(labels))) {
      fields.problem("labels", wanted, labels.toString());
    }
    fields.refuseUnreadFields();
    return labels;
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
    fields.refuseUnreadFields();
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
