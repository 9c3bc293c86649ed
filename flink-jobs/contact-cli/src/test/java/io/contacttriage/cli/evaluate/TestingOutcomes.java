package io.contacttriage.cli.evaluate;

import io.contacttriage.cli.evaluate.LabelledContact.Labels;
import io.contacttriage.scoring.HarmLabel;
import io.contacttriage.scoring.Scores;
import io.contacttriage.scoring.Topic;
import io.contacttriage.scoring.Urgency;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Outcomes whose figures one can count by hand. */
final class TestingOutcomes {
  static final Set<HarmLabel> NONE = Set.of();

  private TestingOutcomes() {}

  static Outcome outcome(String id, Labels wanted, Scores found) {
    return Outcome.of(id, wanted, found);
  }

  static Labels english(Topic topic, Urgency urgency, Set<HarmLabel> harm) {
    return new Labels("en", "plain", "synthetic", topic, urgency, harm);
  }

  /** Sure of everything. */
  static Scores scores(Topic topic, Urgency urgency, Set<HarmLabel> flags) {
    return scores(topic, 1, urgency, 1, flags);
  }

  /**
   * The rest of the probability goes to the label after the found one; a flag has 0.75, every other
   * label 0.25.
   */
  static Scores scores(
      Topic topic, float topicSays, Urgency urgency, float urgencySays, Set<HarmLabel> flags) {
    float[] topics = new float[Topic.values().length];
    topics[topic.ordinal()] = topicSays;
    topics[(topic.ordinal() + 1) % topics.length] = 1 - topicSays;
    float[] urgencies = new float[Urgency.values().length];
    urgencies[urgency.ordinal()] = urgencySays;
    urgencies[(urgency.ordinal() + 1) % urgencies.length] = 1 - urgencySays;
    boolean[] flagged = new boolean[HarmLabel.values().length];
    float[] harms = new float[flagged.length];
    for (HarmLabel label : EnumSet.allOf(HarmLabel.class)) {
      flagged[label.ordinal()] = flags.contains(label);
      harms[label.ordinal()] = flags.contains(label) ? 0.75f : 0.25f;
    }
    return new Scores(topics, urgencies, harms, flagged, "en", 1, "fast", "tiny/1");
  }

  /**
   * Two critical contacts with harm and two harmless ones, of three wanted labels one is missed.
   */
  static List<Outcome> four() {
    return List.of(
        outcome(
            "c-1",
            english(Topic.OTHER, Urgency.CRITICAL, Set.of(HarmLabel.SELF_HARM)),
            scores(Topic.OTHER, 0.9f, Urgency.HIGH, 0.6f, Set.of(HarmLabel.SELF_HARM))),
        outcome(
            "c-2",
            english(Topic.OTHER, Urgency.CRITICAL, Set.of(HarmLabel.VIOLENCE, HarmLabel.HATE)),
            scores(Topic.FEEDBACK, 0.7f, Urgency.CRITICAL, 0.8f, Set.of(HarmLabel.HATE))),
        outcome(
            "c-3",
            english(Topic.FEEDBACK, Urgency.LOW, NONE),
            scores(Topic.FEEDBACK, 0.8f, Urgency.LOW, 0.9f, Set.of(HarmLabel.SCAM))),
        outcome(
            "c-4",
            english(Topic.FEEDBACK, Urgency.LOW, NONE),
            scores(Topic.FEEDBACK, 0.9f, Urgency.LOW, 0.9f, NONE)));
  }
}
