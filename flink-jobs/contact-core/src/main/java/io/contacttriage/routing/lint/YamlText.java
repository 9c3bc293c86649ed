package io.contacttriage.routing.lint;

import java.util.List;
import java.util.regex.Pattern;

/** Words as they stand in YAML between braces. */
final class YamlText {
  /** What YAML reads as a text, whatever stands around it. */
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z][A-Za-z0-9_-]*");

  /** Words that YAML, old or new, reads as something else. */
  private static final List<String> NO_TEXTS =
      List.of("true", "false", "yes", "no", "on", "off", "y", "n", "null");

  private YamlText() {}

  /** The word itself, or in quotes where YAML would read something else. */
  static String scalar(String word) {
    boolean plain =
        PLAIN.matcher(word).matches()
            && NO_TEXTS.stream().noneMatch(other -> other.equalsIgnoreCase(word));
    return plain ? word : "'" + word.replace("'", "''") + "'";
  }
}
