package io.contacttriage.routing.lint;

import dev.cel.common.types.SimpleType;
import io.contacttriage.routing.cel.PlainCondition;
import io.contacttriage.routing.cel.PlainCondition.Comparison;
import io.contacttriage.routing.cel.PolicyVariable;
import io.contacttriage.routing.cel.PolicyVariables;
import io.contacttriage.scoring.Topic;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** All contacts, cut into as many kinds as the comparisons of one book can tell apart. */
final class ContactSpace {
  private final Cells[] bySlot;
  private final List<PolicyVariable> terms;

  /**
   * Cuts by everything that some conditions compare.
   *
   * @param termLists names of the book's term lists
   * @param scoreCuts further steps at which a cell of a score begins, by name
   */
  ContactSpace(
      Collection<PlainCondition> conditions,
      List<String> termLists,
      Map<String, Set<Integer>> scoreCuts) {
    terms = termLists.stream().map(PolicyVariables::terms).toList();
    bySlot = new Cells[PolicyVariables.ALL.size() + terms.size()];
    Map<PolicyVariable, Set<Object>> constants = new HashMap<>();
    for (PlainCondition condition : conditions) {
      for (Comparison comparison : condition.comparisons()) {
        constants
            .computeIfAbsent(comparison.variable(), any -> new HashSet<>())
            .addAll(comparison.constants());
      }
    }
    for (PolicyVariable variable : PolicyVariables.ALL) {
      if (variable.type() instanceof SimpleType) {
        bySlot[variable.slot()] =
            new Cells(
                variable,
                constants.getOrDefault(variable, Set.of()),
                scoreCuts.getOrDefault(variable.name(), Set.of()));
      }
    }
    terms.forEach(list -> bySlot[slot(list)] = new Cells(list, Set.of(), Set.of()));
  }

  /** Variables of the book's term lists. */
  List<PolicyVariable> terms() {
    return terms;
  }

  /** How many variables there are, and so slots. */
  int size() {
    return bySlot.length;
  }

  /** The variable's own slot; term lists have theirs behind those of all books. */
  int slot(PolicyVariable variable) {
    int list = terms.indexOf(variable);
    return list < 0 ? variable.slot() : PolicyVariables.ALL.size() + list;
  }

  Cells cells(int slot) {
    return bySlot[slot];
  }

  Cells cells(PolicyVariable variable) {
    return bySlot[slot(variable)];
  }

  /** Every contact. Maps have no cells: no plain condition asks them. */
  Domains all() {
    BitSet[] all = new BitSet[bySlot.length];
    for (int slot = 0; slot < all.length; slot++) {
      all[slot] = bySlot[slot] == null ? new BitSet() : bySlot[slot].all();
    }
    return new Domains(all);
  }

  Formula formula(PlainCondition condition) {
    if (condition instanceof PlainCondition.And and) {
      return new Formula.Joined(true, formula(and.left()), formula(and.right()));
    }
    if (condition instanceof PlainCondition.Or or) {
      return new Formula.Joined(false, formula(or.left()), formula(or.right()));
    }
    if (condition instanceof PlainCondition.Not not) {
      return new Formula.Opposite(formula(not.inner()));
    }
    if (condition instanceof PlainCondition.Always always) {
      return new Formula.Constant(always.value());
    }
    return atom((Comparison) condition);
  }

  List<Formula> formulas(List<PlainCondition> conditions) {
    return conditions.stream().map(this::formula).toList();
  }

  Formula isTopic(Topic topic) {
    PolicyVariable variable = ScoreShares.TOPICS.label();
    BitSet cells = new BitSet();
    cells.set(cells(variable).indexOf(topic.label()));
    return new Formula.Atom(variable.slot(), cells);
  }

  private Formula.Atom atom(Comparison comparison) {
    return new Formula.Atom(
        slot(comparison.variable()), cells(comparison.variable()).where(comparison));
  }
}
