package io.contacttriage.routing.policy;

import java.util.ArrayList;
import java.util.List;

/** Collects problems, so that a reader can name all of them at once. */
final class Problems {
  private final List<PolicyProblem> problems = new ArrayList<>();

  void add(Place place, String message) {
    add(place, message, "");
  }

  void add(Place place, String message, String hint) {
    problems.add(new PolicyProblem(place, message, hint));
  }

  int count() {
    return problems.size();
  }

  List<PolicyProblem> list() {
    return List.copyOf(problems);
  }
}
