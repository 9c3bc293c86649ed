package io.contacttriage.routing.policy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads policies, one after the other: it remembers the ids that it has seen. */
final class PolicyReader {
  /** Field of a policy; nothing else in a book is called so. */
  static final String TESTS = "tests";

  /** Stands in reasons for what the engine itself decided. */
  private static final String RESERVED_ID = PolicyEvaluator.ENGINE;

  private final RuleReader rules;
  private final PolicyTestReader tests;
  private final Problems problems;
  private final Map<String, Place> conditions;
  private final Map<String, Place> policyIds = new HashMap<>();

  /**
   * Begins with the first policy.
   *
   * @param conditions gains the place of each condition that is read, by {@code policy/rule}
   */
  PolicyReader(
      RuleReader rules, BookNames names, Problems problems, Map<String, Place> conditions) {
    this.rules = rules;
    this.tests = new PolicyTestReader(names, problems);
    this.problems = problems;
    this.conditions = conditions;
  }

  Policy policy(DocumentNode node) {
    int before = problems.count();
    Fields fields =
        new Fields(
            node, problems, "a policy", List.of("id", "title", "owner", "purpose", "rules", TESTS));
    String id = fields.requiredId("id");
    if (RESERVED_ID.equals(id)) {
      problems.add(fields.place("id"), "the id " + RESERVED_ID + " is reserved");
    }
    checkUnique(id, fields.place("id"), policyIds, "policy");
    String title = fields.requiredText("title");
    String owner = fields.requiredText("owner");
    String purpose = fields.requiredText("purpose");

    List<Rule> read = new ArrayList<>();
    Map<String, Place> ruleIds = new HashMap<>();
    for (DocumentNode item : fields.requiredItems("rules")) {
      DocumentNode ruleId = item.fields().get("id");
      if (ruleId != null) {
        checkUnique(ruleId.text(), ruleId.place(), ruleIds, "rule");
      }
      DocumentNode condition = item.fields().get("when");
      if (id != null && ruleId != null && condition != null) {
        conditions.put(id + "/" + ruleId.text(), condition.place());
      }
      read.add(rules.rule(item));
    }
    List<PolicyTest> readTests = new ArrayList<>();
    fields.items(TESTS).forEach(item -> readTests.add(tests.test(item)));
    return problems.count() > before
        ? null
        : new Policy(id, title, owner, purpose, read, readTests);
  }

  private void checkUnique(String id, Place place, Map<String, Place> seen, String what) {
    Place first = id == null ? null : seen.putIfAbsent(id, place);
    if (first != null) {
      problems.add(place, "the " + what + " " + id + " is already named at " + first);
    }
  }
}
