package io.contacttriage.routing.lint;

import io.contacttriage.routing.cel.PolicyVariable;
import java.util.BitSet;

/** The cells that each variable of a contact may still lie in. Immutable. */
final class Domains {
  private final BitSet[] bySlot;

  /** Takes the array and its sets over. */
  Domains(BitSet[] bySlot) {
    this.bySlot = bySlot;
  }

  /** Not to be changed. */
  BitSet of(int slot) {
    return bySlot[slot];
  }

  BitSet of(PolicyVariable variable) {
    return bySlot[variable.slot()];
  }

  /** These domains without some cells of one variable, or with nothing but them. */
  Domains narrowed(int slot, BitSet cells, boolean to) {
    BitSet left = (BitSet) bySlot[slot].clone();
    if (to) {
      left.and(cells);
    } else {
      left.andNot(cells);
    }
    BitSet[] narrowed = bySlot.clone();
    narrowed[slot] = left;
    return new Domains(narrowed);
  }
}
