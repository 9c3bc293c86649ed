package io.contacttriage.routing.policy;

import static io.contacttriage.routing.TestingContacts.contact;
import static org.assertj.core.api.Assertions.assertThat;

import io.contacttriage.routing.DueClock;
import io.contacttriage.routing.RoutingDecision;
import io.contacttriage.routing.RoutingMemory;
import io.contacttriage.scoring.ScoredContact;
import io.contacttriage.scoring.Topic;
import io.contacttriage.scoring.Urgency;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RoutingRulesTest {
  private static final Instant NOW = Instant.parse("2026-07-03T09:30:01Z");
  private static final PolicyEvaluator EVALUATOR = PolicyEvaluator.compile(TestingBooks.book());

  @Test
  void aDecisionCarriesTheRouteItsClocksAndItsVersions() {
    RoutingDecision decision =
        decide(
            contact(Topic.REFUND_DISPUTE, Urgency.HIGH)
                .receivedAt("2026-07-03T22:30:00Z")
                .scored());

    assertThat(decision.queue()).isEqualTo("payments");
    assertThat(decision.respondBy()).isEqualTo(Instant.parse("2026-07-04T06:30:00Z"));
    // Friday evening in Dublin: the refund is due at the end of Monday.
    assertThat(decision.clocks())
        .containsExactly(new DueClock("PSD2 Art. 73(1)", Instant.parse("2026-07-06T22:59:59Z")));
    assertThat(decision.policyVersion()).isEqualTo("small/7");
    assertThat(decision.modelVersion()).isEqualTo("triage/2026-07-01");
    assertThat(decision.jobVersion()).isEqualTo("job-1");
    assertThat(decision.decidedAt()).isEqualTo(NOW);
    assertThat(decision.routingKey()).isEqualTo("customer-c-1");
    assertThat(decision.traceparent()).startsWith("00-");
  }

  @Test
  void anUnscoredContactNamesNoModel() {
    RoutingDecision decision = decide(contact(Topic.OTHER, Urgency.LOW).unscored("no model"));

    assertThat(decision.modelVersion()).isNull();
    assertThat(decision.scores()).isNull();
    assertThat(decision.degraded()).isEqualTo("no model");
    assertThat(decision.tags()).containsExactly("unscored");
    assertThat(decision.decisionId()).isEqualTo(RoutingRules.decisionId("c-1", "small/7", null));
  }

  @Test
  void theDecisionIdDependsOnContactPolicyAndModelAlone() {
    String id = decide(contact(Topic.OTHER, Urgency.LOW).scored()).decisionId();

    assertThat(id).matches("[0-9a-f]{32}");
    assertThat(decide(contact(Topic.FEEDBACK, Urgency.HIGH).scored()).decisionId()).isEqualTo(id);
    assertThat(decide(contact(Topic.OTHER, Urgency.LOW).id("c-2").scored()).decisionId())
        .isNotEqualTo(id);
    assertThat(RoutingRules.decisionId("c-1", "small/8", "triage/2026-07-01")).isNotEqualTo(id);
    assertThat(RoutingRules.decisionId("c-1", "small/7", "triage/2026-07-02")).isNotEqualTo(id);
  }

  @Test
  void partsOfTheDecisionIdDoNotRunTogether() {
    assertThat(RoutingRules.decisionId("ab", "c", "d"))
        .isNotEqualTo(RoutingRules.decisionId("a", "bc", "d"));
  }

  private static RoutingDecision decide(ScoredContact contact) {
    return RoutingRules.decide(contact, RoutingMemory.NONE, EVALUATOR, "job-1", NOW);
  }
}
