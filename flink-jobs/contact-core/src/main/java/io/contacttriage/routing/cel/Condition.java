package io.contacttriage.routing.cel;

import io.contacttriage.routing.ScorePrecision;
import io.contacttriage.scoring.HarmLabel;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A checked and compiled condition. Immutable; safe for use by many threads. */
public final class Condition {
  private final PlainCondition plain;
  private final ConditionCode code;
  private final List<ScoreLimit> limits;
  private final Set<HarmLabel> positiveSafety;
  private final Set<String> attributes;
  private final Set<String> terms;

  /**
   * @param plain the condition as it was written, or null when it is not plain
   * @param code the same, made for evaluation
   */
  Condition(
      PlainCondition plain,
      ConditionCode code,
      List<ScoreLimit> limits,
      Set<HarmLabel> positiveSafety,
      Set<String> attributes,
      Set<String> terms) {
    this.plain = plain;
    this.code = code;
    this.limits = List.copyOf(limits);
    this.positiveSafety = Set.copyOf(positiveSafety);
    this.attributes = Set.copyOf(attributes);
    this.terms = Set.copyOf(terms);
  }

  /**
   * Whether the condition holds.
   *
   * @throws ConditionException when it cannot be told, such as for an attribute that this contact
   *     does not have
   */
  public boolean matches(ContactVariables variables) throws ConditionException {
    return code.matches(variables);
  }

  /** The condition as a tree of comparisons; empty when it holds anything else. */
  public Optional<PlainCondition> plain() {
    return Optional.ofNullable(plain);
  }

  /** What must hold for this condition to hold or to fail. */
  PlainCondition necessary() {
    return code.necessary();
  }

  ConditionCode code() {
    return code;
  }

  /** The same condition, evaluated in another way that must give the same answers. */
  Condition evaluatedBy(ConditionCode other) {
    return new Condition(plain, other, limits, positiveSafety, attributes, terms);
  }

  /**
   * How far the nearest score lies from the limit that the condition compares it with, in [0, 1];
   * all comparisons count, also those that did not decide.
   *
   * @return null when the condition compares no score with a number
   */
  public Double margin(ContactVariables variables) {
    if (limits.isEmpty()) {
      return null;
    }
    double least = 1;
    for (ScoreLimit limit : limits) {
      double score = (Double) variables.value(limit.variable());
      least = Math.min(least, Math.abs(score - limit.limit()));
    }
    return ScorePrecision.round(least);
  }

  /** Safety labels whose presence helps this condition to hold. */
  public Set<HarmLabel> positiveSafety() {
    return positiveSafety;
  }

  /** Names of the contact's attributes that this condition asks for. */
  public Set<String> attributes() {
    return attributes;
  }

  /** Names of the term lists that this condition asks for. */
  public Set<String> terms() {
    return terms;
  }

  /** A comparison of a score with a number. */
  record ScoreLimit(PolicyVariable variable, double limit) {}
}
