package io.contacttriage.cli.evaluate;

import io.contacttriage.scoring.HarmLabel;
import io.contacttriage.scoring.Urgency;
import java.util.ArrayList;
import java.util.List;

/**
 * A contact that may cost a life when it is missed.
 *
 * @param what the safety label that people gave it, or {@code critical}
 */
record SafetyCase(String id, String what) {
  static final String MEANING =
      "Contacts with child_safety, self_harm or violence, found when they get this flag, and"
          + " critical contacts, found when they are scored critical.";

  /** Cases that the one model found and the other missed, in the order of the contacts. */
  static List<SafetyCase> foundOnlyBy(List<Outcome> one, List<Outcome> other) {
    List<SafetyCase> cases = new ArrayList<>();
    for (int row = 0; row < one.size(); row++) {
      List<SafetyCase> missed = found(other.get(row));
      found(one.get(row)).stream().filter(each -> !missed.contains(each)).forEach(cases::add);
    }
    return cases;
  }

  private static List<SafetyCase> found(Outcome outcome) {
    List<SafetyCase> cases = new ArrayList<>();
    if (outcome.wanted().urgency() == Urgency.CRITICAL && outcome.urgency() == Urgency.CRITICAL) {
      cases.add(new SafetyCase(outcome.id(), Urgency.CRITICAL.label()));
    }
    for (HarmLabel label : HarmLabel.values()) {
      if (label.isSafety() && outcome.has(label) && outcome.scores().isFlagged(label)) {
        cases.add(new SafetyCase(outcome.id(), label.label()));
      }
    }
    return cases;
  }
}
