package io.contacttriage.routing.policy;

import java.util.List;
import java.util.Objects;

/**
 * What one team decided about one kind of contact.
 *
 * @param id unique in the book
 * @param title for people
 * @param owner the team that answers for it
 * @param purpose why the policy exists
 * @param rules in the order in which they are tried
 * @param tests that must hold for the whole book, not for this policy alone
 */
public record Policy(
    String id,
    String title,
    String owner,
    String purpose,
    List<Rule> rules,
    List<PolicyTest> tests) {
  public Policy {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(title, "title");
    Objects.requireNonNull(owner, "owner");
    Objects.requireNonNull(purpose, "purpose");
    rules = List.copyOf(rules);
    tests = tests == null ? List.of() : List.copyOf(tests);
  }
}
