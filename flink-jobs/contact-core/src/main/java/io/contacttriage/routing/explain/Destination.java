package io.contacttriage.routing.explain;

import io.contacttriage.routing.Priority;
import io.contacttriage.routing.policy.Evaluation;

/**
 * Where a contact goes, without what is only added on the way.
 *
 * @param selfService article that answers without an agent, or null
 */
public record Destination(String queue, Priority priority, String selfService) {
  static Destination of(Evaluation evaluation) {
    return new Destination(
        evaluation.route().queue(),
        evaluation.route().priority(),
        evaluation.route().selfService());
  }

  @Override
  public String toString() {
    return queue + " " + priority + (selfService == null ? "" : " (" + selfService + ")");
  }
}
