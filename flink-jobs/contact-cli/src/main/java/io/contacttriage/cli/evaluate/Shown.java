package io.contacttriage.cli.evaluate;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Numbers as people read them. */
final class Shown {
  /** A share of nothing. */
  static final String NOTHING = "–";

  private Shown() {}

  static String share(double value) {
    return Double.isNaN(value) ? NOTHING : String.format(Locale.ROOT, "%.1f%%", value * 100);
  }

  static String number(double value) {
    return Double.isNaN(value) ? NOTHING : String.format(Locale.ROOT, "%.3f", value);
  }

  static String count(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  static String contacts(long value) {
    return count(value) + (value == 1 ? " contact" : " contacts");
  }

  /** Tiers with their shares. */
  static String tiers(Map<String, Double> shares) {
    return shares.entrySet().stream()
        .map(tier -> tier.getKey() + " " + share(tier.getValue()))
        .collect(Collectors.joining(", "));
  }

  static String micros(double value) {
    return String.format(Locale.ROOT, "%,.0f µs", value);
  }
}
