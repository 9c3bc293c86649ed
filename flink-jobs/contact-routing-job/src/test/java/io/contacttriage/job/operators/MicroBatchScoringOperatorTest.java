package io.contacttriage.job.operators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.contacttriage.job.TestingContacts;
import io.contacttriage.scoring.ScoredContact;
import io.contacttriage.scoring.Stakes;
import io.contacttriage.scoring.onnx.ScoringPlanException;
import io.contacttriage.text.PreparedContact;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.flink.streaming.runtime.tasks.mailbox.TaskMailbox;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class MicroBatchScoringOperatorTest {
  private static final MicroBatch FOUR_OR_FIVE_MILLIS =
      new MicroBatch(4, 1000, Duration.ofMillis(5));

  private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

  private final TestingScorer scorer = new TestingScorer(TestingContacts.calmQuestion());
  private final TestingRegistry registry = TestingRegistry.of(scorer);

  /** Of the contacts of {@link #sendOf}. */
  private String model = "testing/1";

  private int tokensOfEach = 3;

  private OneInputStreamOperatorTestHarness<PreparedContact, ScoredContact> harness;

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  @Test
  void aFullBatchIsScoredAtOnceAndInOrder() throws Exception {
    open(FOUR_OR_FIVE_MILLIS, registry);

    send(1, 4);

    assertThat(scorer.batchSizes).containsExactly(4);
    assertThat(contactIds()).containsExactly("c1", "c2", "c3", "c4");
  }

  @Test
  void oneContactAloneWaitsNoLongerThanTheLinger() throws Exception {
    open(FOUR_OR_FIVE_MILLIS, registry);
    send(1, 1);

    harness.setProcessingTime(4);
    assertThat(harness.extractOutputValues()).isEmpty();
    harness.setProcessingTime(5);

    assertThat(contactIds()).containsExactly("c1");
  }

  @Test
  void aBatchIsAlsoFullByItsTokens() throws Exception {
    open(new MicroBatch(100, 9, Duration.ofHours(1)), registry);

    send(1, 3);

    assertThat(scorer.batchSizes).containsExactly(3);
  }

  @Test
  void aBarrierFindsNothingLeftBehind() throws Exception {
    open(FOUR_OR_FIVE_MILLIS, registry);
    send(1, 3);

    harness.prepareSnapshotPreBarrier(1);

    assertThat(contactIds()).containsExactly("c1", "c2", "c3");
    assertThat(harness.snapshot(1, 1).getManagedOperatorState()).isEmpty();
  }

  @Test
  void theEndOfTheInputFlushes() throws Exception {
    open(FOUR_OR_FIVE_MILLIS, registry);
    send(1, 2);

    harness.endInput();

    assertThat(contactIds()).containsExactly("c1", "c2");
  }

  @Test
  void doesNotEmitWhenClosedByFailure() throws Exception {
    open(FOUR_OR_FIVE_MILLIS, registry);
    send(1, 2);

    harness.close();

    assertThat(harness.extractOutputValues()).isEmpty();
    assertThat(scorer.closed).isEqualTo(registry.leases);
    assertThat(registry.closed).isEqualTo(1);
  }

  @Test
  void aBatchIsNeverSplitOverTwoBundlesAndEachContactIsScoredByTheOneItWasPreparedFor()
      throws Exception {
    TestingScorer next = new TestingScorer("2", TestingContacts.calmQuestion());
    open(FOUR_OR_FIVE_MILLIS, registry);
    send(1, 2);

    registry.activate(next);
    send(3, 3);
    assertThat(scorer.batchSizes).as("the batch goes on").isEmpty();
    send("testing/2", 4, 7);

    assertThat(scorer.batchSizes).containsExactly(3);
    assertThat(next.batchSizes).containsExactly(4);
    assertThat(contactIds()).containsExactly("c1", "c2", "c3", "c4", "c5", "c6", "c7");
  }

  @Test
  void aBatchHoldsItsBundleOpenAndNobodyHoldsOneBetweenBatches() throws Exception {
    open(FOUR_OR_FIVE_MILLIS, registry);
    int before = registry.leases;

    send(1, 3);
    registry.open.clear();
    assertThat(registry.leases - before).isEqualTo(1);
    send(4, 4);

    assertThat(harness.extractOutputValues()).hasSize(4).allMatch(c -> c.scores() != null);
    assertThat(scorer.closed).isEqualTo(registry.leases);
  }

  @Test
  void contactsPreparedForABundleThatIsGoneLeaveUnscored() throws Exception {
    open(FOUR_OR_FIVE_MILLIS, registry);

    send("testing/0", 1, 4);

    assertThat(harness.extractOutputValues())
        .hasSize(4)
        .allMatch(contact -> contact.unscoredBecause().equals("no_model"));
  }

  @Test
  void whatTheModelCannotScoreLeavesUnscoredWithTheReason() throws Exception {
    scorer.broken = true;
    open(FOUR_OR_FIVE_MILLIS, registry);

    send(1, 4);

    assertThat(harness.extractOutputValues())
        .hasSize(4)
        .allMatch(contact -> contact.scores() == null)
        .allMatch(contact -> contact.unscoredBecause().equals("model_failed"));
  }

  @Test
  void whileContactsWaitTooLongTheDecisionsSayWhatWasSpared() throws Exception {
    open(FOUR_OR_FIVE_MILLIS, registry);
    harness.setProcessingTime(10_003);

    send(4, 7);
    assertThat(harness.extractOutputValues()).allMatch(contact -> contact.degraded() == null);
    send(1, 4);

    assertThat(scorer.spared).containsExactly(Stakes.NONE, Stakes.TOPIC);
    assertThat(harness.extractOutputValues().subList(4, 8))
        .allMatch(contact -> contact.degraded().equals("deep_tier_spared_topic"));
  }

  @Test
  void contactsPassThoseThatWaitForTheDeepTier() throws Exception {
    open(FOUR_OR_FIVE_MILLIS, registry);
    CountDownLatch deepTier = holdDeepTier();
    scorer.leftOpen.addAll(Set.of("c1", "c3"));

    for (int i = 1; i <= 4; i++) {
      sendOf("customer-" + i, i);
    }
    assertThat(contactIds()).containsExactly("c2", "c4");

    deepTier.countDown();
    awaitOutput(4);
    assertThat(contactIds()).containsExactly("c2", "c4", "c1", "c3");
  }

  @Test
  void contactsOfOneSubjectKeepTheirOrderOverBatches() throws Exception {
    open(FOUR_OR_FIVE_MILLIS, registry);
    CountDownLatch deepTier = holdDeepTier();
    scorer.leftOpen.add("c2");

    send(1, 5);
    for (int i = 6; i <= 8; i++) {
      sendOf("customer-2", i);
    }
    assertThat(contactIds()).containsExactly("c1", "c6", "c7", "c8");

    deepTier.countDown();
    awaitOutput(8);
    assertThat(contactIds()).containsExactly("c1", "c6", "c7", "c8", "c2", "c3", "c4", "c5");
  }

  @Test
  void aBarrierWaitsForTheDeepTier() throws Exception {
    open(FOUR_OR_FIVE_MILLIS, registry);
    CountDownLatch deepTier = holdDeepTier();
    scorer.leftOpen.add("c1");
    send(1, 4);
    Thread opener = new Thread(deepTier::countDown);

    assertThat(contactIds()).isEmpty();
    opener.start();
    harness.prepareSnapshotPreBarrier(1);

    assertThat(contactIds()).containsExactly("c1", "c2", "c3", "c4");
  }

  @Test
  void theBundleStaysOpenUntilTheDeepTierHasAnswered() throws Exception {
    open(FOUR_OR_FIVE_MILLIS, registry);
    CountDownLatch deepTier = holdDeepTier();
    scorer.leftOpen.add("c4");

    send(1, 4);
    assertThat(scorer.closed).isEqualTo(registry.leases - 1);
    deepTier.countDown();
    harness.prepareSnapshotPreBarrier(1);

    assertThat(scorer.closed).isEqualTo(registry.leases);
  }

  @Test
  void whoWaitsForTheDeepTierIsBounded() throws Exception {
    open(new MicroBatch(1, 1000, Duration.ofHours(1)), registry);
    CountDownLatch deepTier = holdDeepTier();
    scorer.leftOpen.addAll(Set.of("c1", "c2"));
    sendOf("customer-1", 1);
    Thread opener = new Thread(deepTier::countDown);
    opener.start();

    sendOf("customer-2", 2);

    assertThat(contactIds()).startsWith("c1");
  }

  @Test
  void contactsOfSeveralBatchesThatWaitForTheDeepTierAreAskedForTogether() throws Exception {
    open(FOUR_OR_FIVE_MILLIS, registry);
    scorer.leftOpen.addAll(Set.of("c1", "c5", "c6", "c9"));
    CountDownLatch deepTier = holdDeepTier();
    sendFour(1);
    scorer.deepCalled.await();
    sendFour(5);
    sendFour(9);

    deepTier.countDown();
    awaitOutput(12);

    assertThat(scorer.deepBatches).containsExactly(List.of("c1"), List.of("c5", "c6", "c9"));
    assertThat(contactIds()).endsWith("c1", "c5", "c6", "c9");
  }

  @Test
  void theDeepTierIsNotAskedForManyTokensAtOnce() throws Exception {
    open(new MicroBatch(4, 10_000, Duration.ofHours(1)), registry);
    scorer.leftOpen.addAll(Set.of("c1", "c5", "c9"));
    tokensOfEach = 129;
    CountDownLatch deepTier = holdDeepTier();
    sendFour(1);
    scorer.deepCalled.await();
    sendFour(5);
    sendFour(9);

    deepTier.countDown();
    awaitOutput(12);

    assertThat(scorer.deepBatches).containsExactly(List.of("c1"), List.of("c5"), List.of("c9"));
  }

  @Test
  void theDeepTierOfTwoBundlesIsAskedForEachByItself() throws Exception {
    TestingScorer next = new TestingScorer("2", scorer.scores);
    open(FOUR_OR_FIVE_MILLIS, registry);
    scorer.leftOpen.addAll(Set.of("c1", "c5"));
    next.leftOpen.add("c9");
    CountDownLatch deepTier = holdDeepTier();
    sendFour(1);
    scorer.deepCalled.await();
    sendFour(5);
    registry.activate(next);
    model = "testing/2";
    sendFour(9);

    deepTier.countDown();
    awaitOutput(12);

    assertThat(scorer.deepBatches).containsExactly(List.of("c1"), List.of("c5"));
    assertThat(next.deepBatches).containsExactly(List.of("c9"));
  }

  @Test
  void whatTheDeepTierCannotScoreLeavesUnscoredAndTheOthersDoNot() throws Exception {
    open(FOUR_OR_FIVE_MILLIS, registry);
    scorer.leftOpen.addAll(Set.of("c1", "c2"));
    scorer.deepBreaksOn.add("c2");

    send(1, 4);
    harness.prepareSnapshotPreBarrier(1);

    assertThat(harness.extractOutputValues())
        .extracting(ScoredContact::unscoredBecause)
        .containsExactly(null, "model_failed", null, null);
  }

  @Test
  void whoWaitsForTheDeepTierAtAFailureIsNotEmittedAndLetsTheBundleGo() throws Exception {
    open(FOUR_OR_FIVE_MILLIS, registry);
    holdDeepTier();
    scorer.leftOpen.add("c1");
    send(1, 4);

    harness.close();

    assertThat(harness.extractOutputValues()).isEmpty();
    assertThat(scorer.closed).isEqualTo(registry.leases);
  }

  @Test
  void withoutABundleEveryContactLeavesUnscored() throws Exception {
    open(FOUR_OR_FIVE_MILLIS, TestingRegistry.empty());

    send(null, 1, 4);

    assertThat(harness.extractOutputValues())
        .hasSize(4)
        .allMatch(contact -> contact.unscoredBecause().equals("no_model"));
  }

  @Test
  void aStartThatTheTaskManagerCannotCarryEndsTheJob() throws Exception {
    harness = harness(FOUR_OR_FIVE_MILLIS, refusing());

    assertThatThrownBy(harness::open)
        .isInstanceOf(SuppressRestartsException.class)
        .hasRootCauseMessage("too many slots");
  }

  @Test
  void aJobThatRanBeforeIsRestartedSinceItMayGetAnotherTaskManager() throws Exception {
    open(FOUR_OR_FIVE_MILLIS, registry);
    OperatorSubtaskState checkpoint = harness.snapshot(1, 1);
    harness.close();
    harness = harness(FOUR_OR_FIVE_MILLIS, refusing());
    harness.setRestoredCheckpointId(1);
    harness.initializeState(checkpoint);

    assertThatThrownBy(harness::open).isInstanceOf(ScoringPlanException.class);
  }

  private static RegistrySource refusing() {
    return context -> {
      throw new ScoringPlanException("too many slots");
    };
  }

  private static OneInputStreamOperatorTestHarness<PreparedContact, ScoredContact> harness(
      MicroBatch limits, RegistrySource models) throws Exception {
    return new OneInputStreamOperatorTestHarness<>(
        new MicroBatchScoringOperatorFactory(models, limits, LONGEST_WAIT));
  }

  private void open(MicroBatch limits, TestingRegistry models) throws Exception {
    harness = harness(limits, context -> models);
    harness.open();
    // The first one of the process has rehearsed.
    scorer.batchSizes.clear();
    scorer.spared.clear();
  }

  private CountDownLatch holdDeepTier() {
    scorer.deepGate = new CountDownLatch(1);
    return scorer.deepGate;
  }

  /** Does what the deep tier's thread asks of the task's, until so many contacts have left. */
  private void awaitOutput(int count) throws Exception {
    while (harness.extractOutputValues().size() < count) {
      harness.getTaskMailbox().take(TaskMailbox.MIN_PRIORITY).run();
    }
  }

  private void sendOf(String customer, int number) throws Exception {
    harness.processElement(
        new PreparedContact(
            TestingContacts.facts("c" + number, customer), new int[tokensOfEach], model),
        number);
  }

  /** A full batch of four customers. */
  private void sendFour(int from) throws Exception {
    for (int i = from; i < from + 4; i++) {
      sendOf("customer-" + i, i);
    }
  }

  private void send(int from, int to) throws Exception {
    send("testing/1", from, to);
  }

  private void send(String model, int from, int to) throws Exception {
    for (int i : IntStream.rangeClosed(from, to).toArray()) {
      harness.processElement(
          new PreparedContact(
              TestingContacts.facts("c" + i, "customer-1"), new int[] {1, 2, 3}, model),
          i);
    }
  }

  private List<String> contactIds() {
    return harness.extractOutputValues().stream().map(c -> c.facts().contactId()).toList();
  }
}
