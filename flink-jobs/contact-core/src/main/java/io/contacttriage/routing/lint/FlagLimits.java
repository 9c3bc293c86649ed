package io.contacttriage.routing.lint;

import io.contacttriage.routing.policy.PolicyTestContact;
import io.contacttriage.scoring.HarmLabel;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a flag says of its score, in steps of 0.0001.
 *
 * @param flaggedFrom lowest score that may be flagged, by label
 * @param unflaggedTo highest score that may be unflagged
 */
record FlagLimits(Map<HarmLabel, Integer> flaggedFrom, Map<HarmLabel, Integer> unflaggedTo) {
  /** Nothing: a model may flag from any score on. */
  static final FlagLimits ANY_MODEL = limits(0, Cells.STEPS);

  /** What it says of the contacts of policy tests. */
  static final FlagLimits OF_TESTS =
      limits(
          (int) (PolicyTestContact.FLAGGED_FROM * Cells.STEPS),
          (int) (PolicyTestContact.FLAGGED_FROM * Cells.STEPS) - 1);

  FlagLimits {
    flaggedFrom = Map.copyOf(flaggedFrom);
    unflaggedTo = Map.copyOf(unflaggedTo);
  }

  /**
   * What it says of the contacts that a model scored.
   *
   * @param tiers the thresholds of each tier, by label
   */
  static FlagLimits ofModel(Collection<Map<HarmLabel, Double>> tiers) {
    Map<HarmLabel, Integer> from = new EnumMap<>(HarmLabel.class);
    Map<HarmLabel, Integer> to = new EnumMap<>(HarmLabel.class);
    for (HarmLabel label : HarmLabel.values()) {
      for (Map<HarmLabel, Double> thresholds : tiers) {
        // Flags are set before scores are rounded: either step beside the threshold may be both.
        double steps = thresholds.get(label) * Cells.STEPS;
        from.merge(label, (int) Math.floor(steps), Math::min);
        to.merge(label, (int) Math.ceil(steps), Math::max);
      }
    }
    return new FlagLimits(from, to);
  }

  /** Where scores have to be cut so that these limits fall between two cells, by variable. */
  Map<String, Set<Integer>> cuts() {
    Map<String, Set<Integer>> cuts = new HashMap<>();
    for (HarmLabel label : HarmLabel.values()) {
      int above = Math.min(unflaggedTo.get(label) + 1, Cells.STEPS);
      cuts.put("harm." + label.label(), new HashSet<>(List.of(flaggedFrom.get(label), above)));
    }
    return cuts;
  }

  private static FlagLimits limits(int from, int to) {
    Map<HarmLabel, Integer> flaggedFrom = new EnumMap<>(HarmLabel.class);
    Map<HarmLabel, Integer> unflaggedTo = new EnumMap<>(HarmLabel.class);
    for (HarmLabel label : HarmLabel.values()) {
      flaggedFrom.put(label, from);
      unflaggedTo.put(label, to);
    }
    return new FlagLimits(flaggedFrom, unflaggedTo);
  }
}
