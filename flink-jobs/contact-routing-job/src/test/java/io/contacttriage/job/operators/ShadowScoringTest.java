package io.contacttriage.job.operators;

import static io.contacttriage.job.TestingContacts.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.contacttriage.contact.Channel;
import io.contacttriage.contact.Contact;
import io.contacttriage.job.TestingContacts;
import io.contacttriage.job.settings.RoutingSettings;
import io.contacttriage.routing.DecisionWriter;
import io.contacttriage.routing.RoutingDecision;
import io.contacttriage.scoring.HarmLabel;
import io.contacttriage.scoring.ScoredContact;
import io.contacttriage.scoring.Scores;
import io.contacttriage.scoring.Topic;
import io.contacttriage.scoring.Urgency;
import io.contacttriage.text.PreparedContact;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.operators.testutils.MockEnvironmentBuilder;
import org.apache.flink.streaming.api.operators.StreamMap;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A candidate beside the active bundle, from the text room to the bytes of the routes. */
class ShadowScoringTest {
  private static final MicroBatch LIMITS = new MicroBatch(4, 1000, Duration.ofMillis(5));
  private static final Scores LIVE = TestingContacts.calmQuestion();
  private static final Scores OTHER =
      TestingContacts.scores(Topic.ACCOUNT_SECURITY, Urgency.LOW, HarmLabel.SCAM);

  private final TestingScorer scorer = new TestingScorer("1", LIVE);
  private final TestingScorer candidate = new TestingScorer("2", OTHER);
  private final TestingRegistry registry = TestingRegistry.of(scorer);
  private final TestingMetrics metrics = new TestingMetrics();
  private OneInputStreamOperatorTestHarness<Contact, PreparedContact> text;
  private OneInputStreamOperatorTestHarness<PreparedContact, ScoredContact> scoring;
  private long now = NOON.toEpochMilli();
  private int sent;

  @BeforeEach
  void open() throws Exception {
    text =
        new OneInputStreamOperatorTestHarness<>(
            new StreamMap<>(new PrepareTextFunction(context -> registry, Duration.ZERO)));
    text.open();
    scoring =
        new OneInputStreamOperatorTestHarness<>(
            new MicroBatchScoringOperatorFactory(
                context -> registry, LIMITS, Duration.ofSeconds(10)),
            new MockEnvironmentBuilder().setMetricGroup(metrics.task()).build());
    scoring.open();
    scoring.setProcessingTime(now);
    scorer.batchSizes.clear();
  }

  @AfterEach
  void close() throws Exception {
    candidate.gate.countDown();
    text.close();
    scoring.close();
  }

  @Test
  void routesAreByteForByteTheSameWithACandidateForEveryContactAsWithoutOne() throws Exception {
    for (int batch = 0; batch < 5; batch++) {
      sendBatch(3);
    }
    List<String> without = routes();
    assertThat(counted("shadowCompared")).isZero();
    scoring.getOutput().clear();
    sent = 0;

    registry.nameCandidate(candidate, 100);
    for (int batch = 0; batch < 5; batch++) {
      sendBatch(3);
      awaitCompared(3L * (batch + 1));
    }

    assertThat(routes()).hasSize(15).isEqualTo(without);
    assertThat(candidate.firstIds).hasSize(15).containsOnly(candidate.firstId());
    assertThat(scorer.firstIds).endsWith(scorer.firstId());
  }

  @Test
  void agreementFlagsAndShiftOfScoresAreCounted() throws Exception {
    registry.nameCandidate(candidate, 100);

    sendBatch(3);
    awaitCompared(3);

    assertThat(counted("shadowSameTopic")).isZero();
    assertThat(counted("shadowSameUrgency")).isEqualTo(3);
    assertThat(metrics.count("harm.scam.shadowFlaggedByCandidateOnly")).isEqualTo(3);
    assertThat(metrics.count("harm.scam.shadowFlaggedByLiveOnly")).isZero();
    assertThat(metrics.count("harm.scam.shadowFlaggedByBoth")).isZero();
    assertThat(metrics.count("harm.scam.shadowRaisedMillionths"))
        .isCloseTo(3 * 970_000L, within(10L));
    assertThat(metrics.count("harm.scam.shadowLoweredMillionths")).isZero();
    assertThat(metrics.count("harm.hate.shadowFlaggedByCandidateOnly")).isZero();
    assertThat(counted("shadowSkipped")).isZero();
    assertThat(counted("shadowFailed")).isZero();
  }

  @Test
  void noContactAndNoBarrierWaitsForTheCandidateAndWhatItHasNoTimeForIsSkipped() throws Exception {
    candidate.gate = new CountDownLatch(1);
    registry.nameCandidate(candidate, 100);

    for (int batch = 0; batch < 8; batch++) {
      sendBatch(3);
    }
    scoring.prepareSnapshotPreBarrier(1);

    assertThat(scoring.extractOutputValues()).hasSize(24);
    assertThat(counted("shadowCompared")).isZero();
    // One batch is with the candidate, four wait; the first may not have been taken up yet.
    assertThat(counted("shadowSkipped")).isBetween(9L, 12L);
    long skipped = counted("shadowSkipped");
    candidate.gate.countDown();
    awaitCompared(24 - skipped);
    assertThat(counted("shadowSkipped")).isEqualTo(skipped);
  }

  @Test
  void whenTheRoomClosesWhatWaitsIsLeft() throws Exception {
    candidate.gate = new CountDownLatch(1);
    registry.nameCandidate(candidate, 100);
    sendBatch(3);
    sendBatch(3);
    await().until(() -> candidate.batchSizes.size() == 1);

    scoring.close();

    assertThat(candidate.batchSizes).containsExactly(3);
    awaitNoThread();
  }

  @Test
  void withoutACandidateThereIsNoThread() throws Exception {
    sendBatch(3);

    awaitNoThread();
  }

  @Test
  void aCandidateThatFailsIsCountedAndChangesNoRoute() throws Exception {
    candidate.broken = true;
    registry.nameCandidate(candidate, 100);

    sendBatch(3);
    await().until(() -> counted("shadowFailed") == 3);

    assertThat(scoring.extractOutputValues())
        .hasSize(3)
        .allSatisfy(
            contact -> {
              assertThat(contact.scores()).usingRecursiveComparison().isEqualTo(LIVE);
              assertThat(contact.degraded()).isNull();
            });
    assertThat(counted("shadowCompared")).isZero();
  }

  @Test
  void aContactThatTheCandidateHasNoIdsForFailsAlone() throws Exception {
    registry.nameCandidate(candidate, 100);
    PreparedContact noIds =
        new PreparedContact(TestingContacts.facts("x", "u"), new int[] {101, 2}, "testing/1")
            .withCandidate("testing/2", new int[0]);
    scoring.processElement(noIds, now);
    sendBatch(2);
    awaitCompared(2);

    assertThat(counted("shadowFailed")).isEqualTo(1);
    assertThat(scoring.extractOutputValues()).hasSize(3);
  }

  @Test
  void theShadowIsShedBeforeAnythingIsSparedForLiveContacts() throws Exception {
    registry.nameCandidate(candidate, 100);

    sendBatch(3, now - 5_001);
    sendBatch(3);

    assertThat(counted("shadowSkipped")).as("for five seconds").isEqualTo(6);
    assertThat(counted("spared")).isZero();
    now += 5_000;
    scoring.setProcessingTime(now);
    sendBatch(3);
    awaitCompared(3);
    assertThat(candidate.batchSizes).containsExactly(3);
  }

  @Test
  void behindAFullBatchOthersWaitSoTheShadowIsShed() throws Exception {
    registry.nameCandidate(candidate, 100);

    sendBatch(4);

    assertThat(scorer.batchSizes).containsExactly(4);
    assertThat(counted("shadowSkipped")).isEqualTo(4);
    assertThat(candidate.batchSizes).isEmpty();
  }

  @Test
  void contactsWithoutLiveScoresAreSkipped() throws Exception {
    scorer.broken = true;
    registry.nameCandidate(candidate, 100);

    sendBatch(3);

    assertThat(counted("shadowSkipped")).isEqualTo(3);
  }

  @Test
  void contactsPreparedForACandidateThatWasWithdrawnAreSkipped() throws Exception {
    registry.nameCandidate(candidate, 100);
    prepareAndCollect(3, now);
    registry.nameCandidate(null, 0);

    endLinger();
    await().until(() -> counted("shadowSkipped") == 3);

    assertThat(scoring.extractOutputValues()).hasSize(3);
    assertThat(candidate.batchSizes).isEmpty();
  }

  private void sendBatch(int contacts) throws Exception {
    sendBatch(contacts, now);
  }

  /** Contacts that end their batch when the linger is over, unless they fill it. */
  private void sendBatch(int contacts, long writtenAt) throws Exception {
    prepareAndCollect(contacts, writtenAt);
    endLinger();
  }

  private void prepareAndCollect(int contacts, long writtenAt) throws Exception {
    for (int i = 0; i < contacts; i++) {
      text.processElement(contact("c" + sent++), writtenAt);
      scoring.processElement(text.extractOutputValues().get(0), writtenAt);
      text.getOutput().clear();
    }
  }

  private void endLinger() throws Exception {
    now += LIMITS.linger().toMillis();
    scoring.setProcessingTime(now);
  }

  private static Contact contact(String id) {
    return new Contact(
        id,
        null,
        "ana",
        Channel.EMAIL,
        null,
        "MY",
        NOON,
        "Hello",
        "my mail is ana@example.org",
        null,
        null,
        null,
        null);
  }

  /** What the routing room writes for the contacts that left. */
  private List<String> routes() throws Exception {
    var routing =
        new KeyedTwoInputStreamOperatorTestHarness<
            String, ScoredContact, ControlRecord, RoutingDecision>(
            new CoBroadcastWithKeyedOperator<>(
                new RouteContactsFunction(
                    new RoutingSettings(Duration.ofDays(7), Duration.ofDays(31), 0),
                    false,
                    null,
                    Clock.fixed(NOON, ZoneOffset.UTC)),
                Collections.singletonList(RouteContactsFunction.POLICY_BOOK)),
            contact -> contact.facts().routingKey(),
            null,
            Types.STRING);
    routing.open();
    for (ScoredContact contact : scoring.extractOutputValues()) {
      routing.processElement1(contact, 0);
    }
    List<String> routes = new ArrayList<>();
    for (RoutingDecision decision : routing.extractOutputValues()) {
      routes.add(new String(new DecisionWriter().write(decision), StandardCharsets.UTF_8));
    }
    routing.close();
    return routes;
  }

  private void awaitCompared(long contacts) {
    await().until(() -> counted("shadowCompared") == contacts);
  }

  /** For less time than an idle one would live. */
  private static void awaitNoThread() {
    await()
        .atMost(Duration.ofSeconds(5))
        .until(
            () ->
                Thread.getAllStackTraces().keySet().stream()
                    .noneMatch(thread -> thread.getName().equals("shadow-scoring")));
  }

  private long counted(String name) {
    return metrics.count("scoring." + name);
  }
}
