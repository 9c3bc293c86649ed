package io.contacttriage.routing.lint;

import io.contacttriage.routing.cel.PlainCondition.Comparison;
import io.contacttriage.routing.lint.LintFinding.Severity;
import io.contacttriage.scoring.Topic;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Finds topics that the law gives a time limit, and for which the book starts no clock. */
final class ClockCheck {
  private static final Map<Topic, String> LAWS =
      new EnumMap<>(
          Map.of(
              Topic.REFUND_DISPUTE, "PSD2 Art. 73 and 101",
              Topic.PRIVACY_DATA, "GDPR Art. 12(3)"));

  private final LintedBook book;

  ClockCheck(LintedBook book) {
    this.book = book;
  }

  List<LintFinding> findings() {
    List<LintFinding> findings = new ArrayList<>();
    LAWS.forEach(
        (topic, law) -> {
          if (book.rules().stream().noneMatch(rule -> startsClock(rule, topic))) {
            book.rules().stream()
                .filter(rule -> rule.routes() && names(rule, topic))
                .findFirst()
                .ifPresent(rule -> findings.add(finding(rule, topic, law)));
          }
        });
    return findings;
  }

  /** A rule that is not plain gets the benefit of the doubt. */
  private boolean startsClock(LintedRule rule, Topic topic) {
    return rule.rule().add() != null
        && !rule.rule().add().clocks().isEmpty()
        && (!rule.isPlain()
            || !book.impossible(List.of(book.space().isTopic(topic), rule.formula()), List.of()));
  }

  private static boolean names(LintedRule rule, Topic topic) {
    return rule.isPlain()
        && rule.plain().comparisons().stream()
            .filter(comparison -> comparison.variable().name().equals("topic"))
            .map(Comparison::constants)
            .anyMatch(labels -> labels.contains(topic.label()));
  }

  private static LintFinding finding(LintedRule rule, Topic topic, String law) {
    return new LintFinding(
        Severity.WARNING,
        rule.place(),
        "no rule starts a clock for contacts about " + topic.label() + " (" + law + ")",
        "give a rule that matches all of them an add with clocks",
        List.of());
  }
}
