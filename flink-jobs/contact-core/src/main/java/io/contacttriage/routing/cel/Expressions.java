package io.contacttriage.routing.cel;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelSourceLocation;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import java.util.ArrayList;
import java.util.List;

/** Reading CEL syntax trees: children, dotted names, numbers, places. */
final class Expressions {
  private Expressions() {}

  static List<CelExpr> children(CelExpr expr) {
    List<CelExpr> children = new ArrayList<>();
    switch (expr.getKind()) {
      case SELECT -> children.add(expr.select().operand());
      case CALL -> {
        expr.call().target().ifPresent(children::add);
        children.addAll(expr.call().args());
      }
      case LIST -> children.addAll(expr.list().elements());
      case MAP ->
          expr.map()
              .entries()
              .forEach(
                  entry -> {
                    children.add(entry.key());
                    children.add(entry.value());
                  });
      case STRUCT -> expr.struct().entries().forEach(entry -> children.add(entry.value()));
      case COMPREHENSION -> {
        children.add(expr.comprehension().iterRange());
        children.add(expr.comprehension().accuInit());
        children.add(expr.comprehension().loopCondition());
        children.add(expr.comprehension().loopStep());
        children.add(expr.comprehension().result());
      }
      default -> {}
    }
    return children;
  }

  /** The dotted name that an identifier or a chain of selections spells, or null. */
  static String dottedName(CelExpr expr) {
    if (expr.getKind() == Kind.IDENT) {
      return expr.ident().name();
    }
    if (expr.getKind() != Kind.SELECT) {
      return null;
    }
    String operand = dottedName(expr.select().operand());
    return operand == null ? null : operand + "." + expr.select().field();
  }

  /** The variable that a parsed or checked expression names, or null. */
  static PolicyVariable variable(CelExpr expr) {
    boolean asksWhetherItIsThere = expr.getKind() == Kind.SELECT && expr.select().testOnly();
    String name = asksWhetherItIsThere ? null : dottedName(expr);
    return name == null ? null : PolicyVariables.named(name);
  }

  /** The number that a constant holds, or null. */
  static Double number(CelExpr expr) {
    if (isCall(expr, "-_")) {
      Double number = number(expr.call().args().get(0));
      return number == null ? null : -number;
    }
    if (expr.getKind() != Kind.CONSTANT) {
      return null;
    }
    return switch (expr.constant().getKind()) {
      case DOUBLE_VALUE -> expr.constant().doubleValue();
      case INT64_VALUE -> (double) expr.constant().int64Value();
      case UINT64_VALUE -> expr.constant().uint64Value().doubleValue();
      default -> null;
    };
  }

  /** The type of a number that a constant holds, or null. */
  static CelType numberType(CelExpr expr) {
    if (isCall(expr, "-_")) {
      return numberType(expr.call().args().get(0));
    }
    if (expr.getKind() != Kind.CONSTANT) {
      return null;
    }
    return switch (expr.constant().getKind()) {
      case DOUBLE_VALUE -> SimpleType.DOUBLE;
      case INT64_VALUE -> SimpleType.INT;
      case UINT64_VALUE -> SimpleType.UINT;
      default -> null;
    };
  }

  /** The text that a constant holds, or null. */
  static String text(CelExpr expr) {
    return expr.getKind() == Kind.CONSTANT
            && expr.constant().getKind() == CelConstant.Kind.STRING_VALUE
        ? expr.constant().stringValue()
        : null;
  }

  static boolean isCall(CelExpr expr, String function) {
    return expr.getKind() == Kind.CALL && expr.call().function().equals(function);
  }

  static ConditionProblem problem(
      CelAbstractSyntaxTree ast, CelExpr at, String message, String hint) {
    CelSourceLocation location =
        ast.getSource()
            .getOffsetLocation(ast.getSource().getPositionsMap().getOrDefault(at.id(), 0))
            .orElse(CelSourceLocation.of(1, 0));
    return new ConditionProblem(location.getLine(), location.getColumn() + 1, message, hint);
  }
}
