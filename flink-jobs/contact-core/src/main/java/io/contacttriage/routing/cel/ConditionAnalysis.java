package io.contacttriage.routing.cel;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import io.contacttriage.routing.cel.Condition.ScoreLimit;
import io.contacttriage.scoring.HarmLabel;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What can be read off a condition whose types fit: words that a variable can never take, limits
 * that scores are compared with, and safety labels that help it to hold.
 */
final class ConditionAnalysis {
  private static final Set<String> EQUALITIES = Set.of("_==_", "_!=_");
  private static final Map<String, Boolean> RISES_WITH_LEFT =
      Map.of("_>_", true, "_>=_", true, "_<_", false, "_<=_", false);

  private final CelAbstractSyntaxTree ast;
  private final Collection<String> queues;
  final List<ConditionProblem> problems = new ArrayList<>();
  final List<ScoreLimit> limits = new ArrayList<>();
  final Set<String> terms = new TreeSet<>();
  final Set<HarmLabel> positiveSafety = EnumSet.noneOf(HarmLabel.class);

  /**
   * Analyses a condition.
   *
   * @param queues names that {@code memory.last_queue} can take; empty: any
   */
  ConditionAnalysis(CelAbstractSyntaxTree checked, Collection<String> queues) {
    this.ast = checked;
    this.queues = queues;
    visit(checked.getExpr(), true);
  }

  /**
   * Walks down.
   *
   * @param positive whether the condition can only gain from this part becoming true or larger
   */
  private void visit(CelExpr expr, boolean positive) {
    PolicyVariable variable = Expressions.variable(expr);
    if (variable != null) {
      noteSafety(variable.name(), positive);
      noteTerms(variable.name());
    } else if (expr.getKind() == Kind.CALL) {
      visitCall(expr, positive);
    } else {
      Expressions.children(expr).forEach(child -> visit(child, positive));
    }
  }

  private void visitCall(CelExpr expr, boolean positive) {
    String function = expr.call().function();
    List<CelExpr> args = expr.call().args();
    if (function.equals("!_") || function.equals("-_")) {
      visit(args.get(0), !positive);
    } else if (RISES_WITH_LEFT.containsKey(function)) {
      boolean rises = RISES_WITH_LEFT.get(function);
      noteLimit(args.get(0), args.get(1));
      visit(args.get(0), positive == rises);
      visit(args.get(1), positive != rises);
    } else if (EQUALITIES.contains(function)) {
      visitEquality(function, args.get(0), args.get(1), positive);
    } else if (function.equals("@in")) {
      checkWords(args.get(0), args.get(1));
      args.forEach(arg -> visit(arg, positive));
    } else {
      // Also the test of a ternary: which way it leans cannot be told, so the careful answer.
      Expressions.children(expr).forEach(child -> visit(child, positive));
    }
  }

  private void visitEquality(String function, CelExpr left, CelExpr right, boolean positive) {
    checkWord(left, right);
    checkWord(right, left);
    noteLimit(left, right);
    boolean flips = isFalse(left) || isFalse(right);
    boolean equal = function.equals("_==_");
    visit(left, positive == (equal != flips));
    visit(right, positive == (equal != flips));
  }

  private static boolean isFalse(CelExpr expr) {
    return expr.getKind() == Kind.CONSTANT
        && expr.constant().getKind() == dev.cel.common.ast.CelConstant.Kind.BOOLEAN_VALUE
        && !expr.constant().booleanValue();
  }

  private void noteSafety(String name, boolean positive) {
    for (HarmLabel label : HarmLabel.values()) {
      if (positive
          && label.isSafety()
          && (name.equals("harm." + label.label()) || name.equals("flagged." + label.label()))) {
        positiveSafety.add(label);
      }
    }
  }

  private void noteTerms(String name) {
    if (PolicyVariables.isTerms(name)) {
      terms.add(name.substring(PolicyVariables.TERMS.length()));
    }
  }

  private void noteLimit(CelExpr left, CelExpr right) {
    PolicyVariable variable = Expressions.variable(left);
    Double limit = Expressions.number(right);
    if (variable == null) {
      variable = Expressions.variable(right);
      limit = Expressions.number(left);
    }
    if (variable != null && variable.score() && limit != null) {
      limits.add(new ScoreLimit(variable, limit));
    }
  }

  private void checkWords(CelExpr variable, CelExpr list) {
    if (list.getKind() == Kind.LIST) {
      list.list().elements().forEach(element -> checkWord(variable, element));
    }
  }

  private void checkWord(CelExpr named, CelExpr constant) {
    PolicyVariable variable = Expressions.variable(named);
    String word = Expressions.text(constant);
    if (variable == null || word == null) {
      return;
    }
    Collection<String> words =
        variable.name().equals(PolicyVariables.LAST_QUEUE) ? queues : variable.words();
    boolean unset = word.isEmpty() && variable.words().isEmpty();
    if (!words.isEmpty() && !words.contains(word) && !unset) {
      problems.add(
          Expressions.problem(
              ast,
              constant,
              variable.name() + " can never be '" + word + "'",
              DidYouMean.hint(word, words)));
    }
  }
}
