package io.contacttriage.routing.cel;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.common.types.SimpleType;
import io.contacttriage.routing.cel.PlainCondition.Comparison;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.DoublePredicate;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Reads a {@link PlainCondition} off a condition. */
final class PlainConditionReader {
  /** From here on two whole numbers can be the same double. */
  private static final double LARGEST_WHOLE = 1L << 53;

  /** What a comparison becomes when its sides change places. */
  private static final Map<String, String> MIRRORED =
      Map.of(
          "_==_", "_==_", "_!=_", "_!=_", "_<_", "_>_", "_<=_", "_>=_", "_>_", "_<_", "_>=_",
          "_<=_");

  private final CelAbstractSyntaxTree ast;
  private final boolean checked;

  private PlainConditionReader(CelAbstractSyntaxTree ast, boolean checked) {
    this.ast = ast;
    this.checked = checked;
  }

  /**
   * Reads a condition that is parsed only. CEL's type check takes most of the time that compiling
   * takes, and what is read here needs none: variables compared with constants of just their type.
   *
   * @return null when it holds anything else, and the check has to say whether its types fit
   */
  static PlainCondition readParsed(CelAbstractSyntaxTree parsed) {
    return new PlainConditionReader(parsed, false).condition(parsed.getExpr(), null);
  }

  /**
   * Reads a type-checked condition.
   *
   * @return null when it holds anything else, and is for the CEL runtime
   */
  static PlainCondition read(CelAbstractSyntaxTree checked) {
    return new PlainConditionReader(checked, true).condition(checked.getExpr(), null);
  }

  /**
   * Reads what must hold for a type-checked condition to hold or to fail: whatever is not plain is
   * taken as what helps it most.
   */
  static PlainCondition readNecessary(CelAbstractSyntaxTree checked) {
    return new PlainConditionReader(checked, true)
        .condition(checked.getExpr(), new PlainCondition.Always(true));
  }

  /**
   * Reads an expression.
   *
   * @param other stands for a part that is not plain; null makes the whole not plain
   */
  private PlainCondition condition(CelExpr expr, PlainCondition.Always other) {
    PlainCondition plain = ofExpression(expr, other);
    return plain == null ? other : plain;
  }

  private PlainCondition ofExpression(CelExpr expr, PlainCondition.Always other) {
    if (expr.getKind() == Kind.CALL) {
      return ofCall(expr, other);
    }
    Boolean constant = truth(expr);
    if (constant != null) {
      return new PlainCondition.Always(constant);
    }
    PolicyVariable variable = Expressions.variable(expr);
    return variable == null || !variable.type().equals(SimpleType.BOOL)
        ? null
        : comparison(expr, variable, List.of(true), value -> (Boolean) value, variable.name());
  }

  private PlainCondition ofCall(CelExpr expr, PlainCondition.Always other) {
    String function = expr.call().function();
    List<CelExpr> args = expr.call().args();
    switch (function) {
      case "_&&_", "_||_" -> {
        PlainCondition left = condition(args.get(0), other);
        PlainCondition right = condition(args.get(1), other);
        if (left == null || right == null) {
          return null;
        }
        return function.equals("_&&_")
            ? new PlainCondition.And(left, right)
            : new PlainCondition.Or(left, right);
      }
      case "!_" -> {
        PlainCondition inner = condition(args.get(0), other == null ? null : other.opposite());
        return inner == null ? null : new PlainCondition.Not(inner);
      }
      case "@in" -> {
        return oneOf(args.get(0), args.get(1));
      }
      default -> {
        if (!MIRRORED.containsKey(function)) {
          return null;
        }
        return Expressions.variable(args.get(0)) != null
            ? comparison(function, args.get(0), args.get(1))
            : comparison(MIRRORED.get(function), args.get(1), args.get(0));
      }
    }
  }

  private PlainCondition oneOf(CelExpr named, CelExpr list) {
    PolicyVariable variable = Expressions.variable(named);
    if (variable == null
        || !variable.type().equals(SimpleType.STRING)
        || list.getKind() != Kind.LIST) {
      return null;
    }
    List<Object> words = new ArrayList<>();
    for (CelExpr element : list.list().elements()) {
      String word = Expressions.text(element);
      if (word == null) {
        return null;
      }
      words.add(word);
    }
    String text =
        words.stream()
            .map(PlainConditionReader::text)
            .collect(Collectors.joining(", ", variable.name() + " in [", "]"));
    return comparison(named, variable, words, Set.copyOf(words)::contains, text);
  }

  private PlainCondition comparison(String function, CelExpr named, CelExpr constant) {
    PolicyVariable variable = Expressions.variable(named);
    if (variable == null) {
      return null;
    }
    String operator = function.replace("_", "");
    boolean equality = operator.equals("==");
    if (equality || operator.equals("!=")) {
      Object wanted = word(variable, constant);
      if (wanted != null) {
        return comparison(
            named,
            variable,
            List.of(wanted),
            value -> value.equals(wanted) == equality,
            variable.name() + " " + operator + " " + text(wanted));
      }
    }
    Double limit = Expressions.number(constant);
    if (limit == null
        || Math.abs(limit) >= LARGEST_WHOLE
        || !(checked || variable.type().equals(Expressions.numberType(constant)))) {
      return null;
    }
    DoublePredicate test = against(operator, limit);
    return comparison(
        named,
        variable,
        List.of(limit),
        value -> test.test(((Number) value).doubleValue()),
        variable.name() + " " + operator + " " + text(limit));
  }

  /** The truth value or text that a constant holds, when the variable is of that type; or null. */
  private static Object word(PolicyVariable variable, CelExpr constant) {
    if (variable.type().equals(SimpleType.BOOL)) {
      return truth(constant);
    }
    return variable.type().equals(SimpleType.STRING) ? Expressions.text(constant) : null;
  }

  private Comparison comparison(
      CelExpr at,
      PolicyVariable variable,
      List<Object> constants,
      Predicate<Object> test,
      String text) {
    ConditionProblem place = Expressions.problem(ast, at, "", "");
    return new Comparison(variable, constants, test, text, place.line(), place.column());
  }

  private static DoublePredicate against(String operator, double limit) {
    return switch (operator) {
      case "<" -> value -> value < limit;
      case "<=" -> value -> value <= limit;
      case ">" -> value -> value > limit;
      case ">=" -> value -> value >= limit;
      case "==" -> value -> value == limit;
      default -> value -> value != limit;
    };
  }

  /** A constant as it stands in conditions. */
  private static String text(Object constant) {
    if (constant instanceof Double number) {
      return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
    }
    return constant instanceof String word ? "'" + word + "'" : constant.toString();
  }

  /** The truth value that a constant holds, or null. */
  private static Boolean truth(CelExpr expr) {
    boolean isTruth =
        expr.getKind() == Kind.CONSTANT
            && expr.constant().getKind() == CelConstant.Kind.BOOLEAN_VALUE;
    return isTruth ? (Boolean) expr.constant().booleanValue() : null;
  }
}
