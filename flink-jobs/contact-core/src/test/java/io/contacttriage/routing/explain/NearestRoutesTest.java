package io.contacttriage.routing.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.contacttriage.routing.Priority;
import io.contacttriage.routing.RoutingMemory;
import io.contacttriage.routing.ScorePrecision;
import io.contacttriage.routing.TestingContacts;
import io.contacttriage.routing.TestingSchemas;
import io.contacttriage.routing.cel.ContactView;
import io.contacttriage.routing.cel.PolicyVariable;
import io.contacttriage.routing.cel.PolicyVariables;
import io.contacttriage.routing.policy.PolicyBookReader;
import io.contacttriage.routing.policy.PolicyEvaluator;
import io.contacttriage.routing.policy.TestingCase;
import io.contacttriage.routing.policy.TestingRandomBook;
import io.contacttriage.scoring.HarmLabel;
import io.contacttriage.scoring.ScoredContact;
import io.contacttriage.scoring.Scores;
import io.contacttriage.scoring.Topic;
import io.contacttriage.scoring.Urgency;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A few cases here; more with {@code -Dexplain.cases=1000}. */
class NearestRoutesTest {
  private static final int CASES = Integer.getInteger("explain.cases", 12);
  private static final Map<HarmLabel, Double> FLAGGED_FROM =
      Arrays.stream(HarmLabel.values()).collect(Collectors.toMap(label -> label, label -> 0.5));
  private static final int STEPS = 10_000;
  private static final PolicyEvaluator SHIPPED =
      PolicyEvaluator.compile(
          PolicyBookReader.readDirectory(TestingSchemas.CONFIG.resolve("policies")).orThrow());

  @Test
  void theSmallestChangeChangesTheRouteAndHalfOfItDoesNot() {
    int scores = 0;
    int facts = 0;
    for (int seed = 0; seed < CASES; seed++) {
      TestingCase random = TestingCase.random(seed);
      PolicyEvaluator book =
          seed % 3 == 0 ? SHIPPED : PolicyEvaluator.compile(TestingRandomBook.of(seed));
      List<RouteChange> changes =
          NearestRoutes.of(random.contact(), random.memory(), book, FLAGGED_FROM);
      Destination now = destination(book, view(random));
      for (RouteChange change : changes) {
        assertThat(destination(book, changed(random, change, change.wouldBe())))
            .as("case %d: %s", seed, change)
            .isEqualTo(change.to())
            .isNotEqualTo(now);
      }
      // Between here and another destination may lie a third, never before the very first.
      if (!changes.isEmpty() && changes.get(0).distance() != null) {
        RouteChange smallest = changes.get(0);
        double half = halfway((Double) smallest.was(), (Double) smallest.wouldBe());
        assertThat(destination(book, changed(random, smallest, half)))
            .as("case %d: half of %s", seed, smallest)
            .isEqualTo(now);
        scores++;
      } else {
        facts += changes.isEmpty() ? 0 : 1;
      }
    }
    assertThat(scores).isGreaterThan(CASES / 2);
    assertThat(facts).isLessThan(scores);
  }

  @Test
  void everyStepNearerDecidesAsBeforeOnEveryScore() {
    TestingCase random = TestingCase.random(4);
    RouteChange smallest =
        NearestRoutes.of(random.contact(), random.memory(), SHIPPED, FLAGGED_FROM).get(0);
    int steps = (int) Math.round(smallest.distance() * STEPS);
    Map<HarmLabel, Double> thresholds = agreeing(random);
    Set<Destination> nearer = new HashSet<>();
    for (PolicyVariable variable : PolicyVariables.ALL) {
      if (variable.score() && ContactChange.canSet(variable, thresholds)) {
        double was = (Double) variable.value().apply(view(random));
        for (int step = 1 - steps; step < steps; step++) {
          double at = ScorePrecision.round(was + (double) step / STEPS);
          if (step != 0 && at >= 0 && at <= 1) {
            nearer.add(
                destination(SHIPPED, ContactChange.with(view(random), variable, at, thresholds)));
          }
        }
      }
    }
    assertThat(steps).isGreaterThan(1);
    assertThat(nearer).containsExactly(destination(SHIPPED, view(random)));
  }

  @Test
  void aHarmScoreJustUnderItsThresholdIsTheSmallestChange() {
    ScoredContact contact =
        TestingContacts.contact(Topic.FEEDBACK, Urgency.LOW)
            .harm(HarmLabel.SELF_HARM, 0.4999)
            .scored();

    RouteChange smallest =
        NearestRoutes.of(contact, RoutingMemory.NONE, SHIPPED, FLAGGED_FROM).get(0);

    assertThat(smallest.variable().name()).isEqualTo("harm.self_harm");
    assertThat(smallest.was()).isEqualTo(0.4999);
    assertThat(smallest.wouldBe()).isEqualTo(0.5);
    assertThat(smallest.distance()).isEqualTo(0.0001);
    assertThat(smallest.to().priority()).isLessThanOrEqualTo(Priority.P1);
  }

  @Test
  void anUnscoredContactHasNoRulesAndSoNoChange() {
    ScoredContact unscored =
        TestingContacts.contact(Topic.FEEDBACK, Urgency.LOW).unscored("no_model");

    assertThat(NearestRoutes.of(unscored, RoutingMemory.NONE, SHIPPED, FLAGGED_FROM)).isEmpty();
    assertThat(RuleTrace.of(SHIPPED, unscored, RoutingMemory.NONE)).isEmpty();
  }

  /** The step in the middle, or the nearer of the two in the middle. */
  private static double halfway(double from, double to) {
    long halfSteps = Math.round((to - from) * STEPS) / 2;
    return ScorePrecision.round(from + (double) halfSteps / STEPS);
  }

  private static Map<HarmLabel, Double> agreeing(TestingCase random) {
    return NearestRoutes.agreeing(FLAGGED_FROM, view(random).scores());
  }

  private static ContactView view(TestingCase random) {
    Scores scores = ScorePrecision.rounded(random.contact().scores());
    return new ContactView(scores, random.contact().facts(), random.memory());
  }

  private static ContactView changed(TestingCase random, RouteChange change, Object value) {
    return ContactChange.with(view(random), change.variable(), value, agreeing(random));
  }

  private static Destination destination(PolicyEvaluator book, ContactView view) {
    return Destination.of(
        book.evaluate(new ScoredContact(view.facts(), view.scores(), null, null), view.memory()));
  }
}
