package io.contacttriage.cli.evaluate;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What an evaluation found, before it is written for people or for machines.
 *
 * @param model {@code name/version}
 * @param part of the data
 * @param outcomes one for each contact
 * @param otherParts contacts that were left out because they belong to another part
 * @param badLines lines that could not be read
 */
record EvaluationReport(
    String model,
    TextPart part,
    List<Outcome> outcomes,
    Evaluation all,
    Map<Slices, SortedMap<String, Evaluation>> slices,
    Speed speed,
    long otherParts,
    long badLines) {
  static final String TIER_MEANING =
      "Share of contacts whose scores are those of the tier; deep is what was escalated, where the"
          + " bundle has a cascade.";

  static EvaluationReport of(
      String model,
      TextPart part,
      List<Outcome> outcomes,
      Speed speed,
      long otherParts,
      long badLines) {
    Map<Slices, SortedMap<String, Evaluation>> slices = new EnumMap<>(Slices.class);
    for (Slices each : Slices.values()) {
      slices.put(each, each.evaluate(outcomes));
    }
    return new EvaluationReport(
        model,
        part,
        List.copyOf(outcomes),
        Evaluation.of(outcomes),
        slices,
        speed,
        otherParts,
        badLines);
  }

  SortedMap<String, Double> tiers() {
    return tiers(outcomes);
  }

  /** Share of contacts by the tier that scored them. */
  static SortedMap<String, Double> tiers(List<Outcome> outcomes) {
    SortedMap<String, Double> shares = new TreeMap<>();
    outcomes.forEach(
        outcome -> shares.merge(outcome.scores().tier(), 1.0 / outcomes.size(), Double::sum));
    return shares;
  }

  List<String> cautions() {
    return cautions(part, outcomes);
  }

  /** What a reader must know before believing any figure. */
  static List<String> cautions(TextPart part, List<Outcome> outcomes) {
    List<String> cautions = new ArrayList<>();
    if (part == TextPart.ALL || part == TextPart.TRAIN) {
      cautions.add(
          "The model may have been trained on some of these contacts; --part test leaves those out.");
    }
    if (outcomes.stream()
        .allMatch(each -> each.wanted().source().equals(LabelledContactReader.SYNTHETIC))) {
      cautions.add("All contacts are synthetic: nothing here is a figure on real traffic.");
    }
    return cautions;
  }
}
