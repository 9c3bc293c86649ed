package io.contacttriage.routing.explain;

import io.contacttriage.routing.cel.Condition;
import io.contacttriage.routing.cel.ConditionCompiler;
import io.contacttriage.routing.cel.ConditionException;
import io.contacttriage.routing.cel.ContactVariables;
import io.contacttriage.routing.cel.PlainCondition;
import io.contacttriage.routing.cel.PlainCondition.Comparison;
import io.contacttriage.routing.policy.Policy;
import io.contacttriage.routing.policy.PolicyBook;
import io.contacttriage.routing.policy.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A rule with its compiled condition, and the comparisons in it when it is plain. */
record ReadRule(String policy, Rule rule, Condition condition, List<Comparison> comparisons) {
  /** All rules of a book that compiles, in the order in which they are tried. */
  static List<ReadRule> of(PolicyBook book) {
    ConditionCompiler compiler = book.conditionCompiler();
    List<ReadRule> rules = new ArrayList<>();
    for (Policy policy : book.policies()) {
      for (Rule rule : policy.rules()) {
        Condition condition = compiler.compile(rule.when()).condition();
        List<Comparison> comparisons = new ArrayList<>();
        condition.plain().ifPresent(plain -> collect(plain, comparisons));
        rules.add(new ReadRule(policy.id(), rule, condition, List.copyOf(comparisons)));
      }
    }
    return rules;
  }

  /** The comparisons of a condition, in the order in which they are written. */
  static void collect(PlainCondition condition, List<Comparison> into) {
    if (condition instanceof PlainCondition.And and) {
      collect(and.left(), into);
      collect(and.right(), into);
    } else if (condition instanceof PlainCondition.Or or) {
      collect(or.left(), into);
      collect(or.right(), into);
    } else if (condition instanceof PlainCondition.Not not) {
      collect(not.inner(), into);
    } else if (condition instanceof Comparison comparison) {
      into.add(comparison);
    }
  }

  /** Whether a condition that is not plain may depend on one of these: it would have to name it. */
  boolean mayRead(Set<String> variables) {
    String text = rule.when().replaceAll("\\s", "");
    return condition.plain().isEmpty() && variables.stream().anyMatch(text::contains);
  }

  /** One that fails does not match. */
  boolean matches(ContactVariables contact) {
    try {
      return condition.matches(contact);
    } catch (ConditionException e) {
      return false;
    }
  }
}
