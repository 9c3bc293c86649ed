package io.contacttriage.routing.diff;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** How a condition changed: a moved limit is said as such, anything else as before and after. */
final class ConditionDiff {
  private static final Pattern TOKEN =
      Pattern.compile("\"[^\"]*\"|'[^']*'|\\d+(\\.\\d+)?|[\\w.]+|[<>=!&|]+|\\S");
  private static final Pattern NUMBER = Pattern.compile("\\d+(\\.\\d+)?");
  private static final Pattern COMPARISON = Pattern.compile("[<>]=?|==|!=");

  private ConditionDiff() {}

  /** What a rule with this condition now does; both are known to differ. */
  static List<String> words(String was, String is) {
    List<String> before = tokens(was);
    List<String> after = tokens(is);
    if (before.equals(after)) {
      return List.of("asks the same in another layout");
    }
    List<String> limits = movedLimits(before, after);
    return limits.isEmpty()
        ? List.of(
            "applies where " + Words.condition(is) + ", instead of where " + Words.condition(was))
        : limits;
  }

  /**
   * Such as {@code asks for harm.scam >= 0.7 instead of 0.5}; empty when more than that changed.
   */
  private static List<String> movedLimits(List<String> before, List<String> after) {
    List<String> limits = new ArrayList<>();
    if (before.size() != after.size()) {
      return List.of();
    }
    for (int i = 0; i < after.size(); i++) {
      if (before.get(i).equals(after.get(i))) {
        continue;
      }
      boolean limit =
          i >= 2
              && NUMBER.matcher(before.get(i)).matches()
              && NUMBER.matcher(after.get(i)).matches()
              && COMPARISON.matcher(after.get(i - 1)).matches();
      if (!limit) {
        return List.of();
      }
      limits.add(
          "asks for "
              + String.join(" ", after.subList(i - 2, i + 1))
              + " instead of "
              + before.get(i));
    }
    return limits;
  }

  private static List<String> tokens(String condition) {
    return TOKEN.matcher(condition).results().map(MatchResult::group).toList();
  }
}
