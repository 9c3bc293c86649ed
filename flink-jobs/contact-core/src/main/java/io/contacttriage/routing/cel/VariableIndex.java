package io.contacttriage.routing.cel;

import io.contacttriage.routing.cel.PlainCondition.Comparison;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;

/**
 * For each cell of one variable, which conditions may hold there whatever all other variables are:
 * a bit for each condition.
 */
final class VariableIndex {
  private final PolicyVariable variable;
  private final ValueCells cells;
  private final long[][] rows;
  private long cleared;

  /**
   * Begins without any condition: all may hold.
   *
   * @param constants that the variable's values are cut by
   * @param words that the bits of all conditions take
   */
  VariableIndex(PolicyVariable variable, Collection<Object> constants, int words) {
    this.variable = variable;
    cells = ValueCells.of(variable, constants);
    rows = new long[cells.count()][words];
    for (long[] row : rows) {
      Arrays.fill(row, -1L);
    }
  }

  /** Adds the condition of a number. */
  void add(int number, PlainCondition condition) {
    BitSet holds = sides(condition).holds;
    for (int cell = holds.nextClearBit(0);
        cell < rows.length;
        cell = holds.nextClearBit(cell + 1)) {
      rows[cell][number >> 6] &= ~(1L << number);
      cleared++;
    }
  }

  /** How many conditions a cell rules out on average. */
  double selectivity() {
    return (double) cleared / rows.length;
  }

  /** The conditions that may hold for a contact as far as this variable goes. */
  long[] row(ContactVariables variables) {
    return rows[cells.cellOf(variables.value(variable))];
  }

  private Sides sides(PlainCondition condition) {
    if (condition instanceof PlainCondition.And and) {
      Sides left = sides(and.left());
      Sides right = sides(and.right());
      left.holds.and(right.holds);
      left.fails.or(right.fails);
      return left;
    }
    if (condition instanceof PlainCondition.Or or) {
      Sides left = sides(or.left());
      Sides right = sides(or.right());
      left.holds.or(right.holds);
      left.fails.and(right.fails);
      return left;
    }
    if (condition instanceof PlainCondition.Not not) {
      return sides(not.inner()).opposite();
    }
    if (condition instanceof PlainCondition.Always always) {
      return always.value() ? new Sides(all(), new BitSet()) : new Sides(new BitSet(), all());
    }
    Comparison comparison = (Comparison) condition;
    if (!comparison.variable().equals(variable) || !cells.separates(comparison)) {
      return new Sides(all(), all());
    }
    BitSet holds = cells.where(comparison);
    BitSet fails = all();
    fails.andNot(holds);
    return new Sides(holds, fails);
  }

  private BitSet all() {
    BitSet all = new BitSet(rows.length);
    all.set(0, rows.length);
    return all;
  }

  /** Cells in which a condition may hold, and in which it may not hold: together all. */
  private record Sides(BitSet holds, BitSet fails) {
    Sides opposite() {
      return new Sides(/* holds= */ fails, /* fails= */ holds);
    }
  }
}
