package io.contacttriage.cli.report;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Numbers as people read them. */
public final class Shown {
  /** A share of nothing. */
  public static final String NOTHING = "–";

  private Shown() {}

  public static String share(double value) {
    return Double.isNaN(value) ? NOTHING : String.format(Locale.ROOT, "%.1f%%", value * 100);
  }

  public static String number(double value) {
    return Double.isNaN(value) ? NOTHING : String.format(Locale.ROOT, "%.3f", value);
  }

  public static String count(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  public static String contacts(long value) {
    return count(value) + (value == 1 ? " contact" : " contacts");
  }

  /** Tiers with their shares. */
  public static String tiers(Map<String, Double> shares) {
    return shares.entrySet().stream()
        .map(tier -> tier.getKey() + " " + share(tier.getValue()))
        .collect(Collectors.joining(", "));
  }

  public static String micros(double value) {
    return String.format(Locale.ROOT, "%,.0f µs", value);
  }
}
