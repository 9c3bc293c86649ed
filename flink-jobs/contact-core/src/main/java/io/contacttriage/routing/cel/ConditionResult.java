package io.contacttriage.routing.cel;

import java.util.List;

/** Either a condition or everything that is wrong with it; never both, never neither. */
public record ConditionResult(Condition condition, List<ConditionProblem> problems) {
  public ConditionResult {
    problems = List.copyOf(problems);
    if ((condition == null) == problems.isEmpty()) {
      throw new IllegalArgumentException("exactly one of condition and problems is needed");
    }
  }

  static ConditionResult of(List<ConditionProblem> problems) {
    return new ConditionResult(null, problems);
  }

  static ConditionResult of(Condition condition) {
    return new ConditionResult(condition, List.of());
  }
}
