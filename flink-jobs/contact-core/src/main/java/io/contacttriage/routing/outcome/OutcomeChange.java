package io.contacttriage.routing.outcome;

import io.contacttriage.routing.outcome.OutcomeGroup.Kind;
import io.contacttriage.scoring.HarmLabel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What one decision, or a label of it, adds to the counts of a group; negative when taken back. */
public record OutcomeChange(OutcomeGroup group, OutcomeCounts counts) {
  private static final OutcomeCounts DECIDED = new OutcomeCounts(1, 0, 0, 0, 0, 0, 0);
  private static final OutcomeCounts RIGHT = new OutcomeCounts(0, 1, 1, 0, 0, 0, 0);
  private static final OutcomeCounts WRONG = new OutcomeCounts(0, 1, 0, 0, 0, 0, 0);
  private static final OutcomeCounts MISSED = new OutcomeCounts(0, 0, 0, 1, 0, 0, 0);

  /** The change that takes this one back. */
  public OutcomeChange negated() {
    return new OutcomeChange(group, counts.negated());
  }

  /** What a decision adds before anybody judged it. */
  public static List<OutcomeChange> of(DecidedContact decided) {
    Collector all = new Collector(decided);
    all.add(Kind.RULE, decided.rule(), DECIDED);
    all.add(Kind.QUEUE, decided.queue(), DECIDED);
    if (decided.topic() != null) {
      all.add(Kind.TOPIC, decided.topic().label(), DECIDED);
      all.add(Kind.URGENCY, decided.urgency().label(), DECIDED);
      decided.flags().forEach(flag -> all.add(Kind.HARM, flag.label(), DECIDED));
    }
    return all.changes;
  }

  /** What a label of that decision adds. */
  public static List<OutcomeChange> of(DecidedContact decided, Label label) {
    Collector all = new Collector(decided);
    if (label.queue() != null) {
      boolean right = label.queue().equals(decided.queue());
      all.add(Kind.RULE, decided.rule(), right ? RIGHT : WRONG);
      all.judge(Kind.QUEUE, decided.queue(), label.queue());
    }
    if (label.firstTouchAt() != null) {
      long millis =
          Math.max(0, Duration.between(decided.receivedAt(), label.firstTouchAt()).toMillis());
      boolean late = label.firstTouchAt().isAfter(decided.respondBy());
      all.add(Kind.RULE, decided.rule(), new OutcomeCounts(0, 0, 0, 0, 1, late ? 1 : 0, millis));
    }
    if (label.topic() != null && decided.topic() != null) {
      all.judge(Kind.TOPIC, decided.topic().label(), label.topic().label());
    }
    if (label.urgency() != null && decided.urgency() != null) {
      all.judge(Kind.URGENCY, decided.urgency().label(), label.urgency().label());
    }
    if (label.harm() != null && decided.flags() != null) {
      for (HarmLabel harm : HarmLabel.values()) {
        boolean is = label.harm().contains(harm);
        if (decided.flags().contains(harm)) {
          all.add(Kind.HARM, harm.label(), is ? RIGHT : WRONG);
        } else if (is) {
          all.add(Kind.HARM, harm.label(), MISSED);
        }
      }
    }
    return all.changes;
  }

  private static final class Collector {
    private final DecidedContact decided;
    private final List<OutcomeChange> changes = new ArrayList<>();

    private Collector(DecidedContact decided) {
      this.decided = decided;
    }

    void add(Kind kind, String name, OutcomeCounts counts) {
      changes.add(
          new OutcomeChange(
              new OutcomeGroup(
                  kind,
                  kind == Kind.RULE ? decided.policy() : "",
                  name,
                  decided.language(),
                  decided.policyVersion(),
                  decided.modelVersion()),
              counts));
    }

    void judge(Kind kind, String said, String is) {
      add(kind, said, said.equals(is) ? RIGHT : WRONG);
      if (!said.equals(is)) {
        add(kind, is, MISSED);
      }
    }
  }
}
