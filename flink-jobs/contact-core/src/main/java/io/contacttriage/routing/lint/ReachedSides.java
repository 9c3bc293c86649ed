package io.contacttriage.routing.lint;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Rules and sides of comparisons that some contacts reached. */
final class ReachedSides {
  private final List<LintedRule> rules;
  private final Map<String, Integer> places = new HashMap<>();
  private final Set<Side> sides = new HashSet<>();
  private final Set<String> reached = new HashSet<>();

  /** Begins with nothing reached of these rules, which are in the order of the book. */
  ReachedSides(List<LintedRule> rules) {
    this.rules = rules;
    rules.forEach(rule -> places.put(rule.name(), places.size()));
  }

  /**
   * One side of a comparison.
   *
   * @param index of the comparison in its condition; 0 for the whole of one that is not plain
   */
  private record Side(String rule, int index, boolean holds) {}

  void note(Example example) {
    for (LintedRule rule : rules) {
      boolean matched = example.evaluation().reasons().stream().anyMatch(rule::is);
      if (rule.routes() ? example.isRoutedBy(rule) : matched) {
        reached.add(rule.name());
      }
      if (isAsked(rule, example)) {
        noteSides(rule, matched, example);
      }
    }
  }

  private void noteSides(LintedRule rule, boolean matched, Example example) {
    if (!rule.isPlain()) {
      sides.add(new Side(rule.name(), 0, matched));
      return;
    }
    int index = 0;
    for (Occurrence occurrence : Occurrence.of(rule.plain())) {
      if (occurrence.decides(example.variables())) {
        boolean holds = occurrence.comparison().holds(example.variables());
        sides.add(new Side(rule.name(), index, holds));
      }
      index++;
    }
  }

  /** A rule with an add is asked of every contact, one that only routes until one has. */
  boolean isAsked(LintedRule rule, Example example) {
    int router = places.getOrDefault(example.routerName(), places.size());
    return rule.rule().add() != null || places.get(rule.name()) <= router;
  }

  /** A rule with a route is reached when it routed, one without when it matched. */
  boolean hasRule(LintedRule rule) {
    return reached.contains(rule.name());
  }

  boolean has(LintedRule rule, int index, boolean holds) {
    return sides.contains(new Side(rule.name(), index, holds));
  }
}
