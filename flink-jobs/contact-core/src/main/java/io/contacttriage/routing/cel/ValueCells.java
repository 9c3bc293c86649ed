package io.contacttriage.routing.cel;

import dev.cel.common.types.SimpleType;
import io.contacttriage.routing.cel.PlainCondition.Comparison;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;

/**
 * The values of one variable, cut into numbered cells by some constants: a comparison with no other
 * constant gives one answer for all values of a cell.
 */
abstract class ValueCells {
  private final Object[] samples;

  private ValueCells(Object[] samples) {
    this.samples = samples;
  }

  /**
   * Cuts the values of a variable.
   *
   * @param constants that comparisons of this variable hold
   */
  static ValueCells of(PolicyVariable variable, Collection<Object> constants) {
    if (variable.type().equals(SimpleType.BOOL)) {
      return new Words(new Object[] {true, false});
    }
    return variable.type().equals(SimpleType.STRING)
        ? new Words(words(constants))
        : new Numbers(limits(constants));
  }

  final int count() {
    return samples.length;
  }

  /** The cell that a value of the variable lies in. */
  abstract int cellOf(Object value);

  /** Whether each cell gives one answer to a comparison of this variable. */
  abstract boolean separates(Comparison comparison);

  /** The cells in which a comparison holds that they {@link #separates separate}. */
  final BitSet where(Comparison comparison) {
    BitSet cells = new BitSet(samples.length);
    for (int cell = 0; cell < samples.length; cell++) {
      cells.set(cell, comparison.test().test(samples[cell]));
    }
    return cells;
  }

  private static Object[] words(Collection<Object> constants) {
    Object[] words = constants.toArray(new Object[constants.size() + 1]);
    // Longer than each of them, so another word than all: it stands for every word not compared.
    words[constants.size()] = constants.toString();
    return words;
  }

  private static double[] limits(Collection<Object> constants) {
    TreeSet<Double> limits = new TreeSet<>();
    constants.forEach(constant -> limits.add(plainZero((Double) constant)));
    return limits.stream().mapToDouble(Double::doubleValue).toArray();
  }

  /** Minus zero and zero compare as equal in conditions, but not in sorted arrays. */
  private static double plainZero(double number) {
    return number + 0.0;
  }

  /** A cell for each word or truth value, the last for all others. */
  private static final class Words extends ValueCells {
    private final Map<Object, Integer> cells = new HashMap<>();

    Words(Object[] words) {
      super(words);
      for (Object word : words) {
        cells.put(word, cells.size());
      }
    }

    @Override
    int cellOf(Object value) {
      Integer cell = cells.get(value);
      return cell == null ? count() - 1 : cell;
    }

    @Override
    boolean separates(Comparison comparison) {
      return cells.keySet().containsAll(comparison.constants());
    }
  }

  /** A cell for each limit and for each gap beside one: odd cells are limits. */
  private static final class Numbers extends ValueCells {
    private final double[] limits;

    Numbers(double[] limits) {
      super(samples(limits));
      this.limits = limits;
    }

    @Override
    int cellOf(Object value) {
      int at = Arrays.binarySearch(limits, plainZero(((Number) value).doubleValue()));
      return at >= 0 ? 2 * at + 1 : 2 * (-at - 1);
    }

    @Override
    boolean separates(Comparison comparison) {
      return comparison.constants().stream()
          .allMatch(limit -> Arrays.binarySearch(limits, plainZero((Double) limit)) >= 0);
    }

    private static Object[] samples(double[] limits) {
      Object[] samples = new Object[2 * limits.length + 1];
      samples[0] = Double.NEGATIVE_INFINITY;
      for (int i = 0; i < limits.length; i++) {
        samples[2 * i + 1] = limits[i];
        samples[2 * i + 2] = Math.nextUp(limits[i]);
      }
      return samples;
    }
  }
}
