package io.contacttriage.routing.cel;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The attributes of a contact that a type-checked condition asks for. Each must be asked for by its
 * name: then it is known what a decision can follow from, and the audit keeps that and no other
 * attribute of the person.
 */
final class AskedAttributes {
  private static final Set<String> BY_NAME = Set.of("_[_]", "@in");

  private final CelAbstractSyntaxTree ast;
  final Set<String> names = new TreeSet<>();
  final List<ConditionProblem> problems = new ArrayList<>();

  /** Of a plain condition: none. */
  AskedAttributes() {
    ast = null;
  }

  AskedAttributes(CelAbstractSyntaxTree checked) {
    ast = checked;
    visit(checked.getExpr());
  }

  private void visit(CelExpr expr) {
    if (expr.getKind() == Kind.SELECT && isAttributes(expr.select().operand())) {
      names.add(expr.select().field());
      return;
    }
    if (expr.getKind() == Kind.CALL && BY_NAME.contains(expr.call().function())) {
      boolean index = expr.call().function().equals("_[_]");
      CelExpr map = expr.call().args().get(index ? 0 : 1);
      String name = Expressions.text(expr.call().args().get(index ? 1 : 0));
      if (isAttributes(map) && name != null) {
        names.add(name);
        return;
      }
    }
    if (isAttributes(expr)) {
      problems.add(
          Expressions.problem(
              ast,
              expr,
              "contact.attributes must be asked for one attribute by its name",
              "use contact.attributes['app'] or 'app' in contact.attributes"));
    }
    Expressions.children(expr).forEach(this::visit);
  }

  private static boolean isAttributes(CelExpr expr) {
    return expr.getKind() == Kind.IDENT
        && expr.ident().name().equals(PolicyVariables.ATTRIBUTES_NAME);
  }
}
