package io.contacttriage.routing.policy;

import io.contacttriage.routing.cel.ConditionResult;
import java.util.List;
import java.util.Map;

/**
 * Either a policy book or everything that is wrong with it; never both, never neither.
 *
 * @param conditions where the condition of each rule stands, by {@code policy/rule}
 * @param compiled what became of each condition, by its text
 * @param terms where term lists and terms stand: {@code list} and {@code list/language/term}
 */
public record PolicyBookResult(
    PolicyBook book,
    List<PolicyProblem> problems,
    Map<String, Place> conditions,
    Map<String, ConditionResult> compiled,
    Map<String, Place> terms) {
  public PolicyBookResult {
    problems = List.copyOf(problems);
    conditions = Map.copyOf(conditions);
    compiled = Map.copyOf(compiled);
    terms = Map.copyOf(terms);
    if ((book == null) == problems.isEmpty()) {
      throw new IllegalArgumentException("exactly one of book and problems is needed");
    }
  }

  public boolean isBook() {
    return book != null;
  }

  /**
   * The book, for callers that cannot go on without one.
   *
   * @throws IllegalArgumentException with every problem on a line of its own
   */
  public PolicyBook orThrow() {
    if (book == null) {
      StringBuilder message = new StringBuilder("the policy book cannot be used:");
      problems.forEach(problem -> message.append("\n  ").append(problem));
      throw new IllegalArgumentException(message.toString());
    }
    return book;
  }
}
