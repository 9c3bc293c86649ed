package io.contacttriage.routing.lint;

import dev.cel.common.types.SimpleType;
import io.contacttriage.routing.cel.PlainCondition.Comparison;
import io.contacttriage.routing.lint.LintFinding.Severity;
import io.contacttriage.routing.policy.PolicyBookResult;
import io.contacttriage.scoring.HarmLabel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Finds comparisons that say the same of every contact that they could decide about. A word that
 * always holds is left alone: {@code urgency == 'low'} beside {@code urgencies.low >= 0.7} helps
 * readers.
 */
final class ComparisonCheck {
  private final LintedBook book;
  private final ModelThresholds model;
  private final LintedBook scoredByModel;

  /**
   * Prepares the check.
   *
   * @param model or null
   */
  ComparisonCheck(LintedBook book, PolicyBookResult result, ModelThresholds model) {
    this.book = book;
    this.model = model;
    this.scoredByModel =
        model == null
            ? null
            : new LintedBook(result.book(), result.conditions(), FlagLimits.ofModel(model.tiers()));
  }

  List<LintFinding> findings() {
    List<LintFinding> findings = new ArrayList<>();
    for (int i = 0; i < book.rules().size(); i++) {
      LintedRule rule = book.rules().get(i);
      if (!rule.isPlain() || book.impossible(List.of(rule.formula()), List.of())) {
        continue;
      }
      for (Occurrence occurrence : Occurrence.of(rule.plain())) {
        Optional<String> always = always(book, occurrence);
        if (always.isPresent()) {
          findings.add(finding(rule, occurrence.comparison(), always.get(), ""));
        } else if (scoredByModel != null) {
          always(scoredByModel, occurrence)
              .map(
                  says ->
                      finding(rule, occurrence.comparison(), says, " scored by " + model.model()))
              .ifPresent(findings::add);
        }
      }
    }
    return findings;
  }

  private static Optional<String> always(LintedBook book, Occurrence occurrence) {
    List<Formula> hold = book.space().formulas(occurrence.hold());
    List<Formula> fail = book.space().formulas(occurrence.fail());
    Formula comparison = book.space().formula(occurrence.comparison());
    if (book.impossible(with(hold, comparison), fail)) {
      return Optional.of("never holds where it decides");
    }
    boolean number = !occurrence.comparison().variable().type().equals(SimpleType.STRING);
    return number && book.impossible(hold, with(fail, comparison))
        ? Optional.of("always holds where it decides")
        : Optional.empty();
  }

  private LintFinding finding(LintedRule rule, Comparison comparison, String says, String of) {
    return new LintFinding(
        Severity.WARNING,
        rule.place(),
        "condition, line %d, column %d: %s %s%s"
            .formatted(comparison.line(), comparison.column(), comparison.text(), says, of),
        of.isEmpty() ? hint(comparison) : thresholds(comparison),
        List.of());
  }

  private static String hint(Comparison comparison) {
    boolean outside =
        comparison.variable().score()
            && comparison.constants().stream()
                .anyMatch(limit -> (Double) limit <= 0 || (Double) limit > 1);
    return outside ? "scores lie from 0 to 1" : "leave it out, or correct it";
  }

  private String thresholds(Comparison comparison) {
    for (HarmLabel label : HarmLabel.values()) {
      if (comparison.variable().name().endsWith("." + label.label())) {
        return model.tiers().stream()
            .map(thresholds -> thresholds.get(label).toString())
            .distinct()
            .sorted()
            .collect(Collectors.joining(" or ", "it flags " + label.label() + " from ", " on"));
      }
    }
    return hint(comparison);
  }

  private static List<Formula> with(List<Formula> formulas, Formula formula) {
    List<Formula> with = new ArrayList<>(formulas);
    with.add(formula);
    return with;
  }
}
