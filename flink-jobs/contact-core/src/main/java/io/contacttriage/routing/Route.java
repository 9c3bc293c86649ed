package io.contacttriage.routing;

import java.time.Duration;
import java.util.List;

/**
 * Where a matching rule sends a contact; the first match ends the search for a route.
 *
 * @param respondWithin from {@code receivedAt} to the first answer
 * @param selfService article that answers the contact without an agent, or null
 */
public record Route(
    String queue,
    Priority priority,
    Duration respondWithin,
    List<String> skills,
    List<String> tags,
    String selfService) {
  public Route {
    skills = skills == null ? List.of() : List.copyOf(skills);
    tags = tags == null ? List.of() : List.copyOf(tags);
  }
}
