package io.contacttriage.job.operators;

import io.contacttriage.contact.RejectCause;
import io.contacttriage.contact.RejectedRecord;
import io.contacttriage.job.JobVersion;
import io.contacttriage.job.Stage;
import io.contacttriage.job.settings.RoutingSettings;
import io.contacttriage.routing.AuditRecord;
import io.contacttriage.routing.ContactHistory;
import io.contacttriage.routing.KeyedHash;
import io.contacttriage.routing.RoutingDecision;
import io.contacttriage.routing.RoutingMemory;
import io.contacttriage.routing.erasure.ErasedCounts;
import io.contacttriage.routing.launch.PolicyStatus;
import io.contacttriage.routing.launch.PolicyStatus.Outcome;
import io.contacttriage.routing.policy.PolicyEvaluator;
import io.contacttriage.routing.policy.RoutingRules;
import io.contacttriage.scoring.ScoredContact;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.apache.flink.api.common.TaskInfo;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ReadOnlyBroadcastState;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers each contact once, by the newest policy book, with what it remembers of the subject.
 * {@code scored contacts = decided + duplicates}.
 *
 * <p>The broadcast state holds published books only; the shipped book is the fallback and is read
 * from the jar, so that no contact ever waits for a policy.
 */
public final class RouteContactsFunction
    extends KeyedBroadcastProcessFunction<String, ScoredContact, ControlRecord, RoutingDecision> {
  public static final MapStateDescriptor<String, PublishedBook> POLICY_BOOK =
      new MapStateDescriptor<>(
          "policy-book", Types.STRING, TypeInformation.of(PublishedBook.class));

  public static final OutputTag<AuditRecord> AUDIT =
      new OutputTag<>(Stage.AUDIT.uid(), TypeInformation.of(AuditRecord.class));

  private static final Logger LOG = LoggerFactory.getLogger(RouteContactsFunction.class);

  private final RoutingSettings settings;
  private final boolean audit;
  private final KeyedHash pseudonyms;
  private final Clock clock;

  private transient MapState<String, Long> answered;
  private transient ValueState<ContactHistory> history;
  private transient BookShelf shelf;
  private transient TermShelf terms;
  private transient BooksInEffect books;
  private transient CandidateDesk desk;
  private transient RoutingMetrics metrics;

  /**
   * Makes the function.
   *
   * @param audit whether {@link #AUDIT} gets what each decision follows from
   * @param pseudonyms under which {@link #AUDIT} and {@link CandidateDesk#DIFFS} name a contact;
   *     null where they have its id
   */
  public RouteContactsFunction(RoutingSettings settings, boolean audit, KeyedHash pseudonyms) {
    this(settings, audit, pseudonyms, Clock.systemUTC());
  }

  RouteContactsFunction(
      RoutingSettings settings, boolean audit, KeyedHash pseudonyms, Clock clock) {
    this.settings = settings;
    this.audit = audit;
    this.pseudonyms = pseudonyms;
    this.clock = clock;
  }

  @Override
  public void open(OpenContext context) {
    var answeredShape = new MapStateDescriptor<>("answered", Types.STRING, Types.LONG);
    answeredShape.enableTimeToLive(KeyedStateTtl.of(settings.duplicatesTtl()));
    answered = getRuntimeContext().getMapState(answeredShape);
    var historyShape =
        new ValueStateDescriptor<>("history", TypeInformation.of(ContactHistory.class));
    historyShape.enableTimeToLive(KeyedStateTtl.of(settings.historyTtl()));
    history = getRuntimeContext().getState(historyShape);

    TaskInfo task = getRuntimeContext().getTaskInfo();
    terms = TermShelf.join(getRuntimeContext().getJobInfo().getJobId());
    shelf =
        new BookShelf(
            task.getIndexOfThisSubtask(), task.getNumberOfParallelSubtasks(), clock, terms);
    books = new BooksInEffect();
    var room = getRuntimeContext().getMetricGroup().addGroup("routing");
    metrics = new RoutingMetrics(room);
    room.gauge("policyVersion", () -> books.live().book().version());
    desk = new CandidateDesk(room, settings.shadowSampleShare());
    Rehearsal.of(
        Stage.ROUTING,
        round ->
            RoutingRules.decide(
                Rehearsal.scored(round),
                RoutingMemory.NONE,
                books.live(),
                JobVersion.CURRENT,
                clock.instant()));
  }

  @Override
  public void processElement(
      ScoredContact contact, ReadOnlyContext context, Collector<RoutingDecision> out)
      throws Exception {
    String contactId = contact.facts().contactId();
    if (answered.contains(contactId)) {
      metrics.duplicate();
      return;
    }
    ContactHistory earlier = history.value();
    RoutingMemory memory =
        earlier == null ? RoutingMemory.NONE : earlier.asOf(contact.facts().receivedAt());
    Instant now = clock.instant();
    ScoredContact named =
        pseudonyms == null ? contact : contact.withContactId(pseudonyms.pseudonym(contactId));
    RoutingDecision decision = decide(named, memory, now, context);
    answered.put(contactId, now.toEpochMilli());
    history.update(
        (earlier == null ? ContactHistory.EMPTY : earlier)
            .with(contact.facts().receivedAt(), decision.queue()));
    metrics.decided(decision, context.timestamp());
    out.collect(pseudonyms == null ? decision : decision.withContactId(contactId));
    if (audit) {
      context.output(
          AUDIT, AuditRecord.decided(named, memory, decision, books.of(decision).attributes()));
    }
  }

  @Override
  public void processBroadcastElement(
      ControlRecord control, Context context, Collector<RoutingDecision> out) throws Exception {
    PublishedBook book = control.book();
    for (PolicyStatus status : shelf.put(context.getBroadcastState(POLICY_BOOK), book)) {
      context.output(Statuses.TAG, status);
      LOG.info(
          "Policy book {}/{}, {}: {} {}",
          status.book(),
          status.version(),
          status.role().wireName(),
          status.outcome().wireName(),
          status.problems());
      if (status.outcome() == Outcome.REFUSED && status.subtask() == 0) {
        // All subtasks tell, one rejects: a record is rejected once.
        context.output(Rejects.TAG, stale(book, status));
      }
    }
  }

  /**
   * Takes over the books that a start or restart begins with, and tells the text rooms of this
   * process, whose first contact waits for it.
   */
  void restored(ReadOnlyBroadcastState<String, PublishedBook> published) throws Exception {
    books.follow(published);
    PublishedBook live = published.get(PublishedBook.LIVE);
    terms.fill(
        books.live().book(),
        live == null ? 0 : live.version(),
        books.candidate() == null ? null : books.candidate().book());
  }

  @Override
  public void close() {
    if (terms != null) {
      terms.leave();
      terms = null;
    }
  }

  /** Clears what is kept of the subject whose key is current, and answers how much there was. */
  ErasedCounts forgetSubject() throws Exception {
    int contactIds = 0;
    for (String unused : answered.keys()) {
      contactIds++;
    }
    int histories = history.value() == null ? 0 : 1;
    answered.clear();
    history.clear();
    return new ErasedCounts(contactIds, histories, 0);
  }

  /**
   * By the live book, unless a candidate decides for this subject.
   *
   * @param contact under the name that others than its queue may know; rules cannot ask for it
   */
  private RoutingDecision decide(
      ScoredContact contact, RoutingMemory memory, Instant now, ReadOnlyContext context)
      throws Exception {
    books.follow(context.getBroadcastState(POLICY_BOOK));
    RoutingDecision byLive =
        RoutingRules.decide(contact, memory, books.live(), JobVersion.CURRENT, now);
    PolicyEvaluator candidate = books.candidate();
    if (candidate == null) {
      return byLive;
    }
    RoutingDecision byCandidate =
        RoutingRules.decide(contact, memory, candidate, JobVersion.CURRENT, now);
    return desk.choose(byLive, byCandidate, candidate.book(), context);
  }

  private static RejectedRecord stale(PublishedBook book, PolicyStatus status) {
    return RejectedRecord.of(
        RejectCause.STALE_POLICY_BOOK,
        String.join("; ", status.problems()),
        List.of(),
        book.coordinates(),
        book.json());
  }
}
