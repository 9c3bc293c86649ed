package io.contacttriage.job.operators;

import static io.contacttriage.job.TestingContacts.NOON;
import static io.contacttriage.job.TestingContacts.calmQuestion;
import static io.contacttriage.job.TestingContacts.facts;
import static io.contacttriage.job.TestingContacts.scored;
import static io.contacttriage.job.TestingContacts.scores;
import static io.contacttriage.job.TestingContacts.unscored;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.contacttriage.contact.RecordCoordinates;
import io.contacttriage.contact.RejectCause;
import io.contacttriage.contact.RejectedRecord;
import io.contacttriage.job.TestingBooks;
import io.contacttriage.job.settings.RoutingSettings;
import io.contacttriage.routing.AuditReader;
import io.contacttriage.routing.AuditRecord;
import io.contacttriage.routing.AuditWriter;
import io.contacttriage.routing.DecisionWriter;
import io.contacttriage.routing.KeyedHash;
import io.contacttriage.routing.Priority;
import io.contacttriage.routing.RoutingDecision;
import io.contacttriage.routing.cel.CompiledConditions;
import io.contacttriage.routing.launch.BookComparison;
import io.contacttriage.routing.launch.CandidateWithdrawal;
import io.contacttriage.routing.launch.PolicyStatus;
import io.contacttriage.routing.launch.PolicyStatus.Outcome;
import io.contacttriage.routing.launch.PolicyStatus.Role;
import io.contacttriage.routing.launch.ShadowDiff;
import io.contacttriage.routing.launch.ShadowDiffWriter;
import io.contacttriage.routing.policy.PolicyEvaluator;
import io.contacttriage.routing.policy.Replay;
import io.contacttriage.scoring.HarmLabel;
import io.contacttriage.scoring.ScoredContact;
import io.contacttriage.scoring.Topic;
import io.contacttriage.scoring.Urgency;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RouteContactsFunctionTest {
  private static final RecordCoordinates AT = new RecordCoordinates("policies", 0, 3, -1);

  private KeyedTwoInputStreamOperatorTestHarness<
          String, ScoredContact, ControlRecord, RoutingDecision>
      harness;

  @BeforeEach
  void open() throws Exception {
    harness = newHarness();
    harness.open();
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  @Test
  void beforeTheFirstPublishedBookTheShippedOneDecides() throws Exception {
    send(scored("c1", "ana", calmQuestion()));

    assertThat(decisions())
        .singleElement()
        .satisfies(
            d -> {
              assertThat(d.policyVersion()).startsWith("shipped/");
              assertThat(d.decidedAt()).isEqualTo(NOON);
            });
  }

  @Test
  void aNewBookDecidesTheVeryNextContact() throws Exception {
    send(scored("c1", "ana", calmQuestion()));
    publish(TestingBooks.sendingAllTo("blue", 10));
    send(scored("c2", "ana", calmQuestion()));

    assertThat(decisions()).extracting(RoutingDecision::queue).last().isEqualTo("blue");
    assertThat(decisions())
        .extracting(RoutingDecision::policyVersion)
        .last()
        .isEqualTo("testing/10");
  }

  @Test
  void anAnnouncedBookIsCompiledByAnotherThreadAndDecidesNothingYet() throws Exception {
    PublishedBook book = TestingBooks.sendingAllTo("announced-" + System.nanoTime(), 10);
    publish(new PublishedBook(PublishedBook.ANNOUNCED, "", 0, book.json(), book.coordinates()));
    await().until(() -> CompiledBooks.isReady(book.json()));
    send(scored("c1", "ana", calmQuestion()));
    publish(book);
    send(scored("c2", "ana", calmQuestion()));

    assertThat(decisions().get(0).policyVersion()).startsWith("shipped/");
    assertThat(decisions().get(1).policyVersion()).isEqualTo("testing/10");
    assertThat(statuses()).extracting(PolicyStatus::outcome).containsExactly(Outcome.ACCEPTED);
  }

  @Test
  void textRoomsReadForTheListsOfAnAnnouncedBook() throws Exception {
    TermShelf shelf = TermShelf.join(harness.getEnvironment().getJobID());
    PublishedBook book = TestingBooks.askingFor("apple", 10);
    long list =
        CompiledBook.read(book.json(), new CompiledConditions())
            .orThrow()
            .book()
            .terms()
            .get(0)
            .hash();

    publish(new PublishedBook(PublishedBook.ANNOUNCED, "", 0, book.json(), book.coordinates()));

    await().until(() -> shelf.matcher().hashes().contains(list));
    shelf.leave();
  }

  @Test
  void theSwitchToALargeBookTakesAFractionOfItsCompilation() throws Exception {
    PublishedBook book = TestingBooks.ofRules(2_000, 10);
    long before = cpuNanos();
    CompiledBook.read(book.json(), new CompiledConditions()).orThrow();
    long compiling = cpuNanos() - before;
    send(scored("c1", "ana", calmQuestion()));
    publish(new PublishedBook(PublishedBook.ANNOUNCED, "", 0, book.json(), book.coordinates()));
    await().until(() -> CompiledBooks.isReady(book.json()));

    before = cpuNanos();
    publish(book);
    send(scored("c2", "ana", calmQuestion()));
    long pause = cpuNanos() - before;

    assertThat(decisions().get(1).policyVersion()).isEqualTo("testing/10");
    assertThat(pause).isLessThan(compiling / 5);
  }

  @Test
  void anAnnouncedBookThatIsNoneChangesNothing() throws Exception {
    byte[] broken = "{".getBytes(UTF_8);
    publish(new PublishedBook(PublishedBook.ANNOUNCED, "", 0, broken, AT));
    await().until(() -> CompiledBooks.isReady(broken));
    send(scored("c1", "ana", calmQuestion()));

    assertThat(decisions().get(0).policyVersion()).startsWith("shipped/");
    assertThat(harness.getSideOutput(Rejects.TAG)).isNull();
  }

  @Test
  void aBookThatTookEffectIsAcknowledgedBeforeTheNextContactIsDecided() throws Exception {
    publish(TestingBooks.sendingAllTo("blue", 10));

    assertThat(statuses())
        .containsExactly(
            new PolicyStatus(
                "testing", 10L, Role.LIVE, Outcome.ACCEPTED, List.of(), 0, 1, NOON, AT.offset()));
  }

  @Test
  void aBookThatDoesNotFollowTheLiveOneIsRefusedAndSaysWhichOneIs() throws Exception {
    publish(TestingBooks.sendingAllTo("blue", 10));
    publish(TestingBooks.sendingAllTo("green", 10));

    assertThat(statuses())
        .extracting(PolicyStatus::outcome)
        .containsExactly(Outcome.ACCEPTED, Outcome.REFUSED);
    assertThat(statuses().get(1).problems())
        .containsExactly("wanted a version after 10, which is live, found 10");
  }

  @Test
  void anOlderBookChangesNothingAndIsRejected() throws Exception {
    publish(TestingBooks.sendingAllTo("blue", 10));
    publish(TestingBooks.sendingAllTo("green", 9));
    send(scored("c1", "ana", calmQuestion()));

    assertThat(decisions()).extracting(RoutingDecision::queue).containsExactly("blue");
    assertThat(harness.getSideOutput(Rejects.TAG))
        .singleElement()
        .satisfies(
            record -> {
              RejectedRecord rejected = record.getValue();
              assertThat(rejected.cause()).isEqualTo(RejectCause.STALE_POLICY_BOOK);
              assertThat(rejected.detail()).contains("after 10").contains("found 9");
              assertThat(rejected.coordinates()).isEqualTo(AT);
            });
  }

  @Test
  void theSameBookReadAgainIsNoReject() throws Exception {
    publish(TestingBooks.sendingAllTo("blue", 10));
    publish(TestingBooks.sendingAllTo("blue", 10));

    assertThat(harness.getSideOutput(Rejects.TAG)).isNull();
    assertThat(statuses()).hasSize(1);
  }

  @Test
  void aCandidateBookDecidesNothing() throws Exception {
    publish(TestingBooks.sendingAllTo("green", 10));
    publish(TestingBooks.candidate("blue", 11, 0));
    send(scored("c1", "ana", calmQuestion()));

    assertThat(decisions()).extracting(RoutingDecision::queue).containsExactly("green");
    assertThat(diffs())
        .singleElement()
        .satisfies(
            diff -> {
              assertThat(diff.live().decisionId()).isEqualTo(decisions().get(0).decisionId());
              assertThat(diff.candidate().queue()).isEqualTo("blue");
              assertThat(diff.candidate().policyVersion()).isEqualTo("testing/11");
              assertThat(diff.decidedByCandidate()).isFalse();
            });
    assertThat(comparisons())
        .extracting(BookComparison::liveQueue, BookComparison::candidateQueue)
        .containsExactly(tuple("green", "blue"));
  }

  @Test
  void aCandidateDecidesForItsShareOfTheSubjectsAndAlwaysForTheSame() throws Exception {
    publish(TestingBooks.sendingAllTo("green", 10));
    publish(TestingBooks.candidate("blue", 11, 20));
    for (int round = 0; round < 2; round++) {
      for (int i = 0; i < 200; i++) {
        send(scored("c" + round + "-" + i, "customer-" + i, calmQuestion()));
      }
    }

    List<RoutingDecision> all = decisions();
    assertThat(all.subList(0, 200))
        .extracting(RoutingDecision::queue)
        .isEqualTo(all.subList(200, 400).stream().map(RoutingDecision::queue).toList());
    assertThat(all.stream().filter(d -> d.policyVersion().equals("testing/11")))
        .hasSizeBetween(2 * 25, 2 * 55)
        .allMatch(decision -> decision.queue().equals("blue"));
  }

  @Test
  void aCandidateNeverLowersASafetyContactWhateverItsShare() throws Exception {
    publish(TestingBooks.urgentForAll(10));
    publish(TestingBooks.candidate("blue", 11, 100));
    send(scored("c1", "ana", scores(Topic.OTHER, Urgency.LOW, HarmLabel.SELF_HARM)));
    send(scored("c2", "ana", calmQuestion()));

    assertThat(decisions())
        .extracting(RoutingDecision::policyVersion)
        .containsExactly("testing/10", "testing/11");
    assertThat(comparisons()).extracting(BookComparison::lowered).containsExactly(true, false);
  }

  @Test
  void aWithdrawnCandidateIsGoneAndTheSameVersionDoesNotComeBack() throws Exception {
    publish(TestingBooks.sendingAllTo("green", 10));
    publish(TestingBooks.candidate("blue", 11, 100));
    publish(TestingBooks.withdrawal(11, CandidateWithdrawal.By.GUARD));
    publish(TestingBooks.candidate("blue", 11, 100));
    send(scored("c1", "ana", calmQuestion()));

    assertThat(decisions()).extracting(RoutingDecision::queue).containsExactly("green");
    assertThat(statuses())
        .extracting(PolicyStatus::outcome)
        .containsExactly(Outcome.ACCEPTED, Outcome.ACCEPTED, Outcome.REVERTED, Outcome.REFUSED);
    assertThat(statuses().get(2).problems()).containsExactly("because");
    assertThat(statuses().get(2).version()).isEqualTo(11);
    assertThat(statuses().get(2).offset()).isEqualTo(9);
  }

  @Test
  void atAStartTheTopicIsReadAgainAndNothingIsToldAnew() throws Exception {
    List<PublishedBook> topic =
        List.of(
            at(0, TestingBooks.sendingAllTo("blue", 10)),
            at(1, TestingBooks.candidate("red", 11, 100)),
            at(2, TestingBooks.withdrawal(11, CandidateWithdrawal.By.PERSON)),
            at(3, TestingBooks.sendingAllTo("green", 12)));
    publishAll(topic);
    OperatorSubtaskState state = harness.snapshot(1, 1);
    harness.close();
    harness = newHarness();
    harness.initializeState(state);
    harness.open();

    publishAll(topic);
    send(scored("c1", "ana", calmQuestion()));

    assertThat(harness.getSideOutput(Statuses.TAG)).isNull();
    assertThat(harness.getSideOutput(Rejects.TAG)).isNull();
    assertThat(decisions())
        .extracting(RoutingDecision::policyVersion)
        .containsExactly("testing/12");
  }

  @Test
  void anOldBookInATopicThatWasMadeAgainIsRefusedAloud() throws Exception {
    publish(at(5, TestingBooks.sendingAllTo("green", 12)));
    PublishedBook old = TestingBooks.sendingAllTo("blue", 10);
    publish(at(old, 0, NOON.plusSeconds(60)));

    assertThat(statuses())
        .extracting(PolicyStatus::outcome)
        .containsExactly(Outcome.ACCEPTED, Outcome.REFUSED);
  }

  @Test
  void aWithdrawalDoesNotHitALaterCandidate() throws Exception {
    publish(TestingBooks.candidate("blue", 12, 100));
    publish(TestingBooks.withdrawal(11, CandidateWithdrawal.By.GUARD));
    send(scored("c1", "ana", calmQuestion()));

    assertThat(decisions()).extracting(RoutingDecision::queue).containsExactly("blue");
  }

  @Test
  void aNewLiveBookEndsTheCandidateBeforeIt() throws Exception {
    publish(TestingBooks.candidate("blue", 11, 100));
    publish(TestingBooks.sendingAllTo("green", 12));
    send(scored("c1", "ana", calmQuestion()));

    assertThat(decisions()).extracting(RoutingDecision::queue).containsExactly("green");
    assertThat(statuses().get(2).outcome()).isEqualTo(Outcome.WITHDRAWN);
    assertThat(statuses().get(2).problems()).containsExactly("testing/12 became live");
  }

  @Test
  void aCandidateSurvivesARestoreWithItsShare() throws Exception {
    publish(TestingBooks.sendingAllTo("green", 10));
    publish(TestingBooks.candidate("blue", 11, 100));
    OperatorSubtaskState state = harness.snapshot(1, 1);
    harness.close();

    harness = newHarness();
    harness.initializeState(state);
    harness.open();
    send(scored("c1", "ana", calmQuestion()));

    assertThat(decisions()).extracting(RoutingDecision::queue).containsExactly("blue");
  }

  @Test
  void aRestoredBookThatThisReleaseRefusesLeavesTheOneBeforeInPlace() throws Exception {
    publish(TestingBooks.sendingAllTo("blue", 10));
    send(scored("c1", "ana", calmQuestion()));
    publish(new PublishedBook("live", "testing", 11, new byte[] {'{', '}'}, AT));
    send(scored("c2", "ana", calmQuestion()));

    assertThat(decisions())
        .extracting(RoutingDecision::policyVersion)
        .containsExactly("testing/10", "testing/10");
  }

  @Test
  void theSameContactTwiceIsAnsweredOnce() throws Exception {
    send(scored("c1", "ana", calmQuestion()));
    send(scored("c1", "ana", calmQuestion()));

    assertThat(decisions()).hasSize(1);
  }

  @Test
  void aDuplicateIsForgottenAfterItsTime() throws Exception {
    harness.setStateTtlProcessingTime(0);
    send(scored("c1", "ana", calmQuestion()));
    harness.setStateTtlProcessingTime(Duration.ofDays(7).toMillis() + 1);
    send(scored("c1", "ana", calmQuestion()));

    assertThat(decisions()).hasSize(2);
  }

  @Test
  void repeatContactsAreCountedPerSubject() throws Exception {
    publish(TestingBooks.showingMemory(11));
    send(contactAt("a1", "ana", NOON.minus(Duration.ofDays(20))));
    send(contactAt("a2", "ana", NOON.minus(Duration.ofDays(3))));
    send(contactAt("b1", "ben", NOON.minus(Duration.ofHours(2))));
    send(contactAt("a3", "ana", NOON));

    assertThat(decisions().get(3).tags())
        .containsExactly("two-in-30-days", "one-in-7-days", "seen-before");
    assertThat(decisions().get(2).tags()).isEmpty();
  }

  @Test
  void withoutScoresAContactGoesToPeopleAndSaysWhy() throws Exception {
    send(unscored("c1", "ana"));

    assertThat(decisions())
        .singleElement()
        .satisfies(
            d -> {
              assertThat(d.priority()).isLessThanOrEqualTo(Priority.P1);
              assertThat(d.degraded()).isEqualTo("no_model");
              assertThat(d.selfService()).isNull();
            });
  }

  @Test
  void whatItKnowsSurvivesARestore() throws Exception {
    publish(TestingBooks.showingMemory(11));
    send(contactAt("a1", "ana", NOON.minus(Duration.ofDays(3))));
    OperatorSubtaskState state = harness.snapshot(1, 1);
    harness.close();

    harness = newHarness();
    harness.initializeState(state);
    harness.open();
    send(contactAt("a1", "ana", NOON.minus(Duration.ofDays(3))));
    send(contactAt("a2", "ana", NOON));

    assertThat(decisions())
        .singleElement()
        .satisfies(
            d -> {
              assertThat(d.contactId()).isEqualTo("a2");
              assertThat(d.tags()).contains("one-in-7-days");
              assertThat(d.policyVersion()).isEqualTo("testing/11");
            });
  }

  @Test
  void theAuditHoldsWhatItTakesToDecideAgainAndNoCustomer() throws Exception {
    PublishedBook book = TestingBooks.showingMemory(11);
    publish(book);
    send(contactAt("a1", "ana", NOON.minus(Duration.ofDays(2))));
    send(contactAt("a2", "ana", NOON));
    send(unscored("a3", "ana"));

    PolicyEvaluator evaluator = CompiledBooks.of(book.json()).orThrow();
    List<String> replayed =
        harness.getSideOutput(RouteContactsFunction.AUDIT).stream()
            .map(StreamRecord::getValue)
            .map(record -> new AuditWriter().write(record))
            .peek(json -> assertThat(new String(json, UTF_8)).doesNotContain("ana"))
            .map(json -> Replay.decide(new AuditReader().read(json), evaluator))
            .map(decision -> new String(new DecisionWriter().write(decision), UTF_8))
            .toList();

    assertThat(replayed)
        .hasSize(3)
        .containsExactlyElementsOf(
            decisions().stream()
                .map(decision -> new String(new DecisionWriter().write(decision), UTF_8))
                .toList());
  }

  @Test
  void withASecretOnlyTheRouteNamesTheContact() throws Exception {
    harness.close();
    KeyedHash key = new KeyedHash("of-the-tests-0123456789-abcdefgh");
    harness = newHarness(key);
    harness.open();
    PublishedBook live = TestingBooks.sendingAllTo("blue", 10);
    publish(live);
    publish(TestingBooks.candidate("green", 11, 0));
    send(scored("contact-of-ana", "ana", calmQuestion()));
    send(scored("contact-of-ana", "ana", calmQuestion()));

    RoutingDecision route = decisions().get(0);
    AuditRecord record = harness.getSideOutput(RouteContactsFunction.AUDIT).peek().getValue();
    ShadowDiff diff = harness.getSideOutput(CandidateDesk.DIFFS).peek().getValue();
    RoutingDecision replayed = Replay.decide(record, CompiledBooks.of(live.json()).orThrow());
    assertThat(decisions()).hasSize(1);
    assertThat(route.contactId()).isEqualTo("contact-of-ana");
    assertThat(route.routingKey()).isEqualTo("ana");
    assertThat(record.contact().facts().contactId()).isEqualTo(key.pseudonym("contact-of-ana"));
    assertThat(Replay.isSame(record, replayed)).isTrue();
    assertThat(Replay.decisionId(record)).isEqualTo(route.decisionId());
    assertThat(new DecisionWriter().write(replayed.withContactId("contact-of-ana")))
        .as("a replay gives the route but for the name")
        .isEqualTo(new DecisionWriter().write(route));
    assertThat(new String(new ShadowDiffWriter().write(diff), UTF_8))
        .contains(key.pseudonym("contact-of-ana"))
        .doesNotContain("contact-of-ana");
  }

  private static KeyedTwoInputStreamOperatorTestHarness<
          String, ScoredContact, ControlRecord, RoutingDecision>
      newHarness() throws Exception {
    return newHarness(null);
  }

  private static KeyedTwoInputStreamOperatorTestHarness<
          String, ScoredContact, ControlRecord, RoutingDecision>
      newHarness(KeyedHash pseudonyms) throws Exception {
    var harness =
        new KeyedTwoInputStreamOperatorTestHarness<
            String, ScoredContact, ControlRecord, RoutingDecision>(
            new CoBroadcastWithKeyedOperator<>(
                new RouteContactsFunction(
                    new RoutingSettings(Duration.ofDays(7), Duration.ofDays(31), 1),
                    true,
                    pseudonyms,
                    Clock.fixed(NOON, ZoneOffset.UTC)),
                List.of(RouteContactsFunction.POLICY_BOOK)),
            contact -> contact.facts().routingKey(),
            null,
            Types.STRING);
    harness.setStateBackend(new EmbeddedRocksDBStateBackend());
    return harness;
  }

  /** Of this thread: a busy machine does not lengthen it. */
  private static long cpuNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static ScoredContact contactAt(String contactId, String customer, Instant receivedAt) {
    return new ScoredContact(facts(contactId, customer, receivedAt), calmQuestion(), null, null);
  }

  private void send(ScoredContact contact) throws Exception {
    harness.processElement1(contact, 0);
  }

  private void publish(PublishedBook book) throws Exception {
    harness.processElement2(ControlRecord.of(book), 0);
  }

  private void publishAll(List<PublishedBook> books) throws Exception {
    for (PublishedBook book : books) {
      publish(book);
    }
  }

  private static PublishedBook at(long offset, PublishedBook book) {
    return at(book, offset, NOON.plusSeconds(offset));
  }

  private static PublishedBook at(PublishedBook book, long offset, Instant written) {
    return new PublishedBook(
        book.key(),
        book.name(),
        book.version(),
        book.json(),
        new RecordCoordinates("policies", 0, offset, written.toEpochMilli()));
  }

  private List<PolicyStatus> statuses() {
    return sideOutput(Statuses.TAG);
  }

  private List<ShadowDiff> diffs() {
    return sideOutput(CandidateDesk.DIFFS);
  }

  private List<BookComparison> comparisons() {
    return sideOutput(CandidateDesk.COMPARISONS);
  }

  private <T> List<T> sideOutput(OutputTag<T> tag) {
    return harness.getSideOutput(tag).stream().map(StreamRecord::getValue).toList();
  }

  private List<RoutingDecision> decisions() {
    return harness.extractOutputValues();
  }
}
