package io.contacttriage.cli.evaluate;

import io.contacttriage.scoring.HarmLabel;
import io.contacttriage.scoring.Topic;
import io.contacttriage.scoring.Urgency;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * One wrong answer, by the contact's id.
 *
 * @param head {@code topic}, {@code urgency} or {@code harm}
 * @param confidence of the model in what it found, in [0, 1]; for a harm label that it did not
 *     find, 1 minus the label's probability
 * @param isSafety a safety label or a critical contact that was not found
 */
record Miss(
    String id, String head, String expected, String found, double confidence, boolean isSafety) {
  static final int MOST = 50;

  static final String MEANING =
      "What the model got wrong with most confidence, missed safety labels and missed critical"
          + " contacts first.";

  private static final Comparator<Miss> WORST_FIRST =
      Comparator.comparing(Miss::isSafety)
          .thenComparing(Miss::confidence)
          .reversed()
          .thenComparing(Miss::id)
          .thenComparing(Miss::head)
          .thenComparing(Miss::expected);

  /** At most {@link #MOST}, the worst first. */
  static List<Miss> worst(List<Outcome> outcomes) {
    List<Miss> misses = new ArrayList<>();
    outcomes.forEach(outcome -> add(outcome, misses));
    return misses.stream().sorted(WORST_FIRST).limit(MOST).toList();
  }

  private static void add(Outcome outcome, List<Miss> misses) {
    Topic topic = outcome.wanted().topic();
    if (topic != null && topic != outcome.topic()) {
      misses.add(
          new Miss(
              outcome.id(),
              "topic",
              topic.label(),
              outcome.topic().label(),
              outcome.topicConfidence(),
              false));
    }
    Urgency urgency = outcome.wanted().urgency();
    if (urgency != null && urgency != outcome.urgency()) {
      misses.add(
          new Miss(
              outcome.id(),
              "urgency",
              urgency.label(),
              outcome.urgency().label(),
              outcome.urgencyConfidence(),
              urgency == Urgency.CRITICAL));
    }
    if (outcome.wanted().harm() != null) {
      for (HarmLabel label : HarmLabel.values()) {
        addHarm(outcome, label, misses);
      }
    }
  }

  private static void addHarm(Outcome outcome, HarmLabel label, List<Miss> misses) {
    boolean isWanted = outcome.has(label);
    if (isWanted == outcome.scores().isFlagged(label)) {
      return;
    }
    String none = "not " + label.label();
    misses.add(
        new Miss(
            outcome.id(),
            "harm",
            isWanted ? label.label() : none,
            isWanted ? none : label.label(),
            isWanted ? 1 - outcome.scores().harm(label) : outcome.scores().harm(label),
            isWanted && label.isSafety()));
  }
}
