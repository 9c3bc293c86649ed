package io.contacttriage.routing.cel;

import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import dev.cel.runtime.Program;
import java.util.List;
import java.util.Random;

/** Random conditions that compile. */
public final class TestingConditions {
  private static final List<String> WORDS =
      List.of(
          "refund_dispute", "high", "en", "ms", "chat", "email", "MY", "vip", "", "18+", "deep");
  private static final List<String> NUMBERS =
      List.of("0", "1", "2", "7", "100", "-1", "0.5", "0.25", "0.9", "1.0", "9007199254740993");
  private static final List<String> FOR_CEL =
      List.of(
          "contact.attributes['app'] == 'lite'",
          "'app' in contact.attributes",
          "'sexual' in attachments.signals && attachments.signals['sexual'] >= 0.5",
          "attachments.signals['violence'] > 0.3",
          "contact.country.startsWith('M')",
          "harm.scam > harm.hate",
          "memory.contacts_7d + 1 > 2",
          "memory.contacts_7d >= 3 - 2",
          "harm.scam > 1.0 / 4.0",
          "memory.contacts_1d / 0 > 1",
          "true ? flagged.violence : flagged.hate",
          "topic == 'feedback' ? flagged.hate : flagged.scam");

  private static final PlainCondition ANY = new PlainCondition.Always(true);
  private static final CelOptions OPTIONS =
      CelOptions.current().enableHeterogeneousNumericComparisons(true).build();
  private static final CelRuntime RUNTIME =
      CelRuntimeFactory.plannerRuntimeBuilder().setOptions(OPTIONS).build();

  /** Term lists of the shipped book. */
  private static final List<String> SHIPPED_TERMS =
      List.of("off_platform_payment", "account_selling");

  private static final CelCompiler COMPILER = compiler();

  private TestingConditions() {}

  /** Of any kind that a book may hold. */
  public static String any(Random random, int depth) {
    if (random.nextInt(4) > 0) {
      return plain(random, depth);
    }
    String left = pick(random, FOR_CEL);
    String right = plain(random, depth - 1);
    return switch (random.nextInt(4)) {
      case 0 -> "(" + left + ") && " + right;
      case 1 -> right + " && !(" + left + ")";
      case 2 -> "!(" + right + " && !(" + left + "))";
      default -> left;
    };
  }

  /** What becomes of a condition when the CEL runtime alone evaluates it and no index sees it. */
  public static ConditionResult byCel(String condition, ConditionCompiler compiler) {
    ConditionResult result = compiler.compile(condition);
    if (result.condition() == null) {
      return result;
    }
    try {
      Program program = RUNTIME.createProgram(COMPILER.compile(condition).getAst());
      return ConditionResult.of(
          result.condition().evaluatedBy(new ConditionCode(program, null, ANY)));
    } catch (CelValidationException | CelEvaluationException e) {
      throw new IllegalArgumentException(condition, e);
    }
  }

  /** What becomes of a condition when no index sees it. */
  public static ConditionResult withoutIndex(String condition, ConditionCompiler compiler) {
    ConditionResult result = compiler.compile(condition);
    if (result.condition() == null) {
      return result;
    }
    ConditionCode code = result.condition().code();
    return ConditionResult.of(
        result.condition().evaluatedBy(new ConditionCode(code.program(), code.plain(), ANY)));
  }

  /** Variables compared with constants, joined by and, or and not, at most so deep. */
  static String plain(Random random, int depth) {
    if (depth > 0 && random.nextInt(3) > 0) {
      String left = plain(random, depth - 1);
      return switch (random.nextInt(3)) {
        case 0 -> "!(" + left + ")";
        case 1 -> "(" + left + " && " + plain(random, depth - 1) + ")";
        default -> "(" + left + " || " + plain(random, depth - 1) + ")";
      };
    }
    List<PolicyVariable> simple =
        PolicyVariables.ALL.stream()
            .filter(variable -> variable.type() instanceof SimpleType)
            .toList();
    return leaf(random, pick(random, simple));
  }

  private static CelCompiler compiler() {
    CelCompilerBuilder builder =
        CelCompilerFactory.standardCelCompilerBuilder()
            .setOptions(OPTIONS)
            .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
            .setResultType(SimpleType.BOOL);
    PolicyVariables.ALL.forEach(variable -> builder.addVar(variable.name(), variable.type()));
    SHIPPED_TERMS.forEach(list -> builder.addVar("terms." + list, SimpleType.BOOL));
    return builder.build();
  }

  private static String leaf(Random random, PolicyVariable variable) {
    String name = variable.name();
    if (variable.type().equals(SimpleType.BOOL)) {
      return random.nextBoolean() ? name : name + pick(random, List.of(" == ", " != ")) + "false";
    }
    if (variable.type().equals(SimpleType.STRING)) {
      List<String> words = variable.words().isEmpty() ? WORDS : variable.words();
      String word = "'" + pick(random, words) + "'";
      return switch (random.nextInt(3)) {
        case 0 -> name + " in [" + word + ", '" + pick(random, words) + "']";
        case 1 -> name + pick(random, List.of(" == ", " != ")) + word;
        default -> word + " == " + name;
      };
    }
    String number = pick(random, NUMBERS);
    String comparison = pick(random, List.of(" < ", " <= ", " > ", " >= "));
    return random.nextBoolean() ? name + comparison + number : number + comparison + name;
  }

  private static <T> T pick(Random random, List<T> from) {
    return from.get(random.nextInt(from.size()));
  }
}
