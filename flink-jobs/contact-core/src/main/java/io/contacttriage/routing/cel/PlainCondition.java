package io.contacttriage.routing.cel;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What most conditions are: variables compared with constants, joined by and, or and not. It cannot
 * fail, costs a twentieth of what the CEL runtime takes, and can be reasoned about.
 */
public sealed interface PlainCondition {
  boolean holds(ContactVariables variables);

  /** As it could stand in a condition. */
  String text();

  /** Every comparison, in the order of the text. */
  default List<Comparison> comparisons() {
    if (this instanceof And and) {
      return joined(and.left(), and.right());
    }
    if (this instanceof Or or) {
      return joined(or.left(), or.right());
    }
    if (this instanceof Not not) {
      return not.inner().comparisons();
    }
    return this instanceof Comparison comparison ? List.of(comparison) : List.of();
  }

  private static List<Comparison> joined(PlainCondition left, PlainCondition right) {
    return Stream.concat(left.comparisons().stream(), right.comparisons().stream()).toList();
  }

  /** Both hold. */
  record And(PlainCondition left, PlainCondition right) implements PlainCondition {
    @Override
    public boolean holds(ContactVariables variables) {
      return left.holds(variables) && right.holds(variables);
    }

    @Override
    public String text() {
      return part(left) + " && " + part(right);
    }

    private static String part(PlainCondition condition) {
      return condition instanceof Or ? "(" + condition.text() + ")" : condition.text();
    }
  }

  /** At least one holds. */
  record Or(PlainCondition left, PlainCondition right) implements PlainCondition {
    @Override
    public boolean holds(ContactVariables variables) {
      return left.holds(variables) || right.holds(variables);
    }

    @Override
    public String text() {
      return left.text() + " || " + right.text();
    }
  }

  /** The inner one does not hold. */
  record Not(PlainCondition inner) implements PlainCondition {
    @Override
    public boolean holds(ContactVariables variables) {
      return !inner.holds(variables);
    }

    @Override
    public String text() {
      boolean bare =
          inner instanceof Not
              || (inner instanceof Comparison comparison
                  && comparison.text().equals(comparison.variable().name()));
      return bare ? "!" + inner.text() : "!(" + inner.text() + ")";
    }
  }

  /** Written as {@code true} or {@code false}. */
  record Always(boolean value) implements PlainCondition {
    Always opposite() {
      return new Always(!value);
    }

    @Override
    public boolean holds(ContactVariables variables) {
      return value;
    }

    @Override
    public String text() {
      return Boolean.toString(value);
    }
  }

  /**
   * One variable against constants.
   *
   * @param constants that it is compared with: texts, truth values or {@link Double}
   * @param test of a value of the variable
   * @param text as it could stand in a condition, such as {@code harm.scam >= 0.7}
   * @param line within the condition, from 1
   * @param column within that line, from 1
   */
  record Comparison(
      PolicyVariable variable,
      List<Object> constants,
      Predicate<Object> test,
      String text,
      int line,
      int column)
      implements PlainCondition {
    public Comparison {
      constants = List.copyOf(constants);
    }

    @Override
    public boolean holds(ContactVariables variables) {
      return test.test(variables.value(variable));
    }
  }
}
