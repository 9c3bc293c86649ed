package io.contacttriage.routing.explain;

import io.contacttriage.routing.ScorePrecision;
import io.contacttriage.routing.cel.ContactVariables;
import io.contacttriage.routing.cel.PlainCondition;
import io.contacttriage.routing.cel.PlainCondition.Comparison;
import java.util.ArrayList;
import java.util.List;

/**
 * A part of a condition that does not hold and keeps the whole from holding.
 *
 * @param text as it could stand in a condition
 * @param seen what it looked at, in the order in which it is written
 */
public record UnmetPart(String text, List<Seen> seen) {
  public UnmetPart {
    seen = List.copyOf(seen);
  }

  /**
   * A variable's value.
   *
   * @param away how far a score lies from its limit, in [0, 1]; null when it is no score
   */
  public record Seen(String variable, Object value, Double away) {}

  /** The parts joined by and that do not hold; all of them must change for the whole to hold. */
  static List<UnmetPart> of(PlainCondition condition, ContactVariables contact) {
    List<UnmetPart> parts = new ArrayList<>();
    collect(condition, contact, parts);
    return parts;
  }

  private static void collect(
      PlainCondition condition, ContactVariables contact, List<UnmetPart> parts) {
    if (condition instanceof PlainCondition.And and) {
      collect(and.left(), contact, parts);
      collect(and.right(), contact, parts);
    } else if (!condition.holds(contact)) {
      List<Comparison> comparisons = new ArrayList<>();
      ReadRule.collect(condition, comparisons);
      List<Seen> seen =
          comparisons.stream().map(comparison -> seen(comparison, contact)).distinct().toList();
      parts.add(new UnmetPart(condition.text(), seen));
    }
  }

  private static Seen seen(Comparison comparison, ContactVariables contact) {
    Object value = contact.find(comparison.variable().name()).orElseThrow();
    Double away =
        comparison.variable().score()
            ? comparison.constants().stream()
                .map(limit -> ScorePrecision.round(Math.abs((Double) value - (Double) limit)))
                .min(Double::compare)
                .orElse(null)
            : null;
    return new Seen(comparison.variable().name(), value, away);
  }
}
