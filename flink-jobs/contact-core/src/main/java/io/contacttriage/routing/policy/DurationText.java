package io.contacttriage.routing.policy;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Time spans as people write them: {@code 5m}, {@code 24h}, {@code 3d}, or ISO-8601. */
final class DurationText {
  static final String WANTED = "a time span such as 5m, 24h, 3d or PT90M";
  private static final Pattern SHORT = Pattern.compile("(\\d{1,6})([smhd])");

  private DurationText() {}

  /** Returns null when the text is no positive time span. */
  static Duration parse(String text) {
    Matcher matcher = SHORT.matcher(text);
    Duration duration;
    if (matcher.matches()) {
      long amount = Long.parseLong(matcher.group(1));
      duration =
          switch (matcher.group(2)) {
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            default -> Duration.ofDays(amount);
          };
    } else {
      try {
        duration = Duration.parse(text);
      } catch (DateTimeException e) {
        return null;
      }
    }
    return duration.isNegative() || duration.isZero() ? null : duration;
  }
}
