package io.contacttriage.routing.lint;

import io.contacttriage.routing.lint.Formula.Atom;
import io.contacttriage.routing.lint.Formula.Truth;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.Function;

/**
 * Looks for a contact for which some formulas hold and others do not: halves the domain of a
 * variable at a comparison that is still open, and goes back when a formula or the ties between the
 * variables cannot be met any more. Calm values are tried first.
 */
final class ContactSearch {
  /** Formulas looked at before a search gives up: a few tenths of a second. */
  private static final long EFFORT = 2_000_000;

  private final ContactSpace space;
  private final PossibleContacts contacts;
  private long left;

  ContactSearch(ContactSpace space, PossibleContacts contacts) {
    this.space = space;
    this.contacts = contacts;
  }

  /**
   * What a search ended with.
   *
   * @param found null when there is nothing
   * @param complete false when the search gave up, so that finding nothing says nothing
   */
  record Answer<T>(T found, boolean complete) {
    /** There is surely no such contact. */
    boolean impossible() {
      return found == null && complete;
    }
  }

  /**
   * Searches.
   *
   * @param make turns domains in which all formulas are decided into what is wanted, or into null
   *     to go on searching
   */
  <T> Answer<T> find(
      Domains start, List<Formula> hold, List<Formula> fail, Function<Domains, T> make) {
    left = EFFORT;
    T found = search(start, hold, fail, make);
    return new Answer<>(found, left > 0);
  }

  private <T> T search(
      Domains domains, List<Formula> hold, List<Formula> fail, Function<Domains, T> make) {
    left -= 1 + hold.size() + fail.size();
    List<Formula> mustHold = open(hold, Truth.FALSE, domains);
    List<Formula> mustFail = mustHold == null ? null : open(fail, Truth.TRUE, domains);
    if (mustFail == null || left <= 0) {
      return null;
    }
    Atom atom = mustHold.isEmpty() ? tightest(mustFail, domains) : tightest(mustHold, domains);
    if (atom == null) {
      return make.apply(domains);
    }
    boolean calmFirst = calmHolds(atom, domains);
    T found = half(atom, calmFirst, domains, mustHold, mustFail, make);
    return found == null ? half(atom, !calmFirst, domains, mustHold, mustFail, make) : found;
  }

  private <T> T half(
      Atom atom,
      boolean holds,
      Domains domains,
      List<Formula> hold,
      List<Formula> fail,
      Function<Domains, T> make) {
    Domains half = domains.narrowed(atom.slot(), atom.cells(), holds);
    return contacts.possible(half, atom.slot()) ? search(half, hold, fail, make) : null;
  }

  /** Those that are still open; null when one is against what is wanted. */
  private static List<Formula> open(List<Formula> formulas, Truth unwanted, Domains domains) {
    List<Formula> open = new ArrayList<>();
    for (Formula formula : formulas) {
      Truth truth = formula.truth(domains);
      if (truth == unwanted) {
        return null;
      }
      if (truth == Truth.OPEN) {
        open.add(formula);
      }
    }
    return open;
  }

  /** A comparison of the formula that leaves the least choice; null when none is open. */
  private static Atom tightest(List<Formula> formulas, Domains domains) {
    Formula tightest = null;
    int fewest = Integer.MAX_VALUE;
    for (Formula formula : formulas) {
      int atoms = fewest == 1 ? fewest : formula.openAtoms(domains);
      if (atoms < fewest) {
        fewest = atoms;
        tightest = formula;
      }
    }
    return tightest == null ? null : tightest.openAtom(domains);
  }

  /** Whether the calm value, or else the first that is left, is on the side that holds. */
  private boolean calmHolds(Atom atom, Domains domains) {
    BitSet cells = domains.of(atom.slot());
    int calm = space.cells(atom.slot()).calm();
    return atom.cells().get(cells.get(calm) ? calm : cells.nextSetBit(0));
  }
}
