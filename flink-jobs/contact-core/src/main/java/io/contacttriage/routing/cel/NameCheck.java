package io.contacttriage.routing.cel;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds names that are no variable, before CEL does: CEL would only say that {@code harm} is not
 * declared where {@code harm.self_hram} was meant.
 */
final class NameCheck {
  private final CelAbstractSyntaxTree ast;
  private final Set<String> terms;
  private final List<ConditionProblem> problems = new ArrayList<>();
  private final Set<String> locals = new HashSet<>();

  private NameCheck(CelAbstractSyntaxTree ast, Set<String> terms) {
    this.ast = ast;
    this.terms = terms;
  }

  /** Problems of a condition of a book with these term lists. */
  static List<ConditionProblem> problems(CelAbstractSyntaxTree parsed, Set<String> terms) {
    NameCheck check = new NameCheck(parsed, terms);
    check.visit(parsed.getExpr());
    return check.problems;
  }

  private void visit(CelExpr expr) {
    String name = Expressions.dottedName(expr);
    if (name != null) {
      checkName(expr, name);
      return;
    }
    if (Expressions.isCall(expr, "matches")) {
      problems.add(
          Expressions.problem(
              ast,
              expr,
              "regular expressions (matches) are not available in conditions",
              "use ==, in, startsWith, endsWith or contains"));
      return;
    }
    if (expr.getKind() == Kind.COMPREHENSION) {
      // Names of a macro such as exists(x, ...) count as known in the whole condition: CEL's own
      // check still refuses them outside of it.
      locals.add(expr.comprehension().iterVar());
      locals.add(expr.comprehension().iterVar2());
      locals.add(expr.comprehension().accuVar());
    }
    Expressions.children(expr).forEach(this::visit);
  }

  private void checkName(CelExpr expr, String name) {
    for (String prefix = name; !prefix.isEmpty(); prefix = parent(prefix)) {
      PolicyVariable variable = PolicyVariables.named(prefix);
      if (variable != null) {
        checkTerms(expr, variable.name());
        return;
      }
    }
    int dot = name.indexOf('.');
    String first = dot < 0 ? name : name.substring(0, dot);
    if (locals.contains(first) || isTypeName(first)) {
      return;
    }
    problems.add(
        Expressions.problem(
            ast,
            expr,
            "there is no variable " + name,
            DidYouMean.hint(name, PolicyVariables.names())));
  }

  private void checkTerms(CelExpr expr, String name) {
    if (PolicyVariables.isTerms(name)) {
      String list = name.substring(PolicyVariables.TERMS.length());
      if (!terms.contains(list)) {
        problems.add(
            Expressions.problem(
                ast, expr, "there is no term list " + list, DidYouMean.hint(list, terms)));
      }
    }
  }

  private static boolean isTypeName(String name) {
    return Set.of("bool", "bytes", "double", "int", "list", "map", "string", "type", "uint")
        .contains(name);
  }

  private static String parent(String name) {
    int dot = name.lastIndexOf('.');
    return dot < 0 ? "" : name.substring(0, dot);
  }
}
