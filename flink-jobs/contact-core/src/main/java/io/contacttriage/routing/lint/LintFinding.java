package io.contacttriage.routing.lint;

import io.contacttriage.routing.policy.Place;
import io.contacttriage.routing.policy.PolicyProblem;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * Something that its readers should know about a policy book.
 *
 * @param hint what to do about it, or empty
 * @param examples contacts for which it is so, each with what becomes of it
 */
public record LintFinding(
    Severity severity, Place place, String message, String hint, List<String> examples) {
  /** How bad it is. */
  public enum Severity {
    /** The book does not do what it says. */
    ERROR,
    /** Somebody probably meant something else. */
    WARNING,
    /** Good to know. */
    NOTE;

    private final String word = name().toLowerCase(Locale.ROOT);

    public String word() {
      return word;
    }
  }

  public LintFinding {
    Objects.requireNonNull(severity, "severity");
    Objects.requireNonNull(place, "place");
    Objects.requireNonNull(message, "message");
    Objects.requireNonNull(hint, "hint");
    examples = List.copyOf(examples);
  }

  static LintFinding of(PolicyProblem problem) {
    return new LintFinding(
        Severity.ERROR, problem.place(), problem.message(), problem.hint(), List.of());
  }

  /** {@code place: severity: message (hint)}, and a line for each example. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    text.append(place).append(": ").append(severity.word()).append(": ").append(message);
    if (!hint.isEmpty()) {
      text.append(" (").append(hint).append(')');
    }
    examples.forEach(example -> text.append("\n    ").append(example));
    return text.toString();
  }
}
