package io.contacttriage.routing.lint;

import io.contacttriage.routing.cel.PlainCondition;
import io.contacttriage.routing.lint.LintFinding.Severity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds rules that match no contact, and routes that earlier rules leave no contact for. */
final class ReachCheck {
  private static final int MOST_TAKERS = 5;

  private final LintedBook book;

  ReachCheck(LintedBook book) {
    this.book = book;
  }

  List<LintFinding> findings() {
    List<LintFinding> findings = new ArrayList<>();
    for (LintedRule rule : book.rules()) {
      if (!rule.isPlain()) {
        continue;
      }
      if (book.impossible(List.of(rule.formula()), List.of())) {
        findings.add(neverMatches(rule));
      } else if (rule.routes()
          && book.impossible(List.of(rule.formula()), book.routesBefore(rule))) {
        findings.add(neverRoutes(rule));
      }
    }
    return findings;
  }

  private LintFinding neverMatches(LintedRule rule) {
    List<PlainCondition> parts = conflict(rule.plain());
    String text = String.join(" && ", parts.stream().map(PlainCondition::text).toList());
    return new LintFinding(
        Severity.ERROR,
        rule.place(),
        rule.name() + " never matches: " + text + " is true of no contact",
        "correct the condition, or delete the rule",
        List.of());
  }

  /** The parts joined by and that cannot hold together; without any one of them they could. */
  private List<PlainCondition> conflict(PlainCondition condition) {
    List<PlainCondition> parts = new ArrayList<>();
    collectParts(condition, parts);
    for (PlainCondition part : List.copyOf(parts)) {
      List<PlainCondition> fewer = new ArrayList<>(parts);
      fewer.remove(part);
      if (book.impossible(book.space().formulas(fewer), List.of())) {
        parts = fewer;
      }
    }
    return parts;
  }

  private static void collectParts(PlainCondition condition, List<PlainCondition> parts) {
    if (condition instanceof PlainCondition.And and) {
      collectParts(and.left(), parts);
      collectParts(and.right(), parts);
    } else {
      parts.add(condition);
    }
  }

  private LintFinding neverRoutes(LintedRule rule) {
    Map<String, Example> takers = takers(rule);
    String who = takers.isEmpty() ? "earlier rules" : String.join(", ", takers.keySet());
    return new LintFinding(
        Severity.ERROR,
        rule.place(),
        rule.name()
            + " never routes: "
            + who
            + " before it "
            + (takers.size() == 1 ? "takes" : "take")
            + " every contact that it matches"
            + (rule.rule().add() == null ? "" : "; its add still counts"),
        "put it in front, or narrow the earlier condition",
        takers.values().stream().map(Example::toString).toList());
  }

  /** Who takes the contacts that a rule matches, each with one of them. */
  private Map<String, Example> takers(LintedRule rule) {
    Map<String, Example> takers = new LinkedHashMap<>();
    List<Formula> known = new ArrayList<>();
    while (takers.size() < MOST_TAKERS) {
      Optional<Example> next =
          book.example(
              List.of(rule.formula()),
              known,
              example -> example.matches(rule) && !takers.containsKey(example.routerName()));
      if (next.isEmpty()) {
        break;
      }
      takers.put(next.get().routerName(), next.get());
      book.rules().stream()
          .filter(next.get()::isRoutedBy)
          .filter(LintedRule::isPlain)
          .forEach(taker -> known.add(taker.formula()));
    }
    return takers;
  }
}
