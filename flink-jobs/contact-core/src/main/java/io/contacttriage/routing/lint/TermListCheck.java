package io.contacttriage.routing.lint;

import io.contacttriage.routing.lint.LintFinding.Severity;
import io.contacttriage.routing.policy.Place;
import io.contacttriage.routing.policy.PolicyBookResult;
import io.contacttriage.text.terms.TermCheck;
import io.contacttriage.text.terms.TermList;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Finds term lists that no rule asks for, and terms so short that chance meets them. */
final class TermListCheck {
  private final LintedBook book;
  private final PolicyBookResult result;
  private final List<LintFinding> findings = new ArrayList<>();

  TermListCheck(LintedBook book, PolicyBookResult result) {
    this.book = book;
    this.result = result;
  }

  List<LintFinding> findings() {
    Set<String> asked = book.evaluator().terms().asked();
    for (TermList list : book.book().terms()) {
      if (!asked.contains(list.name())) {
        warn(
            list.name(),
            "no rule asks for terms." + list.name() + ": every text is read for it in vain",
            "use it in a condition, or take the list out of the book");
      }
      list.languages()
          .forEach((language, terms) -> terms.forEach(term -> checkLength(list, language, term)));
    }
    return findings;
  }

  private void checkLength(TermList list, String language, String term) {
    if (TermCheck.of(term).tooShort()) {
      warn(
          list.name() + "/" + language + "/" + term,
          "the term " + term + " is so short that other words and names hit it by chance",
          "write a longer word or a phrase");
    }
  }

  private void warn(String at, String message, String hint) {
    Place place = result.terms().getOrDefault(at, new Place(null, 0, 0, at));
    findings.add(new LintFinding(Severity.WARNING, place, message, hint, List.of()));
  }
}
