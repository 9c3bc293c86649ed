package io.contacttriage.routing.lint;

import java.util.BitSet;

/** A plain condition over cells: it can be asked before all of a contact is known. */
sealed interface Formula {
  /** What can be said of a formula while its variables may lie in several cells. */
  enum Truth {
    TRUE,
    FALSE,
    OPEN
  }

  Truth truth(Domains domains);

  /** The first comparison that keeps the formula open; null when it is not open. */
  Atom openAtom(Domains domains);

  /** How many comparisons keep it open. */
  int openAtoms(Domains domains);

  /** Both sides, or at least one. */
  record Joined(boolean both, Formula left, Formula right) implements Formula {
    @Override
    public Truth truth(Domains domains) {
      Truth decides = both ? Truth.FALSE : Truth.TRUE;
      Truth first = left.truth(domains);
      if (first == decides) {
        return decides;
      }
      Truth second = right.truth(domains);
      if (second == decides) {
        return decides;
      }
      return first == Truth.OPEN ? first : second;
    }

    @Override
    public Atom openAtom(Domains domains) {
      if (truth(domains) != Truth.OPEN) {
        return null;
      }
      Atom atom = left.openAtom(domains);
      return atom == null ? right.openAtom(domains) : atom;
    }

    @Override
    public int openAtoms(Domains domains) {
      return truth(domains) == Truth.OPEN ? left.openAtoms(domains) + right.openAtoms(domains) : 0;
    }
  }

  /** The opposite. */
  record Opposite(Formula inner) implements Formula {
    @Override
    public Truth truth(Domains domains) {
      return switch (inner.truth(domains)) {
        case TRUE -> Truth.FALSE;
        case FALSE -> Truth.TRUE;
        case OPEN -> Truth.OPEN;
      };
    }

    @Override
    public Atom openAtom(Domains domains) {
      return inner.openAtom(domains);
    }

    @Override
    public int openAtoms(Domains domains) {
      return inner.openAtoms(domains);
    }
  }

  /** The same for every contact. */
  record Constant(boolean value) implements Formula {
    @Override
    public Truth truth(Domains domains) {
      return value ? Truth.TRUE : Truth.FALSE;
    }

    @Override
    public Atom openAtom(Domains domains) {
      return null;
    }

    @Override
    public int openAtoms(Domains domains) {
      return 0;
    }
  }

  /**
   * One comparison.
   *
   * @param slot of its variable
   * @param cells in which it holds
   */
  record Atom(int slot, BitSet cells) implements Formula {
    @Override
    public Truth truth(Domains domains) {
      BitSet left = domains.of(slot);
      if (!left.intersects(cells)) {
        return Truth.FALSE;
      }
      BitSet outside = (BitSet) left.clone();
      outside.andNot(cells);
      return outside.isEmpty() ? Truth.TRUE : Truth.OPEN;
    }

    @Override
    public Atom openAtom(Domains domains) {
      return truth(domains) == Truth.OPEN ? this : null;
    }

    @Override
    public int openAtoms(Domains domains) {
      return truth(domains) == Truth.OPEN ? 1 : 0;
    }
  }
}
