package io.contacttriage.routing.policy;

import io.contacttriage.routing.Reason;
import io.contacttriage.routing.Route;
import io.contacttriage.routing.policy.PolicyTest.Expectation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Runs the tests inside the policies of a book against the whole book. */
public final class PolicyTests {
  private PolicyTests() {}

  /**
   * What became of the tests.
   *
   * @param outcomes in the order of the book
   * @param unreached {@code policy/rule} of every rule that no test reaches: a rule with a route is
   *     reached when it routed, one with additions only when it matched
   */
  public record Report(List<Outcome> outcomes, List<String> unreached) {
    public Report {
      outcomes = List.copyOf(outcomes);
      unreached = List.copyOf(unreached);
    }

    public List<Outcome> failed() {
      return outcomes.stream().filter(outcome -> !outcome.passed()).toList();
    }
  }

  /**
   * What became of one test.
   *
   * @param policy id of the policy that holds it
   * @param differences such as {@code queue: wanted crisis, found general}; empty when it passed
   * @param reasons of the decision, so that a failure can be traced
   */
  public record Outcome(
      String policy, String test, List<String> differences, List<Reason> reasons) {
    public Outcome {
      differences = List.copyOf(differences);
      reasons = List.copyOf(reasons);
    }

    public boolean passed() {
      return differences.isEmpty();
    }
  }

  public static Report run(PolicyBook book) {
    PolicyEvaluator evaluator = PolicyEvaluator.compile(book);
    List<Outcome> outcomes = new ArrayList<>();
    Set<String> routed = new HashSet<>();
    Set<String> matched = new HashSet<>();
    for (Policy policy : book.policies()) {
      for (PolicyTest test : policy.tests()) {
        Evaluation evaluation =
            evaluator.evaluate(
                PolicyTestContact.of(test.name(), test.given(), evaluator.terms()),
                test.given().memory());
        evaluation.reasons().forEach(reason -> matched.add(name(reason)));
        routed.add(name(evaluation.reasons().get(0)));
        outcomes.add(
            new Outcome(
                policy.id(),
                test.name(),
                differences(test.expect(), evaluation),
                evaluation.reasons()));
      }
    }
    return new Report(outcomes, unreached(book, routed, matched));
  }

  private static List<String> unreached(PolicyBook book, Set<String> routed, Set<String> matched) {
    List<String> unreached = new ArrayList<>();
    for (Policy policy : book.policies()) {
      for (Rule rule : policy.rules()) {
        String name = policy.id() + "/" + rule.id();
        if (!(rule.route() == null ? matched : routed).contains(name)) {
          unreached.add(name);
        }
      }
    }
    return unreached;
  }

  private static String name(Reason reason) {
    return reason.policy() + "/" + reason.rule();
  }

  private static List<String> differences(Expectation expect, Evaluation found) {
    List<String> differences = new ArrayList<>();
    Route route = found.route();
    equal("queue", expect.queue(), route.queue(), differences);
    equal("priority", expect.priority(), route.priority(), differences);
    contains("skills", expect.skills(), route.skills(), differences);
    contains("tags", expect.tags(), route.tags(), differences);
    contains(
        "clocks",
        expect.clocks(),
        found.clocks().stream().map(LegalClock::name).toList(),
        differences);
    String selfService =
        Objects.requireNonNullElse(route.selfService(), Expectation.NO_SELF_SERVICE);
    equal("selfService", expect.selfService(), selfService, differences);
    Duration respondWithin = route.respondWithin();
    equal("respondWithin", expect.respondWithin(), respondWithin, differences);
    equal("exposure", expect.exposure(), found.exposure().severity(), differences);
    return differences;
  }

  private static void equal(String what, Object wanted, Object found, List<String> differences) {
    if (wanted != null && !wanted.equals(found)) {
      differences.add(what + ": wanted " + wanted + ", found " + found);
    }
  }

  private static void contains(
      String what, Collection<String> wanted, List<String> found, List<String> differences) {
    if (!found.containsAll(wanted)) {
      differences.add(what + ": wanted " + wanted + " among them, found " + found);
    }
  }
}
