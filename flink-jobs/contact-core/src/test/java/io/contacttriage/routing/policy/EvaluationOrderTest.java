package io.contacttriage.routing.policy;

import static io.contacttriage.routing.TestingContacts.contact;
import static io.contacttriage.routing.policy.PolicyEvaluatorTest.bookOf;
import static io.contacttriage.routing.policy.PolicyEvaluatorTest.rule;
import static io.contacttriage.routing.policy.PolicyEvaluatorTest.tags;
import static org.assertj.core.api.Assertions.assertThat;

import io.contacttriage.routing.RoutingMemory;
import io.contacttriage.scoring.HarmLabel;
import io.contacttriage.scoring.ScoredContact;
import io.contacttriage.scoring.Topic;
import io.contacttriage.scoring.Urgency;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;

/** Order of evaluation on random books whose rules compare one score with random limits. */
class EvaluationOrderTest {
  @Property(tries = 100)
  void theRouteIsThatOfTheFirstRuleThatMatches(
      @ForAll @Size(min = 1, max = 12) List<@DoubleRange(max = 1) Double> limits,
      @ForAll @DoubleRange(max = 1) double score) {
    Rule[] rules = new Rule[limits.size()];
    String expected = "general";
    for (int i = limits.size() - 1; i >= 0; i--) {
      double limit = rounded(limits.get(i));
      rules[i] = rule("r" + i, "harm.scam >= " + limit, "q" + i);
      expected = rounded(score) >= limit ? "q" + i : expected;
    }

    assertThat(evaluate(rounded(score), rules).route().queue()).isEqualTo(expected);
  }

  @Property(tries = 100)
  void additionsDoNotDependOnTheirOrder(
      @ForAll @Size(min = 1, max = 10) List<@DoubleRange(max = 1) Double> limits,
      @ForAll @DoubleRange(max = 1) double score,
      @ForAll long seed) {
    List<Rule> rules = new ArrayList<>();
    for (int i = 0; i < limits.size(); i++) {
      rules.add(tags("r" + i, "harm.scam < " + rounded(limits.get(i)), "t" + i, "t" + i / 2));
    }
    Evaluation inOrder = evaluate(rounded(score), rules.toArray(new Rule[0]));
    Collections.shuffle(rules, new Random(seed));
    Evaluation shuffled = evaluate(rounded(score), rules.toArray(new Rule[0]));

    assertThat(shuffled.route().tags()).containsExactlyInAnyOrderElementsOf(inOrder.route().tags());
    assertThat(shuffled.reasons()).containsExactlyInAnyOrderElementsOf(inOrder.reasons());
    assertThat(shuffled.route().queue()).isEqualTo(inOrder.route().queue());
  }

  private static Evaluation evaluate(double score, Rule... rules) {
    ScoredContact contact = contact(Topic.OTHER, Urgency.LOW).harm(HarmLabel.SCAM, score).scored();
    return PolicyEvaluator.compile(bookOf(rules)).evaluate(contact, RoutingMemory.NONE);
  }

  private static double rounded(double value) {
    return Math.round(value * 1000) / 1000d;
  }
}
