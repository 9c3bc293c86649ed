package io.contacttriage.cli.explain;

import java.math.BigDecimal;

/** A variable's value as a condition would write it. */
final class ValueText {
  private ValueText() {}

  /** Scores without needless zeros, texts in quotes. */
  static String of(Object value) {
    if (value instanceof Double score) {
      return BigDecimal.valueOf(score).stripTrailingZeros().toPlainString();
    }
    return value instanceof String ? "\"" + value + "\"" : String.valueOf(value);
  }
}
