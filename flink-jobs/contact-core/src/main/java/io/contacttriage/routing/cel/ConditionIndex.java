package io.contacttriage.routing.cel;

import io.contacttriage.routing.cel.PlainCondition.Comparison;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;

/**
 * Which of many conditions may hold for a contact. The others do not hold, and cannot fail. It lays
 * the rows of all variables over each other, 64 conditions at a time, and stops at the first
 * variable after which none of them is left. Immutable; safe for use by many threads.
 */
public final class ConditionIndex {
  /** What {@link Search#next} gives after the last. */
  public static final int NO_MORE = -1;

  /** Constants by which a variable is cut at most; it bounds the memory that an index takes. */
  private static final int MOST_CONSTANTS = 256;

  private final VariableIndex[] variables;
  private final int words;
  private final int size;
  private final long[] all;

  /** Indexes conditions; their numbers are their places in the list. */
  public ConditionIndex(List<Condition> conditions) {
    size = conditions.size();
    words = (size + Long.SIZE - 1) / Long.SIZE;
    all = bits(number -> true);
    Map<PolicyVariable, VariableIndex> byVariable = new LinkedHashMap<>();
    constants(conditions)
        .forEach(
            (variable, uses) ->
                byVariable.put(variable, new VariableIndex(variable, mostUsed(uses), words)));
    for (int number = 0; number < size; number++) {
      PlainCondition necessary = conditions.get(number).necessary();
      for (PolicyVariable variable : variables(necessary)) {
        byVariable.get(variable).add(number, necessary);
      }
    }
    variables =
        byVariable.values().stream()
            .filter(variable -> variable.selectivity() > 0)
            .sorted(Comparator.comparingDouble(VariableIndex::selectivity).reversed())
            .toArray(VariableIndex[]::new);
  }

  /** Begins to look for the conditions that may hold for a contact. */
  public Search search(ContactVariables contact) {
    return new Search(contact);
  }

  /** The numbers of some conditions, for {@link Search#narrow}. */
  public long[] bits(IntPredicate numbers) {
    long[] bits = new long[words];
    for (int word = 0; word < words; word++) {
      for (int bit = 0; bit < Long.SIZE; bit++) {
        int number = word * Long.SIZE + bit;
        if (number < size && numbers.test(number)) {
          bits[word] |= 1L << bit;
        }
      }
    }
    return bits;
  }

  private static Map<PolicyVariable, Map<Object, Integer>> constants(List<Condition> conditions) {
    Map<PolicyVariable, Map<Object, Integer>> constants = new LinkedHashMap<>();
    for (Condition condition : conditions) {
      for (Comparison comparison : condition.necessary().comparisons()) {
        Map<Object, Integer> uses =
            constants.computeIfAbsent(comparison.variable(), any -> new HashMap<>());
        comparison.constants().forEach(constant -> uses.merge(constant, 1, Integer::sum));
      }
    }
    return constants;
  }

  private static List<Object> mostUsed(Map<Object, Integer> uses) {
    return uses.entrySet().stream()
        .sorted(Map.Entry.<Object, Integer>comparingByValue().reversed())
        .limit(MOST_CONSTANTS)
        .<Object>map(Map.Entry::getKey)
        .toList();
  }

  private static List<PolicyVariable> variables(PlainCondition condition) {
    return condition.comparisons().stream().map(Comparison::variable).distinct().toList();
  }

  /** The conditions that may hold for one contact, by rising number. */
  public final class Search {
    private final ContactVariables contact;
    private final long[][] rows = new long[variables.length][];
    private long[] wanted = all;
    private int at = -1;
    private long left;

    private Search(ContactVariables contact) {
      this.contact = contact;
    }

    /** After the first {@link #next}: looks for none but these {@link #bits} any more. */
    public void narrow(long[] numbers) {
      wanted = numbers;
      left &= numbers[at];
    }

    /** Returns the number of the next condition, or {@link #NO_MORE}. */
    public int next() {
      while (left == 0) {
        if (++at >= words) {
          return NO_MORE;
        }
        left = mayHold(at);
      }
      int number = at * Long.SIZE + Long.numberOfTrailingZeros(left);
      left &= left - 1;
      return number;
    }

    private long mayHold(int word) {
      long found = wanted[word];
      for (int i = 0; i < variables.length && found != 0; i++) {
        if (rows[i] == null) {
          rows[i] = variables[i].row(contact);
        }
        found &= rows[i][word];
      }
      return found;
    }
  }
}
