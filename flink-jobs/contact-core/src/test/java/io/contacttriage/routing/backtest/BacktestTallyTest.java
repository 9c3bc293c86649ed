package io.contacttriage.routing.backtest;

import static io.contacttriage.routing.TestingContacts.contact;
import static org.assertj.core.api.Assertions.assertThat;

import io.contacttriage.routing.AuditRecord;
import io.contacttriage.routing.RoutingMemory;
import io.contacttriage.routing.TestingContacts;
import io.contacttriage.routing.backtest.BacktestCount.Kind;
import io.contacttriage.routing.policy.PolicyBook;
import io.contacttriage.routing.policy.PolicyBookReader;
import io.contacttriage.routing.policy.PolicyEvaluator;
import io.contacttriage.scoring.HarmLabel;
import io.contacttriage.scoring.Topic;
import io.contacttriage.scoring.Urgency;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class BacktestTallyTest {
  private static final String RULES =
      """
      id: one
      title: One
      owner: Tests
      purpose: Shows what happens.
      rules:
        - id: danger
          when: flagged.self_harm
          route: {queue: crisis, priority: %s, respondWithin: 5m}
        - id: money
          when: topic == 'refund_dispute'
          route: {queue: %s, priority: P2, respondWithin: 8h}
          add: {clocks: [refund]}
      """;

  private final BacktestTally tally =
      new BacktestTally(
          evaluator(RULES.formatted("P0", "payments")),
          evaluator(RULES.formatted("P1", "general")));

  @Test
  void everyContactIsCountedUnderItsQueueInBothBooks() {
    add(contact(Topic.REFUND_DISPUTE, Urgency.LOW).id("c1"));
    add(contact(Topic.REFUND_DISPUTE, Urgency.LOW).id("c2").receivedAt("2026-07-03T11:00:00Z"));
    add(contact(Topic.FEEDBACK, Urgency.LOW).id("c3"));

    BacktestReport report = report();
    assertThat(report.contacts()).isEqualTo(3);
    assertThat(report.moved()).isEqualTo(2);
    assertThat(report.moves())
        .singleElement()
        .isEqualTo(
            new BacktestCount(
                Kind.MOVED, "payments P2", "general P2", "", 2, new String[] {"c1", "c2"}));
    assertThat(report.matrix())
        .isEqualTo(Map.of("payments", Map.of("general", 2L), "general", Map.of("general", 1L)));
    assertThat(report.arrivedLive().get("payments"))
        .isEqualTo(Map.of("2026-07-03T09", 1L, "2026-07-03T11", 1L));
    assertThat(report.arrivedCandidate().keySet()).containsExactly("general");
    assertThat(report.dueLive(Kind.ANSWER_DUE).get("payments"))
        .isEqualTo(Map.of("2026-07-03T17", 1L, "2026-07-03T19", 1L));
    assertThat(report.dueLive(Kind.CLOCK_DUE))
        .isEqualTo(report.dueCandidate(Kind.CLOCK_DUE))
        .isEqualTo(Map.of("PSD2 Art. 73(1)", Map.of("2026-07-04", 2L)));
    assertThat(report.of(Kind.CHANGED))
        .extracting(BacktestCount::candidate)
        .containsExactly("queue");
    assertThat(report.safetyMoves()).isEmpty();
  }

  @Test
  void aFlaggedContactThatMovesIsListedAndSaidToBeLower() {
    add(contact(Topic.OTHER, Urgency.LOW).id("c1").harm(HarmLabel.SELF_HARM, 0.9));
    add(contact(Topic.OTHER, Urgency.LOW).id("c2").harm(HarmLabel.SCAM, 0.9));

    assertThat(report().safetyMoves())
        .containsExactly(
            new SafetyMove(
                "c1",
                TestingContacts.RECEIVED_AT.toString(),
                "self_harm",
                "crisis P0",
                "crisis P1",
                true));
    assertThat(report().lowered()).isEqualTo(1);
  }

  @Test
  void countsOfTwoPartsOfAHistoryCanBeAdded() {
    BacktestCount one =
        new BacktestCount(Kind.MOVED, "a P1", "b P1", "", 2, new String[] {"c", "d"});
    BacktestCount two =
        new BacktestCount(
            Kind.MOVED, "a P1", "b P1", "", 5, new String[] {"a", "b", "e", "f", "g"});

    assertThat(one.plus(two))
        .isEqualTo(
            new BacktestCount(
                Kind.MOVED, "a P1", "b P1", "", 7, new String[] {"a", "b", "c", "d", "e"}));
  }

  private void add(TestingContacts contact) {
    tally.add(AuditRecord.scored(contact.scored(), RoutingMemory.NONE, Set.of()));
  }

  private BacktestReport report() {
    return new BacktestReport("a/1", "b/1", tally.counts(), tally.safetyMoves());
  }

  private static PolicyEvaluator evaluator(String policy) {
    String book =
        """
        name: testing
        version: 1
        owner: Tests
        queues:
          - {name: crisis, purpose: Tests., exposure: severe}
          - {name: payments, purpose: Tests., exposure: severe}
          - {name: general, purpose: Tests., exposure: severe}
        clocks:
          - {name: refund, law: PSD2 Art. 73(1), due: {duration: 24h}}
        fallback: {queue: general, priority: P3, respondWithin: 24h}
        failSafe: {queue: general, priority: P1, respondWithin: 15m}
        policies: [one.yaml]
        """;
    Map<String, byte[]> files = new TreeMap<>();
    files.put("book.yaml", book.getBytes(StandardCharsets.UTF_8));
    files.put("policies/one.yaml", policy.getBytes(StandardCharsets.UTF_8));
    PolicyBook read = PolicyBookReader.readFiles(files).orThrow();
    return PolicyEvaluator.compile(read);
  }
}
