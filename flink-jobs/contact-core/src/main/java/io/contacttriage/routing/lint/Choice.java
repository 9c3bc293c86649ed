package io.contacttriage.routing.lint;

import io.contacttriage.routing.cel.PolicyVariable;
import io.contacttriage.routing.cel.PolicyVariables;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Chooses values out of domains: the calm one where it is left, else one that reads well. */
final class Choice {
  private static final List<Integer> ROUND_SCORES =
      List.of(
          9000, 8000, 7000, 6000, 5000, 4000, 3000, 2000, 1000, 500, 9500, 8500, 7500, 6500, 5500,
          4500, 3500, 2500, 1500);

  private final ContactSpace space;
  private final Domains domains;

  Choice(ContactSpace space, Domains domains) {
    this.space = space;
    this.domains = domains;
  }

  /** Whether a score, in steps, or a count is left. */
  boolean allows(PolicyVariable variable, int steps) {
    return domains.of(variable).get(space.cells(variable).cellOf(steps));
  }

  boolean allowsFlag(PolicyVariable flag, boolean value) {
    return domains.of(flag).get(space.cells(flag).indexOf(value));
  }

  /** Names of the term lists that have to hit. */
  Set<String> terms() {
    Set<String> terms = new TreeSet<>();
    for (PolicyVariable list : space.terms()) {
      Cells cells = space.cells(list);
      if (!domains.of(space.slot(list)).get(cells.indexOf(false))) {
        terms.add(list.name().substring(PolicyVariables.TERMS.length()));
      }
    }
    return terms;
  }

  /** Whether nothing is asked of the variable. */
  boolean allowsAll(PolicyVariable variable) {
    return domains.of(variable).cardinality() == space.cells(variable).count();
  }

  /** One of the words or truth values that are left. */
  Object word(PolicyVariable variable) {
    return space.cells(variable).sample(words(variable).get(0));
  }

  /** The cells that are left, the calm one first. */
  List<Integer> words(PolicyVariable variable) {
    BitSet cells = domains.of(variable);
    int calm = space.cells(variable).calm();
    List<Integer> words = new ArrayList<>();
    cells.stream().filter(cell -> cell == calm).forEach(words::add);
    cells.stream().filter(cell -> cell != calm).forEach(words::add);
    return words;
  }

  /** Scores that are left, in steps: the calm one, round ones, the ends of each gap. */
  List<Integer> scores(PolicyVariable variable, int calm) {
    List<Integer> tries = new ArrayList<>(List.of(calm));
    tries.addAll(ROUND_SCORES);
    tries.addAll(ends(variable));
    tries.removeIf(steps -> !allows(variable, steps));
    return tries;
  }

  /** The count that is left and nearest to the calm one, but not under a floor. */
  int count(PolicyVariable variable, int calm, int floor) {
    List<Integer> tries = new ArrayList<>(List.of(Math.max(calm, floor), floor));
    tries.addAll(ends(variable));
    return tries.stream()
        .filter(count -> count >= floor && allows(variable, count))
        .min((one, other) -> Integer.compare(Math.abs(one - calm), Math.abs(other - calm)))
        .orElse(floor);
  }

  private List<Integer> ends(PolicyVariable variable) {
    List<Integer> ends = new ArrayList<>();
    Cells cells = space.cells(variable);
    domains.of(variable).stream()
        .forEach(
            cell -> {
              BitSet one = new BitSet();
              one.set(cell);
              ends.add(cells.lowest(one));
              ends.add(cells.highest(one));
            });
    return ends;
  }
}
