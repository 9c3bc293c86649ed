package io.contacttriage.routing.explain;

import dev.cel.common.types.SimpleType;
import io.contacttriage.routing.RoutingMemory;
import io.contacttriage.routing.ScorePrecision;
import io.contacttriage.routing.cel.ContactView;
import io.contacttriage.routing.cel.PlainCondition.Comparison;
import io.contacttriage.routing.cel.PolicyVariable;
import io.contacttriage.routing.cel.PolicyVariables;
import io.contacttriage.routing.policy.Evaluation;
import io.contacttriage.routing.policy.PolicyBook;
import io.contacttriage.routing.policy.PolicyEvaluator;
import io.contacttriage.scoring.HarmLabel;
import io.contacttriage.scoring.ScoredContact;
import io.contacttriage.scoring.Scores;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * For every other destination that one change of a contact reaches, the smallest such change. Each
 * score is walked outwards in the steps in which rules see it, so none nearer is missed; each word,
 * flag and count takes the values that the book names. The book decides every changed contact that
 * is spoken of.
 */
public final class NearestRoutes {
  private static final int STEPS = 10_000;

  private final PolicyEvaluator evaluator;
  private final List<ReadRule> rules;
  private final ContactView contact;
  private final Destination here;
  private final Map<HarmLabel, Double> flaggedFrom;
  private final Map<Destination, RouteChange> nearest = new LinkedHashMap<>();

  private NearestRoutes(
      PolicyEvaluator evaluator, ContactView contact, Map<HarmLabel, Double> thresholds) {
    this.evaluator = evaluator;
    this.rules = ReadRule.of(evaluator.book());
    this.contact = contact;
    this.flaggedFrom = agreeing(thresholds, contact.scores());
    this.here = Destination.of(evaluate(contact));
    for (PolicyVariable variable : variables(evaluator.book())) {
      if (!ContactChange.canSet(variable, flaggedFrom)) {
        continue;
      }
      if (variable.score()) {
        walk(variable);
      } else {
        values(variable).forEach(value -> note(variable, value, null));
      }
    }
  }

  /**
   * The smallest change for each other destination, the smallest of all first.
   *
   * @param thresholds from which score on the contact's tier flags; empty when that is not known,
   *     and then scores move without their flags
   * @return empty when no single change reaches another, or when there are no scores and so no
   *     rules
   */
  public static List<RouteChange> of(
      ScoredContact contact,
      RoutingMemory memory,
      PolicyEvaluator evaluator,
      Map<HarmLabel, Double> thresholds) {
    if (contact.scores() == null) {
      return List.of();
    }
    return new NearestRoutes(evaluator, evaluator.view(contact, memory), thresholds)
        .nearest.values().stream().sorted(RouteChange.SMALLEST_FIRST).toList();
  }

  /** Thresholds that explain the contact's own flags: rounding may hide a score on the limit. */
  static Map<HarmLabel, Double> agreeing(Map<HarmLabel, Double> thresholds, Scores scores) {
    Map<HarmLabel, Double> agreeing = new EnumMap<>(HarmLabel.class);
    thresholds.forEach(
        (label, from) -> {
          if (ScorePrecision.round(scores.harm(label)) >= from == scores.isFlagged(label)) {
            agreeing.put(label, from);
          }
        });
    return agreeing;
  }

  private Evaluation evaluate(ContactView view) {
    return evaluator.evaluate(
        new ScoredContact(
            view.facts().withTerms(evaluator.terms().readWith(view.terms())),
            view.scores(),
            null,
            null),
        view.memory());
  }

  private static List<PolicyVariable> variables(PolicyBook book) {
    List<PolicyVariable> variables = new ArrayList<>(PolicyVariables.ALL);
    book.terms().forEach(list -> variables.add(PolicyVariables.terms(list.name())));
    return variables;
  }

  private void walk(PolicyVariable variable) {
    Answers answers = Answers.about(tiedTo(variable.name()), rules);
    if (answers.isEmpty()) {
      return;
    }
    int from = (int) Math.round((Double) variable.value().apply(contact) * STEPS);
    walk(variable, answers, from, 1);
    walk(variable, answers, from, -1);
  }

  /** Decides only where an answer about the score has changed: nothing else can. */
  private void walk(PolicyVariable variable, Answers answers, int from, int step) {
    BitSet before = answers.of(contact);
    for (int at = from + step; at >= 0 && at <= STEPS; at += step) {
      double score = (double) at / STEPS;
      BitSet now = answers.of(ContactChange.with(contact, variable, score, flaggedFrom));
      if (!now.equals(before)) {
        note(variable, score, (double) Math.abs(at - from) / STEPS);
        before = now;
      }
    }
  }

  /** The variables that move with a score: all shares of its head and what follows, or its flag. */
  private static Set<String> tiedTo(String name) {
    Set<String> tied = new TreeSet<>(Set.of(name));
    if (name.startsWith("topics.")) {
      tied.addAll(namesWith("topic"));
    } else if (name.startsWith("urgencies.")) {
      tied.addAll(namesWith("urgenc"));
    } else if (name.startsWith("harm.")) {
      tied.add(name.replace("harm.", "flagged."));
    }
    return tied;
  }

  private static List<String> namesWith(String prefix) {
    return PolicyVariables.names().stream().filter(name -> name.startsWith(prefix)).toList();
  }

  /** Values other than the contact's that a comparison of the book can tell from it. */
  private Collection<Object> values(PolicyVariable variable) {
    Object was = variable.value().apply(contact);
    Set<Object> values = new LinkedHashSet<>();
    if (variable.type().equals(SimpleType.BOOL)) {
      values.add(!(Boolean) was);
    } else if (variable.type().equals(SimpleType.STRING)) {
      values.addAll(variable.words());
      if (variable.words().isEmpty()) {
        constants(variable).forEach(values::add);
        values.add("");
      }
    } else {
      values.addAll(counts(variable, (Long) was));
    }
    values.remove(was);
    return values;
  }

  /** Counts on each side of each limit, the nearest first. */
  private List<Object> counts(PolicyVariable variable, long was) {
    Set<Long> counts = new TreeSet<>();
    for (Object constant : constants(variable)) {
      long limit = ((Double) constant).longValue();
      counts.addAll(List.of(limit - 1, limit, limit + 1));
    }
    List<Object> near = new ArrayList<>(counts);
    near.removeIf(count -> (Long) count < 0 || (Long) count > Integer.MAX_VALUE);
    near.sort((one, other) -> Long.compare(away(one, was), away(other, was)));
    return near;
  }

  private static long away(Object count, long was) {
    return Math.abs((Long) count - was);
  }

  private List<Object> constants(PolicyVariable variable) {
    return rules.stream()
        .flatMap(rule -> rule.comparisons().stream())
        .filter(comparison -> comparison.variable().equals(variable))
        .map(Comparison::constants)
        .flatMap(List::stream)
        .toList();
  }

  private void note(PolicyVariable variable, Object value, Double distance) {
    Evaluation evaluation = evaluate(ContactChange.with(contact, variable, value, flaggedFrom));
    Destination to = Destination.of(evaluation);
    if (to.equals(here)) {
      return;
    }
    var by = evaluation.reasons().get(0);
    RouteChange found =
        new RouteChange(
            to,
            by.policy() + "/" + by.rule(),
            variable,
            variable.value().apply(contact),
            value,
            distance);
    nearest.merge(
        to,
        found,
        (old, other) -> RouteChange.SMALLEST_FIRST.compare(other, old) < 0 ? other : old);
  }
}
