package io.contacttriage.routing.explain;

import io.contacttriage.routing.cel.ContactVariables;
import io.contacttriage.routing.cel.ContactView;
import io.contacttriage.routing.cel.PlainCondition.Comparison;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * All that a book asks about some variables: comparisons, and whole conditions that are not plain.
 * Contacts that differ in these variables only, and of which all answers are the same, are decided
 * the same.
 */
record Answers(List<Comparison> comparisons, List<ReadRule> others) {
  static Answers about(Set<String> variables, List<ReadRule> rules) {
    Map<String, Comparison> distinct = new LinkedHashMap<>();
    for (ReadRule rule : rules) {
      for (Comparison comparison : rule.comparisons()) {
        if (variables.contains(comparison.variable().name())) {
          distinct.putIfAbsent(comparison.text(), comparison);
        }
      }
    }
    return new Answers(
        List.copyOf(distinct.values()),
        rules.stream().filter(rule -> rule.mayRead(variables)).toList());
  }

  boolean isEmpty() {
    return comparisons.isEmpty() && others.isEmpty();
  }

  BitSet of(ContactView contact) {
    ContactVariables variables = new ContactVariables(contact);
    BitSet answers = new BitSet(comparisons.size() + others.size());
    for (int i = 0; i < comparisons.size(); i++) {
      answers.set(i, comparisons.get(i).holds(variables));
    }
    for (int i = 0; i < others.size(); i++) {
      answers.set(comparisons.size() + i, others.get(i).matches(variables));
    }
    return answers;
  }
}
