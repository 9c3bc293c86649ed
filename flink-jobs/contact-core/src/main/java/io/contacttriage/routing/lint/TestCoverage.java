package io.contacttriage.routing.lint;

import io.contacttriage.routing.lint.CoverageReport.Gap;
import io.contacttriage.routing.lint.CoverageReport.SuggestedTest;
import io.contacttriage.routing.policy.Policy;
import io.contacttriage.routing.policy.PolicyBook;
import io.contacttriage.routing.policy.PolicyTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds what the tests of a book do not reach: rules, and sides of comparisons. A side is reached
 * by a contact for which the comparison decides about a condition that is asked. Sides that no
 * test's contact can reach do not count.
 */
public final class TestCoverage {
  private final LintedBook book;
  private final ReachedSides byTests;

  /** By tests and suggestions, so that one suggestion closes all the gaps that it can. */
  private final ReachedSides byAll;

  private final List<Gap> gaps = new ArrayList<>();
  private final List<SuggestedTest> suggested = new ArrayList<>();
  private int sides;

  private TestCoverage(PolicyBook policies) {
    book = new LintedBook(policies, Map.of(), FlagLimits.ANY_MODEL);
    byTests = new ReachedSides(book.rules());
    byAll = new ReachedSides(book.rules());
    for (Policy policy : policies.policies()) {
      for (PolicyTest test : policy.tests()) {
        Example example = Example.of(test.name(), test.given(), book.evaluator());
        byTests.note(example);
        byAll.note(example);
      }
    }
    book.rules().forEach(this::check);
  }

  /** Of the tests inside a book's policies. */
  public static CoverageReport of(PolicyBook book) {
    TestCoverage coverage = new TestCoverage(book);
    return new CoverageReport(
        coverage.book.rules().size(), coverage.sides, coverage.gaps, coverage.suggested);
  }

  private void check(LintedRule rule) {
    boolean reached = byTests.hasRule(rule);
    if (!byAll.hasRule(rule) && rule.isPlain()) {
      List<Formula> before = rule.routes() ? book.routesBefore(rule) : List.of();
      book.example(
              List.of(rule.formula()),
              before,
              made -> rule.routes() ? made.isRoutedBy(rule) : made.matches(rule))
          .ifPresent(example -> suggest(rule, "is reached", example));
    }
    List<String> missing = new ArrayList<>();
    int all = 0;
    List<Occurrence> occurrences = rule.isPlain() ? Occurrence.of(rule.plain()) : List.of();
    for (int i = 0; i < Math.max(1, occurrences.size()); i++) {
      Occurrence occurrence = occurrences.isEmpty() ? null : occurrences.get(i);
      for (boolean holds : List.of(true, false)) {
        if (byTests.has(rule, i, holds)) {
          all++;
        } else if (occurrence == null ? !rule.isPlain() : canReach(rule, occurrence, i, holds)) {
          all++;
          missing.add(text(occurrence, holds));
        }
      }
    }
    sides += all;
    if (!reached || !missing.isEmpty()) {
      gaps.add(new Gap(rule.name(), reached, all, missing));
    }
  }

  private boolean canReach(LintedRule rule, Occurrence occurrence, int index, boolean holds) {
    if (byAll.has(rule, index, holds)) {
      return true;
    }
    List<Formula> hold = new ArrayList<>(book.space().formulas(occurrence.hold()));
    List<Formula> fail = new ArrayList<>(book.space().formulas(occurrence.fail()));
    (holds ? hold : fail).add(book.space().formula(occurrence.comparison()));
    Optional<Example> example = asked(rule, hold, fail);
    example.ifPresent(found -> suggest(rule, "where " + text(occurrence, holds), found));
    return example.isPresent();
  }

  /** A contact of which the rule is asked. */
  private Optional<Example> asked(LintedRule rule, List<Formula> hold, List<Formula> fail) {
    List<Formula> failing = new ArrayList<>(fail);
    if (rule.rule().add() == null) {
      failing.addAll(book.routesBefore(rule));
    }
    return book.example(hold, failing, made -> byAll.isAsked(rule, made));
  }

  private void suggest(LintedRule rule, String what, Example example) {
    byAll.note(example);
    String name = rule.rule().id() + " " + what;
    suggested.add(new SuggestedTest(rule.policy(), TestText.of(name, example)));
  }

  private static String text(Occurrence occurrence, boolean holds) {
    String condition = occurrence == null ? "the condition" : occurrence.comparison().text();
    return condition + (holds ? " holds" : " fails");
  }
}
