package io.contacttriage.routing.policy;

import io.contacttriage.routing.Additions;
import io.contacttriage.routing.Route;
import java.util.Objects;

/**
 * A condition and what follows from it.
 *
 * @param id unique in the policy
 * @param when a condition in CEL
 * @param route where the contact goes when no earlier rule routed it, or null
 * @param add what the decision gains in any case, or null
 */
public record Rule(String id, String when, Route route, Additions add) {
  public Rule {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(when, "when");
    if (route == null && add == null) {
      throw new IllegalArgumentException("rule " + id + " needs a route or an add");
    }
  }
}
