package io.contacttriage.routing.lint;

import io.contacttriage.routing.policy.PolicyBookResult;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * Finds what is wrong with a policy book although it can be read: rules that nothing reaches,
 * comparisons that never decide, additions that contradict each other. Conditions that hold more
 * than comparisons with constants are never reported.
 */
public final class PolicyLint {
  private PolicyLint() {}

  /**
   * Everything that is found, by place.
   *
   * @param model whose thresholds are to be held against the conditions, or null
   */
  public static List<LintFinding> lint(PolicyBookResult result, ModelThresholds model) {
    if (!result.isBook()) {
      return result.problems().stream().map(LintFinding::of).toList();
    }
    LintedBook book = new LintedBook(result.book(), result.conditions(), FlagLimits.ANY_MODEL);
    List<LintFinding> findings = new ArrayList<>();
    findings.addAll(new ReachCheck(book).findings());
    findings.addAll(new ComparisonCheck(book, result, model).findings());
    findings.addAll(new AdditionCheck(book).findings());
    findings.addAll(new ClockCheck(book).findings());
    findings.addAll(new FallbackCheck(book).findings());
    findings.addAll(new TermListCheck(book, result).findings());
    findings.sort(
        Comparator.comparing(
                (LintFinding finding) -> Objects.requireNonNullElse(finding.place().file(), ""))
            .thenComparing(finding -> finding.place().line())
            .thenComparing(finding -> finding.place().column()));
    return findings;
  }
}
