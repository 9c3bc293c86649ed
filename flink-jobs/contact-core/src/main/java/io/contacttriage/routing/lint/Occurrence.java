package io.contacttriage.routing.lint;

import io.contacttriage.routing.cel.ContactVariables;
import io.contacttriage.routing.cel.PlainCondition;
import io.contacttriage.routing.cel.PlainCondition.Comparison;
import java.util.ArrayList;
import java.util.List;

/**
 * A comparison where it stands in a condition. It decides about a contact when everything joined to
 * it by {@code &&} holds and nothing joined to it by {@code ||} does: the condition would turn
 * round with it.
 *
 * @param hold what must hold for it to decide
 * @param fail what must not
 */
record Occurrence(Comparison comparison, List<PlainCondition> hold, List<PlainCondition> fail) {
  /** Every comparison of a condition, in the order of its text. */
  static List<Occurrence> of(PlainCondition condition) {
    List<Occurrence> found = new ArrayList<>();
    visit(condition, List.of(), List.of(), found);
    return found;
  }

  boolean decides(ContactVariables variables) {
    return hold.stream().allMatch(part -> part.holds(variables))
        && fail.stream().noneMatch(part -> part.holds(variables));
  }

  private static void visit(
      PlainCondition at,
      List<PlainCondition> hold,
      List<PlainCondition> fail,
      List<Occurrence> found) {
    if (at instanceof PlainCondition.And and) {
      visit(and.left(), with(hold, and.right()), fail, found);
      visit(and.right(), with(hold, and.left()), fail, found);
    } else if (at instanceof PlainCondition.Or or) {
      visit(or.left(), hold, with(fail, or.right()), found);
      visit(or.right(), hold, with(fail, or.left()), found);
    } else if (at instanceof PlainCondition.Not not) {
      visit(not.inner(), hold, fail, found);
    } else if (at instanceof Comparison comparison) {
      found.add(new Occurrence(comparison, hold, fail));
    }
  }

  private static List<PlainCondition> with(List<PlainCondition> parts, PlainCondition part) {
    List<PlainCondition> with = new ArrayList<>(parts);
    with.add(part);
    return with;
  }
}
