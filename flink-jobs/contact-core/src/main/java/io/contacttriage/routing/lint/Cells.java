package io.contacttriage.routing.lint;

import dev.cel.common.types.SimpleType;
import io.contacttriage.routing.cel.PlainCondition.Comparison;
import io.contacttriage.routing.cel.PolicyVariable;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The values of one variable, cut into cells so that a comparison of the book gives the same answer
 * for every value of a cell. What is true of one value of each cell is true of all values.
 */
final class Cells {
  /** Scores are seen in four decimals: a step is 0.0001. */
  static final int STEPS = 10_000;

  private final PolicyVariable variable;
  private final List<Object> samples = new ArrayList<>();

  /** Lowest and highest value of each cell: of scores in steps, of counts as they are. */
  private final List<Integer> lowest = new ArrayList<>();

  private final List<Integer> highest = new ArrayList<>();
  private final int calm;

  /**
   * Cuts the values of a variable.
   *
   * @param constants that it is compared with
   * @param cuts further steps at which a cell begins; for scores only
   */
  Cells(PolicyVariable variable, Collection<Object> constants, Collection<Integer> cuts) {
    this.variable = variable;
    if (variable.type().equals(SimpleType.BOOL)) {
      samples.addAll(List.of(false, true));
    } else if (variable.type().equals(SimpleType.STRING)) {
      samples.addAll(words(constants));
    } else {
      cutNumbers(constants, cuts);
    }
    calm = indexOf(CalmContact.value(variable));
  }

  private Set<Object> words(Collection<Object> constants) {
    if (!variable.words().isEmpty()) {
      return new LinkedHashSet<>(variable.words());
    }
    Set<Object> words = new LinkedHashSet<>(constants);
    words.add(CalmContact.wordBeside(variable, constants));
    return words;
  }

  private void cutNumbers(Collection<Object> constants, Collection<Integer> cuts) {
    int most = variable.score() ? STEPS : Integer.MAX_VALUE;
    TreeSet<Integer> begins = new TreeSet<>(cuts);
    for (Object constant : constants) {
      BigDecimal exact = BigDecimal.valueOf((Double) constant);
      BigDecimal steps = variable.score() ? exact.multiply(BigDecimal.valueOf(STEPS)) : exact;
      begin(begins, steps.setScale(0, RoundingMode.CEILING), most);
      begin(begins, steps.setScale(0, RoundingMode.FLOOR).add(BigDecimal.ONE), most);
    }
    begins.add(0);
    for (int from : begins) {
      Integer next = begins.higher(from);
      lowest.add(from);
      highest.add(next == null ? most : next - 1);
      samples.add(value(from));
    }
  }

  private static void begin(Set<Integer> begins, BigDecimal at, int most) {
    if (at.signum() > 0 && at.compareTo(BigDecimal.valueOf(most)) <= 0) {
      begins.add(at.intValueExact());
    }
  }

  private Object value(int steps) {
    if (variable.score()) {
      return (double) steps / STEPS;
    }
    return (long) steps;
  }

  int count() {
    return samples.size();
  }

  BitSet all() {
    BitSet all = new BitSet(count());
    all.set(0, count());
    return all;
  }

  /** The cell of the calm contact's value. */
  int calm() {
    return calm;
  }

  BitSet where(Comparison comparison) {
    BitSet cells = new BitSet(count());
    for (int i = 0; i < count(); i++) {
      cells.set(i, comparison.test().test(samples.get(i)));
    }
    return cells;
  }

  /** One value of a cell. */
  Object sample(int cell) {
    return samples.get(cell);
  }

  /** The cell that a value lies in; a word that no constant names lies in the last. */
  int indexOf(Object value) {
    if (lowest.isEmpty()) {
      int index = samples.indexOf(value);
      return index < 0 ? count() - 1 : index;
    }
    double number = ((Number) value).doubleValue();
    return cellOf((int) Math.round(variable.score() ? number * STEPS : number));
  }

  int cellOf(int steps) {
    int cell = count() - 1;
    while (lowest.get(cell) > steps) {
      cell--;
    }
    return cell;
  }

  /** The lowest value of some cells; see {@link #STEPS}. */
  int lowest(BitSet cells) {
    return lowest.get(cells.nextSetBit(0));
  }

  int highest(BitSet cells) {
    return highest.get(cells.length() - 1);
  }
}
