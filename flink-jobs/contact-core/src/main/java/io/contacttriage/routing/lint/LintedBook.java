package io.contacttriage.routing.lint;

import io.contacttriage.routing.cel.ConditionCompiler;
import io.contacttriage.routing.cel.PlainCondition;
import io.contacttriage.routing.policy.Place;
import io.contacttriage.routing.policy.Policy;
import io.contacttriage.routing.policy.PolicyBook;
import io.contacttriage.routing.policy.PolicyEvaluator;
import io.contacttriage.routing.policy.PolicyTest.Given;
import io.contacttriage.routing.policy.Rule;
import io.contacttriage.text.terms.TermList;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** A book that can be asked whether there is a contact for which some things hold. */
final class LintedBook {
  private static final String EXAMPLE = "example";

  /** Contacts made and refused before the search for an example ends. */
  private static final int MOST_TRIES = 300;

  private final PolicyBook book;
  private final PolicyEvaluator evaluator;
  private final ContactSpace space;
  private final PossibleContacts contacts;
  private final PossibleContacts testContacts;
  private final List<LintedRule> rules = new ArrayList<>();

  /**
   * Prepares a book.
   *
   * @param places of the conditions, by {@code policy/rule}
   * @param limits of the contacts that are to be thought of
   */
  LintedBook(PolicyBook book, Map<String, Place> places, FlagLimits limits) {
    this.book = book;
    this.evaluator = PolicyEvaluator.compile(book);
    Map<String, PlainCondition> plain = plainConditions(book);
    this.space =
        new ContactSpace(
            plain.values(),
            book.terms().stream().map(TermList::name).toList(),
            joined(limits.cuts(), FlagLimits.OF_TESTS.cuts()));
    this.contacts = new PossibleContacts(space, limits);
    this.testContacts = new PossibleContacts(space, FlagLimits.OF_TESTS);
    for (Policy policy : book.policies()) {
      for (Rule rule : policy.rules()) {
        String name = policy.id() + "/" + rule.id();
        PlainCondition condition = plain.get(name);
        rules.add(
            new LintedRule(
                policy.id(),
                rule,
                places.getOrDefault(name, new Place(null, 0, 0, name)),
                condition,
                condition == null ? null : space.formula(condition)));
      }
    }
  }

  PolicyBook book() {
    return book;
  }

  PolicyEvaluator evaluator() {
    return evaluator;
  }

  ContactSpace space() {
    return space;
  }

  /** In the order in which they are tried. */
  List<LintedRule> rules() {
    return rules;
  }

  /** Conditions of the plain rules with a route before a rule; before none: of all of them. */
  List<Formula> routesBefore(LintedRule end) {
    List<Formula> before = new ArrayList<>();
    for (LintedRule rule : rules) {
      if (rule.equals(end)) {
        break;
      }
      if (rule.routes() && rule.isPlain()) {
        before.add(rule.formula());
      }
    }
    return before;
  }

  /** Whether there is surely no contact for which the first hold and the others fail. */
  boolean impossible(List<Formula> hold, List<Formula> fail) {
    return new ContactSearch(space, contacts)
        .find(space.all(), hold, fail, domains -> domains)
        .impossible();
  }

  /** A contact for which the first hold and the others fail, and that the evaluator confirms. */
  Optional<Example> example(List<Formula> hold, List<Formula> fail, Predicate<Example> confirmed) {
    int[] tries = {0};
    return Optional.ofNullable(
            new ContactSearch(space, testContacts)
                .find(
                    ContactMaker.givable(space, space.all()),
                    hold,
                    fail,
                    domains -> {
                      if (tries[0]++ > MOST_TRIES) {
                        return Optional.<Example>empty();
                      }
                      return made(domains).filter(confirmed).map(Optional::of).orElse(null);
                    })
                .found())
        .flatMap(found -> found);
  }

  private Optional<Example> made(Domains domains) {
    Given given = ContactMaker.make(space, domains);
    return Optional.ofNullable(given).map(known -> Example.of(EXAMPLE, known, evaluator));
  }

  private static Map<String, PlainCondition> plainConditions(PolicyBook book) {
    ConditionCompiler compiler = book.conditionCompiler();
    Map<String, PlainCondition> plain = new LinkedHashMap<>();
    for (Policy policy : book.policies()) {
      for (Rule rule : policy.rules()) {
        compiler
            .compile(rule.when())
            .condition()
            .plain()
            .ifPresent(condition -> plain.put(policy.id() + "/" + rule.id(), condition));
      }
    }
    return plain;
  }

  private static Map<String, Set<Integer>> joined(
      Map<String, Set<Integer>> one, Map<String, Set<Integer>> other) {
    Map<String, Set<Integer>> joined = new HashMap<>();
    one.forEach((name, cuts) -> joined.put(name, new HashSet<>(cuts)));
    other.forEach(
        (name, cuts) -> joined.computeIfAbsent(name, any -> new HashSet<>()).addAll(cuts));
    return joined;
  }
}
