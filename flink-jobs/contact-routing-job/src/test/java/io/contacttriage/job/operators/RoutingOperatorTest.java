package io.contacttriage.job.operators;

import static io.contacttriage.job.TestingContacts.NOON;
import static io.contacttriage.job.TestingContacts.calmQuestion;
import static io.contacttriage.job.TestingContacts.scored;
import static org.assertj.core.api.Assertions.assertThat;

import io.contacttriage.job.JobVersion;
import io.contacttriage.job.TestingBooks;
import io.contacttriage.job.settings.RoutingSettings;
import io.contacttriage.routing.RoutingDecision;
import io.contacttriage.routing.erasure.ErasedCounts;
import io.contacttriage.routing.erasure.ErasureReceipt;
import io.contacttriage.scoring.ModelRegistry;
import io.contacttriage.scoring.ScoredContact;
import io.contacttriage.text.terms.TermMatcher;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an erasure leaves behind. How contacts are decided: {@link RouteContactsFunctionTest}. */
class RoutingOperatorTest {
  private static final int MAX_PARALLELISM = 720;

  /** Texts that the TaskManager remembers; static, since the operator is copied to its harness. */
  private static final AtomicInteger CACHED_TEXTS = new AtomicInteger();

  private KeyedTwoInputStreamOperatorTestHarness<
          String, ScoredContact, ControlRecord, RoutingDecision>
      harness;

  private long checkpoints;

  /** A registry of which only the memory of texts is asked for. */
  private record RememberedTexts() implements RegistrySource {
    @Override
    public ModelRegistry join(RuntimeContext context) {
      throw new AssertionError("an erasure needs no model");
    }

    @Override
    public int forgetTexts() {
      return CACHED_TEXTS.getAndSet(0);
    }
  }

  @BeforeEach
  void open() throws Exception {
    CACHED_TEXTS.set(0);
    harness = harness(operator(), 0, 1);
    harness.open();
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  @Test
  void anErasedSubjectIsANewOneAndOthersAreRemembered() throws Exception {
    harness.processElement2(ControlRecord.of(TestingBooks.showingMemory(11)), 0);
    send("a1", "ana");
    send("b1", "ben");

    erase("r-1", "ana");
    barrier();
    send("a2", "ana");
    send("b1", "ben");
    send("b2", "ben");

    assertThat(harness.extractOutputValues())
        .extracting(RoutingDecision::contactId)
        .containsExactly("a1", "b1", "a2", "b2");
    assertThat(harness.extractOutputValues().get(2).tags()).isEmpty();
    assertThat(harness.extractOutputValues().get(3).tags()).contains("seen-before");
  }

  /** Nobody can know it again once it is forgotten. */
  @Test
  void aLateDuplicateOfAnErasedContactIsDecidedAgain() throws Exception {
    send("a1", "ana");
    erase("r-1", "ana");
    send("a1", "ana");

    assertThat(harness.extractOutputValues())
        .extracting(RoutingDecision::contactId)
        .containsExactly("a1", "a1");
  }

  @Test
  void theReceiptIsGivenAtTheNextBarrierAndCountsWhatWasThere() throws Exception {
    CACHED_TEXTS.set(7);
    send("a1", "ana");
    send("a2", "ana");

    erase("r-1", "ana");
    assertThat(receipts()).isEmpty();
    barrier();

    assertThat(receipts())
        .containsExactly(
            new ErasureReceipt(
                "r-1", "sealed", new ErasedCounts(2, 1, 7), 0, 1, NOON, JobVersion.CURRENT));
  }

  @Test
  void whatWasOnItsWayBeforeTheBarrierIsForgottenToo() throws Exception {
    erase("r-1", "ana");
    CACHED_TEXTS.set(1);
    send("a1", "ana");
    barrier();
    send("a1", "ana");

    assertThat(receipts())
        .extracting(ErasureReceipt::cleared)
        .containsExactly(new ErasedCounts(1, 1, 1));
    assertThat(harness.extractOutputValues()).hasSize(2);
  }

  @Test
  void theCheckpointOfTheReceiptHoldsNothingOfTheSubject() throws Exception {
    send("a1", "ana");
    erase("r-1", "ana");
    OperatorSubtaskState state = barrier();
    harness.close();

    harness = harness(operator(), 0, 1);
    harness.initializeState(state);
    harness.open();
    erase("r-2", "ana");
    barrier();

    assertThat(receipts()).extracting(ErasureReceipt::cleared).containsExactly(ErasedCounts.NONE);
  }

  @Test
  void aRequestThatIsReadAgainGivesAReceiptWithZeros() throws Exception {
    send("a1", "ana");
    erase("r-1", "ana");
    barrier();
    erase("r-1", "ana");
    barrier();

    assertThat(receipts())
        .extracting(ErasureReceipt::cleared)
        .containsExactly(new ErasedCounts(1, 1, 0), ErasedCounts.NONE);
  }

  @Test
  void aConversationWithoutACustomerHasToBeNamed() throws Exception {
    send("a1", "ana");
    send("a2", "conversation-3");

    erase("r-1", "ana");
    erase("r-2", "ana", "conversation-3");
    barrier();

    assertThat(receipts())
        .extracting(ErasureReceipt::cleared)
        .containsExactly(new ErasedCounts(1, 1, 0), new ErasedCounts(1, 1, 0));
  }

  @Test
  void eachSubtaskClearsItsOwnSubjectsAndAllGiveReceipts() throws Exception {
    harness.close();
    String[] everybody =
        IntStream.range(0, 40).mapToObj(i -> "customer-" + i).toArray(String[]::new);
    List<ErasureReceipt> told = new ArrayList<>();
    int kept = 0;
    for (int subtask = 0; subtask < 3; subtask++) {
      harness = harness(operator(), subtask, 3);
      harness.open();
      int before = kept;
      for (String customer : everybody) {
        // As the network would: only what is this subtask's.
        if (KeyGroupRangeAssignment.assignKeyToParallelOperator(customer, MAX_PARALLELISM, 3)
            == subtask) {
          send("of-" + customer, customer);
          kept++;
        }
      }
      assertThat(kept).isGreaterThan(before);
      erase("r-1", everybody);
      barrier();
      told.addAll(receipts());
      if (subtask < 2) {
        harness.close();
      }
    }

    assertThat(kept).isEqualTo(everybody.length);
    assertThat(told).extracting(ErasureReceipt::subtask).containsExactly(0, 1, 2);
    assertThat(told.stream().mapToInt(receipt -> receipt.cleared().histories()).sum())
        .isEqualTo(everybody.length);
  }

  @Test
  void aSavepointFromBeforeThereWereErasuresRestores() throws Exception {
    harness.close();
    // The operator that Flink itself makes around the function.
    harness =
        harness(
            new CoBroadcastWithKeyedOperator<>(
                function(), List.of(RouteContactsFunction.POLICY_BOOK)),
            0,
            1);
    harness.open();
    harness.processElement2(ControlRecord.of(TestingBooks.sendingAllTo("blue", 10)), 0);
    send("a1", "ana");
    OperatorSubtaskState state = harness.snapshot(1, 1);
    harness.close();

    harness = harness(operator(), 0, 1);
    harness.initializeState(state);
    harness.open();
    send("a1", "ana");
    send("a2", "ana");
    erase("r-1", "ana");
    barrier();

    assertThat(harness.extractOutputValues())
        .extracting(RoutingDecision::queue)
        .containsExactly("blue");
    assertThat(receipts())
        .extracting(ErasureReceipt::cleared)
        .containsExactly(new ErasedCounts(2, 1, 0));
  }

  @Test
  void aRestartTellsTheTextRoomsOfItsProcessTheBooksThatItBeginsWith() throws Exception {
    PublishedBook book = TestingBooks.askingFor("apple", 10);
    harness.processElement2(ControlRecord.of(book), 0);
    OperatorSubtaskState state = harness.snapshot(1, 1);
    harness.close();

    harness = harness(operator(), 0, 1);
    harness.initializeState(state);
    TermShelf shelf = TermShelf.join(harness.getEnvironment().getJobID());
    harness.open();

    shelf.awaitBooks(Duration.ZERO);
    assertThat(shelf.matcher().hashes())
        .isEqualTo(TermMatcher.of(CompiledBooks.of(book.json()).orThrow().book().terms()).hashes());
    shelf.leave();
  }

  @Test
  void whenTheInputEndsTheReceiptsAreGiven() throws Exception {
    erase("r-1", "ana");
    harness.getOperator().finish();

    assertThat(receipts()).hasSize(1);
  }

  private static KeyedTwoInputStreamOperatorTestHarness<
          String, ScoredContact, ControlRecord, RoutingDecision>
      harness(
          TwoInputStreamOperator<ScoredContact, ControlRecord, RoutingDecision> operator,
          int subtask,
          int parallelism)
          throws Exception {
    var made =
        new KeyedTwoInputStreamOperatorTestHarness<
            String, ScoredContact, ControlRecord, RoutingDecision>(
            operator,
            contact -> contact.facts().routingKey(),
            null,
            Types.STRING,
            MAX_PARALLELISM,
            parallelism,
            subtask);
    made.setStateBackend(new EmbeddedRocksDBStateBackend());
    return made;
  }

  private static RoutingOperator operator() {
    return new RoutingOperator(
        function(), new RememberedTexts(), Clock.fixed(NOON, ZoneOffset.UTC));
  }

  private static RouteContactsFunction function() {
    return new RouteContactsFunction(
        new RoutingSettings(Duration.ofDays(7), Duration.ofDays(31), 0),
        false,
        null,
        Clock.fixed(NOON, ZoneOffset.UTC));
  }

  private void send(String contactId, String customer) throws Exception {
    harness.processElement1(scored(contactId, customer, calmQuestion()), 0);
  }

  private void erase(String requestId, String... subjects) throws Exception {
    harness.processElement2(
        ControlRecord.of(new Erasure(requestId, "sealed", List.of(subjects))), 0);
  }

  /** What a task does at a barrier; the harness leaves its first half to whoever drives it. */
  private OperatorSubtaskState barrier() throws Exception {
    checkpoints++;
    harness.getOperator().prepareSnapshotPreBarrier(checkpoints);
    return harness.snapshot(checkpoints, checkpoints);
  }

  private List<ErasureReceipt> receipts() {
    var told = harness.getSideOutput(ErasureReceipts.TAG);
    return told == null ? List.of() : told.stream().map(StreamRecord::getValue).toList();
  }
}
