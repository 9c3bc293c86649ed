package io.contacttriage.routing.lint;

import io.contacttriage.routing.Exposure;
import io.contacttriage.routing.lint.LintFinding.Severity;
import io.contacttriage.routing.policy.LegalClock;
import io.contacttriage.routing.policy.Queue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Finds additions that contradict something else that may come together with them: an exposure for
 * which the people of a queue are not prepared, an exposure that another one overrules, two time
 * limits of one law.
 */
final class AdditionCheck {
  private final LintedBook book;
  private final Map<String, Exposure.Severity> queues = new HashMap<>();
  private final Map<String, LegalClock> clocks = new HashMap<>();

  AdditionCheck(LintedBook book) {
    this.book = book;
    for (Queue queue : book.book().queues()) {
      queues.put(queue.name(), queue.exposure());
    }
    book.book().clocks().forEach(clock -> clocks.put(clock.name(), clock));
  }

  List<LintFinding> findings() {
    List<LintFinding> findings = new ArrayList<>();
    List<LintedRule> adding =
        book.rules().stream().filter(rule -> rule.isPlain() && rule.rule().add() != null).toList();
    for (int i = 0; i < adding.size(); i++) {
      tooMuch(adding.get(i)).ifPresent(findings::add);
      twoLimits(adding.get(i), adding.get(i)).ifPresent(findings::add);
      for (LintedRule other : adding.subList(i + 1, adding.size())) {
        overruled(adding.get(i), other).ifPresent(findings::add);
        overruled(other, adding.get(i)).ifPresent(findings::add);
        twoLimits(adding.get(i), other).ifPresent(findings::add);
      }
    }
    return findings;
  }

  /** The first queue to which a rule's exposure comes although its people are not prepared. */
  private Optional<LintFinding> tooMuch(LintedRule adding) {
    Exposure exposure = adding.rule().add().exposure();
    if (exposure == null) {
      return Optional.empty();
    }
    for (LintedRule routing : book.rules()) {
      if (routing.routes() && routing.isPlain()) {
        Exposure.Severity most = queues.get(routing.rule().route().queue());
        Optional<Example> example =
            exposure.severity().compareTo(most) <= 0
                ? Optional.empty()
                : book.example(
                    List.of(adding.formula(), routing.formula()),
                    book.routesBefore(routing),
                    made -> made.matches(adding) && made.isRoutedBy(routing));
        if (example.isPresent()) {
          return Optional.of(
              finding(
                  adding,
                  "%s adds %s content, and %s sends some of it to %s, whose people are prepared for %s"
                      .formatted(
                          adding.name(),
                          exposure.severity().wireName(),
                          routing.name(),
                          routing.rule().route().queue(),
                          most.wireName()),
                  "route such contacts to a queue that is prepared, in front of " + routing.name(),
                  example.get()));
        }
      }
    }
    return Optional.empty();
  }

  private Optional<LintFinding> overruled(LintedRule none, LintedRule worse) {
    Exposure low = none.rule().add().exposure();
    Exposure high = worse.rule().add().exposure();
    if (low == null
        || high == null
        || low.severity() != Exposure.Severity.NONE
        || high.severity() == Exposure.Severity.NONE
        || Collections.disjoint(low.labels(), high.labels())) {
      return Optional.empty();
    }
    return together(none, worse)
        .map(
            example ->
                finding(
                    none,
                    "%s says that nobody is exposed, and %s says %s of the same contacts: the worst counts"
                        .formatted(none.name(), worse.name(), high.severity().wireName()),
                    "an exposure of none takes nothing away: leave it out",
                    example));
  }

  private Optional<LintFinding> twoLimits(LintedRule one, LintedRule other) {
    for (String first : one.rule().add().clocks()) {
      for (String second : other.rule().add().clocks()) {
        LegalClock clock = clocks.get(first);
        LegalClock rival = clocks.get(second);
        boolean differ =
            clock.law().equals(rival.law())
                && !(clock.due().equals(rival.due())
                    && Objects.equals(clock.calendar(), rival.calendar()));
        Optional<Example> example = differ ? together(one, other) : Optional.empty();
        if (example.isPresent()) {
          return Optional.of(
              finding(
                  other,
                  "%s starts %s and %s starts %s for the same contacts: two time limits of %s"
                      .formatted(one.name(), first, other.name(), second, clock.law()),
                  "let one of them leave out what the other matches",
                  example.get()));
        }
      }
    }
    return Optional.empty();
  }

  private Optional<Example> together(LintedRule one, LintedRule other) {
    return book.example(
        List.of(one.formula(), other.formula()),
        List.of(),
        made -> made.matches(one) && made.matches(other));
  }

  private static LintFinding finding(
      LintedRule rule, String message, String hint, Example example) {
    return new LintFinding(
        Severity.ERROR, rule.place(), message, hint, List.of(example.toString()));
  }
}
