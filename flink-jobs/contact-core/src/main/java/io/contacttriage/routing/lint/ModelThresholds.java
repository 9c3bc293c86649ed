package io.contacttriage.routing.lint;

import io.contacttriage.scoring.HarmLabel;
import java.util.List;
import java.util.Map;

/**
 * From which score on a model bundle flags.
 *
 * @param model {@code name/version}
 * @param tiers thresholds of each tier, by label, one for each
 */
public record ModelThresholds(String model, List<Map<HarmLabel, Double>> tiers) {
  public ModelThresholds {
    tiers = tiers.stream().map(Map::copyOf).toList();
  }
}
