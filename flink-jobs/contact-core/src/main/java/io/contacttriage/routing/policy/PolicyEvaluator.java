package io.contacttriage.routing.policy;

import io.contacttriage.routing.Exposure;
import io.contacttriage.routing.Reason;
import io.contacttriage.routing.Route;
import io.contacttriage.routing.RoutingMemory;
import io.contacttriage.routing.ScorePrecision;
import io.contacttriage.routing.cel.Condition;
import io.contacttriage.routing.cel.ConditionCompiler;
import io.contacttriage.routing.cel.ConditionException;
import io.contacttriage.routing.cel.ConditionIndex;
import io.contacttriage.routing.cel.ConditionResult;
import io.contacttriage.routing.cel.ContactVariables;
import io.contacttriage.routing.cel.ContactView;
import io.contacttriage.scoring.ScoredContact;
import io.contacttriage.scoring.Scores;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * A compiled policy book. Policies are tried in order and their rules in order: the first matching
 * route wins, and every matching addition anywhere in the book is collected, so that a safety
 * policy that routes a contact does not stop the legal clock that a payment policy starts. Rules
 * that cannot match are passed over by an index. Immutable; safe for use by many threads. Never
 * throws for a contact.
 */
public final class PolicyEvaluator {
  /** Stands for a policy in reasons of what the engine itself decided. */
  public static final String ENGINE = "engine";

  public static final String FALLBACK = "fallback";
  public static final String NO_SCORES = "no_scores";
  public static final String SAFETY_FLOOR = "safety_floor";

  /** Tag of a decision in which a condition could not be evaluated, and start of its reason. */
  public static final String RULE_ERROR = "rule_error";

  /**
   * Start of a reason: rules ask for a term list that the text was not read for, because the list
   * became known after the text had ended. It counts as not hit.
   */
  public static final String TERMS_UNREAD = "terms_unread";

  private final PolicyBook book;
  private final List<CompiledRule> rules = new ArrayList<>();
  private final ConditionIndex index;
  private final long[] adding;
  private final Map<String, LegalClock> clocks = new HashMap<>();
  private final Set<String> attributes = new TreeSet<>();
  private final BookTerms terms;

  private PolicyEvaluator(PolicyBook book, Function<String, ConditionResult> conditions) {
    this.book = book;
    for (Policy policy : book.policies()) {
      for (Rule rule : policy.rules()) {
        ConditionResult result = conditions.apply(rule.when());
        if (result.condition() == null) {
          throw new IllegalArgumentException(
              "rule " + policy.id() + "/" + rule.id() + " does not compile: " + result.problems());
        }
        rules.add(new CompiledRule(policy.id(), rule, result.condition()));
      }
    }
    index = new ConditionIndex(rules.stream().map(CompiledRule::condition).toList());
    adding = index.bits(number -> rules.get(number).rule.add() != null);
    book.clocks().forEach(clock -> clocks.put(clock.name(), clock));
    rules.forEach(rule -> attributes.addAll(rule.condition.attributes()));
    Set<String> asked = new TreeSet<>();
    rules.forEach(rule -> asked.addAll(rule.condition.terms()));
    terms = new BookTerms(book.terms(), asked);
  }

  /**
   * Compiles every condition of a book.
   *
   * @throws IllegalArgumentException when a condition does not compile or a clock does not exist,
   *     which does not happen to a book from {@link PolicyBookReader}
   */
  public static PolicyEvaluator compile(PolicyBook book) {
    ConditionCompiler compiler = book.conditionCompiler();
    Map<String, ConditionResult> compiled = new HashMap<>();
    return compile(book, when -> compiled.computeIfAbsent(when, compiler::compile));
  }

  /**
   * Takes over the conditions that were compiled when a book was read.
   *
   * @throws IllegalArgumentException with every problem when there is no book
   */
  public static PolicyEvaluator compile(PolicyBookResult read) {
    return compile(read.orThrow(), read.compiled()::get);
  }

  /** With conditions by their text. */
  static PolicyEvaluator compile(PolicyBook book, Function<String, ConditionResult> conditions) {
    PolicyEvaluator evaluator = new PolicyEvaluator(book, conditions);
    for (CompiledRule compiled : evaluator.rules) {
      List<String> named = compiled.rule.add() == null ? List.of() : compiled.rule.add().clocks();
      if (!evaluator.clocks.keySet().containsAll(named)) {
        throw new IllegalArgumentException(
            "rule "
                + compiled.name()
                + " starts clocks "
                + named
                + ", the book has "
                + evaluator.clocks.keySet());
      }
    }
    return evaluator;
  }

  public PolicyBook book() {
    return book;
  }

  /** Names of the contact's attributes that rules ask for: no other one can change a decision. */
  public Set<String> attributes() {
    return Collections.unmodifiableSet(attributes);
  }

  /** The book's term lists. */
  public BookTerms terms() {
    return terms;
  }

  /** A contact as the conditions of this book see it; it must have scores. */
  public ContactView view(ScoredContact contact, RoutingMemory memory) {
    Scores scores = ScorePrecision.rounded(contact.scores());
    return new ContactView(
        scores, contact.facts(), memory, terms.hits(contact.facts().terms(), scores.language()));
  }

  /** What the book says about a contact. */
  public Evaluation evaluate(ScoredContact contact, RoutingMemory memory) {
    if (contact.scores() == null) {
      return failSafe(contact);
    }
    ContactView view = view(contact, memory);
    Scores scores = view.scores();
    EvaluationCollector collector = new EvaluationCollector(clocks);
    tryRules(collector, view);
    if (!collector.isRouted()) {
      collector.route(book.fallback(), new Reason(ENGINE, FALLBACK, null));
    }
    Route raised = SafetyFloor.raised(collector.route(), scores);
    if (!raised.equals(collector.route())) {
      collector.raise(raised, new Reason(ENGINE, SAFETY_FLOOR, null));
    }
    for (String list : terms.unread(contact.facts().terms())) {
      collector.reason(new Reason(ENGINE, TERMS_UNREAD + ":" + list, null));
    }
    return new Evaluation(
        collector.mergedRoute(),
        collector.clocks(),
        collector.exposure(),
        collector.reasons(),
        scores,
        contact.degraded());
  }

  private void tryRules(EvaluationCollector collector, ContactView view) {
    ContactVariables variables = new ContactVariables(view);
    ConditionIndex.Search search = index.search(variables);
    for (int next = search.next(); next != ConditionIndex.NO_MORE; next = search.next()) {
      CompiledRule compiled = rules.get(next);
      Rule rule = compiled.rule;
      boolean routes = rule.route() != null && !collector.isRouted();
      if (!matches(compiled, variables, collector)) {
        continue;
      }
      Reason reason = new Reason(compiled.policy, rule.id(), compiled.condition.margin(variables));
      if (routes) {
        collector.route(rule.route(), reason);
        search.narrow(adding);
      } else {
        collector.reason(reason);
      }
      if (rule.add() != null) {
        collector.add(rule.add());
      }
    }
  }

  private static boolean matches(
      CompiledRule compiled, ContactVariables variables, EvaluationCollector collector) {
    try {
      return compiled.condition.matches(variables);
    } catch (ConditionException e) {
      collector.tag(RULE_ERROR);
      collector.reason(new Reason(ENGINE, RULE_ERROR + ":" + compiled.name(), null));
      return false;
    }
  }

  private Evaluation failSafe(ScoredContact contact) {
    return new Evaluation(
        book.failSafe(),
        List.of(),
        worstOf(book.failSafe().queue()),
        List.of(new Reason(ENGINE, NO_SCORES, null)),
        null,
        contact.unscoredBecause());
  }

  /** Nobody knows what an unscored contact holds: its agent is warned of the worst. */
  private Exposure worstOf(String queueName) {
    for (Queue queue : book.queues()) {
      if (queue.name().equals(queueName)) {
        return new Exposure(queue.exposure(), List.of());
      }
    }
    return Exposure.NONE;
  }

  private record CompiledRule(String policy, Rule rule, Condition condition) {
    String name() {
      return policy + "/" + rule.id();
    }
  }
}
