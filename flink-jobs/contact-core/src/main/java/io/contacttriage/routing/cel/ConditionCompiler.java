package io.contacttriage.routing.cel;

import dev.cel.checker.CelStandardDeclarations;
import dev.cel.checker.CelStandardDeclarations.StandardFunction;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.optimizer.CelOptimizationException;
import dev.cel.optimizer.CelOptimizer;
import dev.cel.optimizer.CelOptimizerFactory;
import dev.cel.optimizer.optimizers.ConstantFoldingOptimizer;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * Compiles conditions: standard CEL with the variables of {@link PolicyVariables}, without regular
 * expressions and without macros that build lists.
 */
public final class ConditionCompiler {
  private static final int MAX_CHARACTERS = 4_000;
  private static final CelOptions OPTIONS =
      CelOptions.current()
          .maxExpressionCodePointSize(MAX_CHARACTERS)
          .maxParseRecursionDepth(100)
          .comprehensionMaxIterations(1_000)
          .enableHeterogeneousNumericComparisons(true)
          .build();
  private static final CelCompiler COMPILER = compiler();
  // The planner resolves mixed comparisons such as harm.scam >= 1, which the older runtime refuses,
  // and measured a third faster.
  private static final CelRuntime RUNTIME =
      CelRuntimeFactory.plannerRuntimeBuilder().setOptions(OPTIONS).build();

  private final Collection<String> queues;
  private final Set<String> terms;
  private final CelCompiler checker;
  private final CelOptimizer constantFolding;

  /**
   * A compiler for the conditions of one book. Safe for use by many threads.
   *
   * @param queues names that {@code memory.last_queue} can take; empty: any
   * @param terms names of the book's term lists
   */
  public ConditionCompiler(Collection<String> queues, Collection<String> terms) {
    this.queues = List.copyOf(queues);
    this.terms = Set.copyOf(terms);
    this.checker = terms.isEmpty() ? COMPILER : with(this.terms);
    this.constantFolding =
        CelOptimizerFactory.standardCelOptimizerBuilder(checker, RUNTIME)
            .addAstOptimizers(ConstantFoldingOptimizer.getInstance())
            .build();
  }

  /**
   * Compiles one condition of a book without term lists; never throws on a bad one.
   *
   * @param queues names that {@code memory.last_queue} can take; empty: any
   */
  public static ConditionResult compile(String condition, Collection<String> queues) {
    return new ConditionCompiler(queues, List.of()).compile(condition);
  }

  /** Compiles one condition; never throws on a bad one. */
  public ConditionResult compile(String condition) {
    CelValidationResult parsed = COMPILER.parse(condition);
    if (parsed.hasError()) {
      // The first says it; the others are the parser finding its way again.
      return ConditionResult.of(problems(parsed, "not a condition: ").subList(0, 1));
    }
    try {
      List<ConditionProblem> names = NameCheck.problems(parsed.getAst(), terms);
      if (!names.isEmpty()) {
        return ConditionResult.of(names);
      }
      PlainCondition plain = PlainConditionReader.readParsed(parsed.getAst());
      if (plain != null) {
        return analysed(parsed.getAst(), new AskedAttributes(), plain);
      }
      CelValidationResult checked = checker.check(parsed.getAst());
      if (checked.hasError()) {
        return ConditionResult.of(problems(checked, "types do not fit: "));
      }
      CelAbstractSyntaxTree ast = checked.getAst();
      return analysed(ast, new AskedAttributes(ast), PlainConditionReader.read(ast));
    } catch (CelValidationException | CelEvaluationException e) {
      return ConditionResult.of(List.of(new ConditionProblem(1, 1, e.getMessage(), "")));
    }
  }

  private ConditionResult analysed(
      CelAbstractSyntaxTree ast, AskedAttributes attributes, PlainCondition plain)
      throws CelEvaluationException {
    ConditionAnalysis analysis = new ConditionAnalysis(ast, queues);
    analysis.problems.addAll(attributes.problems);
    if (!analysis.problems.isEmpty()) {
      return ConditionResult.of(analysis.problems);
    }
    return ConditionResult.of(
        new Condition(
            plain,
            plain == null ? code(folded(ast)) : ConditionCode.of(plain),
            analysis.limits,
            analysis.positiveSafety,
            attributes.names,
            analysis.terms));
  }

  private static ConditionCode code(CelAbstractSyntaxTree ast) throws CelEvaluationException {
    PlainCondition plain = PlainConditionReader.read(ast);
    return plain == null
        ? new ConditionCode(
            RUNTIME.createProgram(ast), null, PlainConditionReader.readNecessary(ast))
        : ConditionCode.of(plain);
  }

  /** The condition with every part computed that holds constants only. */
  private CelAbstractSyntaxTree folded(CelAbstractSyntaxTree ast) {
    try {
      return constantFolding.optimize(ast);
    } catch (CelOptimizationException notFolded) {
      return ast;
    }
  }

  private static List<ConditionProblem> problems(CelValidationResult result, String prefix) {
    return result.getErrors().stream().map(issue -> problem(issue, prefix)).toList();
  }

  private static ConditionProblem problem(CelIssue issue, String prefix) {
    String message = issue.getMessage();
    // CEL lists every token or overload that it would have taken; nobody reads that.
    for (String tail : List.of(" expecting {", " (candidates:")) {
      int at = message.indexOf(tail);
      message = at > 0 ? message.substring(0, at) : message;
    }
    message = message.replace(" (in container '')", "");
    return new ConditionProblem(
        Math.max(1, issue.getSourceLocation().getLine()),
        Math.max(0, issue.getSourceLocation().getColumn()) + 1,
        prefix + message,
        hint(message));
  }

  private static String hint(String message) {
    if (message.contains("token recognition error at: '='")
        || message.contains("token recognition error at: '= '")) {
      return "use == to compare";
    }
    if (message.contains("token recognition error at: '&")) {
      return "use && for and";
    }
    if (message.contains("token recognition error at: '|")) {
      return "use || for or";
    }
    if (message.contains("expected type 'bool'")) {
      return "a condition is true or false: compare the value with something";
    }
    if (message.contains("no matching overload")) {
      return "compare texts with texts and numbers with numbers";
    }
    return "";
  }

  private static CelCompiler with(Set<String> terms) {
    CelCompilerBuilder builder = COMPILER.toCompilerBuilder();
    terms.forEach(list -> builder.addVar(PolicyVariables.TERMS + list, SimpleType.BOOL));
    return builder.build();
  }

  private static CelCompiler compiler() {
    CelCompilerBuilder builder =
        CelCompilerFactory.standardCelCompilerBuilder()
            .setOptions(OPTIONS)
            .setStandardMacros(
                CelStandardMacro.HAS,
                CelStandardMacro.ALL,
                CelStandardMacro.EXISTS,
                CelStandardMacro.EXISTS_ONE)
            .setStandardEnvironmentEnabled(false)
            .setStandardDeclarations(
                CelStandardDeclarations.newBuilder()
                    .excludeFunctions(StandardFunction.MATCHES)
                    .build())
            .setResultType(SimpleType.BOOL);
    PolicyVariables.ALL.forEach(variable -> builder.addVar(variable.name(), variable.type()));
    return builder.build();
  }
}
