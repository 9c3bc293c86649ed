package io.contacttriage.routing.cel;

import dev.cel.common.types.SimpleType;
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
          "topic == 'feedback' ? flagged.hate : flagged.scam");

  private TestingConditions() {}

  /** Of any kind that a book may hold. */
  public static String any(Random random, int depth) {
    return random.nextInt(4) == 0 ? pick(random, FOR_CEL) : plain(random, depth);
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
