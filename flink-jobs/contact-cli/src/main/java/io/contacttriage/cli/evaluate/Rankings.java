package io.contacttriage.cli.evaluate;

import io.contacttriage.scoring.HarmLabel;
import io.contacttriage.scoring.Topic;
import io.contacttriage.scoring.Urgency;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The ranking of each label over some outcomes. Safe for use by many threads. */
final class Rankings {
  private final Map<Topic, Ranking> topics = new EnumMap<>(Topic.class);
  private final Map<Urgency, Ranking> urgencies = new EnumMap<>(Urgency.class);
  private final Map<HarmLabel, Ranking> harms = new EnumMap<>(HarmLabel.class);

  Rankings(List<Outcome> outcomes) {
    for (Topic label : Topic.values()) {
      topics.put(
          label,
          Ranking.of(
              outcomes,
              outcome -> outcome.wanted().topic() != null,
              outcome -> outcome.wanted().topic() == label,
              outcome -> outcome.scores().topics()[label.ordinal()]));
    }
    for (Urgency label : Urgency.values()) {
      urgencies.put(
          label,
          Ranking.of(
              outcomes,
              outcome -> outcome.wanted().urgency() != null,
              outcome -> outcome.wanted().urgency() == label,
              outcome -> outcome.scores().urgencies()[label.ordinal()]));
    }
    for (HarmLabel label : HarmLabel.values()) {
      harms.put(
          label,
          Ranking.of(
              outcomes,
              outcome -> outcome.wanted().harm() != null,
              outcome -> outcome.has(label),
              outcome -> outcome.scores().harm(label)));
    }
  }

  Ranking of(Topic label) {
    return topics.get(label);
  }

  Ranking of(Urgency label) {
    return urgencies.get(label);
  }

  Ranking of(HarmLabel label) {
    return harms.get(label);
  }
}
