package io.contacttriage.routing.cel;

import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.common.types.SimpleType;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.DoublePredicate;
import java.util.function.Predicate;

/**
 * Turns the plain conditions that most rules are into Java: variables compared with constants,
 * joined by and, or and not. They cannot fail, and cost a twentieth of what the CEL runtime takes.
 */
final class DirectCondition {
  /** From here on two whole numbers can be the same double. */
  private static final double LARGEST_WHOLE = 1L << 53;

  /** What a comparison becomes when its sides change places. */
  private static final Map<String, String> MIRRORED =
      Map.of(
          "_==_", "_==_", "_!=_", "_!=_", "_<_", "_>_", "_<=_", "_>=_", "_>_", "_<_", "_>=_",
          "_<=_");

  private DirectCondition() {}

  /**
   * Compiles a type-checked condition.
   *
   * @return null when it holds anything else, and is for the CEL runtime
   */
  static Predicate<ContactVariables> of(CelExpr expr) {
    if (expr.getKind() == Kind.CALL) {
      return ofCall(expr.call().function(), expr.call().args());
    }
    Boolean constant = truth(expr);
    if (constant != null) {
      return variables -> constant;
    }
    PolicyVariable variable = Expressions.variable(expr);
    return variable == null ? null : variables -> (Boolean) variables.value(variable);
  }

  private static Predicate<ContactVariables> ofCall(String function, List<CelExpr> args) {
    switch (function) {
      case "_&&_", "_||_" -> {
        Predicate<ContactVariables> left = of(args.get(0));
        Predicate<ContactVariables> right = of(args.get(1));
        if (left == null || right == null) {
          return null;
        }
        return function.equals("_&&_") ? left.and(right) : left.or(right);
      }
      case "!_" -> {
        Predicate<ContactVariables> inner = of(args.get(0));
        return inner == null ? null : inner.negate();
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

  private static Predicate<ContactVariables> oneOf(CelExpr named, CelExpr list) {
    PolicyVariable variable = Expressions.variable(named);
    if (variable == null || list.getKind() != Kind.LIST) {
      return null;
    }
    Set<String> words = new HashSet<>();
    for (CelExpr element : list.list().elements()) {
      String word = Expressions.text(element);
      if (word == null) {
        return null;
      }
      words.add(word);
    }
    return variables -> words.contains((String) variables.value(variable));
  }

  private static Predicate<ContactVariables> comparison(
      String function, CelExpr named, CelExpr constant) {
    PolicyVariable variable = Expressions.variable(named);
    if (variable == null) {
      return null;
    }
    boolean equality = function.equals("_==_");
    if (equality || function.equals("_!=_")) {
      Object wanted =
          variable.type().equals(SimpleType.BOOL) ? truth(constant) : Expressions.text(constant);
      if (wanted != null) {
        return variables -> variables.value(variable).equals(wanted) == equality;
      }
    }
    Double limit = Expressions.number(constant);
    if (limit == null || Math.abs(limit) >= LARGEST_WHOLE) {
      return null;
    }
    DoublePredicate test = against(function, limit);
    return variables -> test.test(((Number) variables.value(variable)).doubleValue());
  }

  private static DoublePredicate against(String function, double limit) {
    return switch (function) {
      case "_<_" -> value -> value < limit;
      case "_<=_" -> value -> value <= limit;
      case "_>_" -> value -> value > limit;
      case "_>=_" -> value -> value >= limit;
      case "_==_" -> value -> value == limit;
      default -> value -> value != limit;
    };
  }

  /** The truth value that a constant holds, or null. */
  private static Boolean truth(CelExpr expr) {
    boolean isTruth =
        expr.getKind() == Kind.CONSTANT
            && expr.constant().getKind() == CelConstant.Kind.BOOLEAN_VALUE;
    return isTruth ? (Boolean) expr.constant().booleanValue() : null;
  }
}
