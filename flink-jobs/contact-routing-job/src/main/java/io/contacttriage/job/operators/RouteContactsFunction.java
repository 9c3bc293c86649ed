package io.contacttriage.job.operators;

import io.contacttriage.contact.RejectCause;
import io.contacttriage.contact.RejectedRecord;
import io.contacttriage.job.JobVersion;
import io.contacttriage.job.Stage;
import io.contacttriage.job.settings.RoutingMemorySettings;
import io.contacttriage.routing.AuditRecord;
import io.contacttriage.routing.ContactHistory;
import io.contacttriage.routing.RoutingDecision;
import io.contacttriage.routing.RoutingMemory;
import io.contacttriage.routing.policy.PolicyEvaluator;
import io.contacttriage.routing.policy.RoutingRules;
import io.contacttriage.scoring.ScoredContact;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ReadOnlyBroadcastState;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Counter;
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
    extends KeyedBroadcastProcessFunction<String, ScoredContact, PublishedBook, RoutingDecision> {
  public static final MapStateDescriptor<String, PublishedBook> POLICY_BOOK =
      new MapStateDescriptor<>(
          "policy-book", Types.STRING, TypeInformation.of(PublishedBook.class));

  public static final OutputTag<AuditRecord> AUDIT =
      new OutputTag<>(Stage.AUDIT.uid(), TypeInformation.of(AuditRecord.class));

  private static final Logger LOG = LoggerFactory.getLogger(RouteContactsFunction.class);
  private static final int TTL_CLEANUP_ENTRIES = 1000;

  private final RoutingMemorySettings settings;
  private final boolean audit;
  private final Clock clock;

  private transient MapState<String, Long> answered;
  private transient ValueState<ContactHistory> history;
  private transient PolicyEvaluator live;
  private transient long liveVersion;
  private transient Counter decided;
  private transient Counter duplicates;
  private transient Counter failSafe;

  /**
   * Makes the function.
   *
   * @param audit whether {@link #AUDIT} gets what each decision follows from
   */
  public RouteContactsFunction(RoutingMemorySettings settings, boolean audit) {
    this(settings, audit, Clock.systemUTC());
  }

  RouteContactsFunction(RoutingMemorySettings settings, boolean audit, Clock clock) {
    this.settings = settings;
    this.audit = audit;
    this.clock = clock;
  }

  @Override
  public void open(OpenContext context) {
    var answeredShape = new MapStateDescriptor<>("answered", Types.STRING, Types.LONG);
    answeredShape.enableTimeToLive(ttl(settings.duplicatesTtl()));
    answered = getRuntimeContext().getMapState(answeredShape);
    var historyShape =
        new ValueStateDescriptor<>("history", TypeInformation.of(ContactHistory.class));
    historyShape.enableTimeToLive(ttl(settings.historyTtl()));
    history = getRuntimeContext().getState(historyShape);

    live = CompiledBooks.of(ShippedBook.snapshot());
    liveVersion = 0;
    var metrics = getRuntimeContext().getMetricGroup().addGroup("routing");
    decided = metrics.counter("decided");
    duplicates = metrics.counter("duplicates");
    failSafe = metrics.counter("failSafe");
    metrics.gauge("policyVersion", () -> live.book().version());
    Rehearsal.of(
        Stage.ROUTING,
        round ->
            RoutingRules.decide(
                Rehearsal.scored(round),
                RoutingMemory.NONE,
                live,
                JobVersion.CURRENT,
                clock.instant()));
  }

  @Override
  public void processElement(
      ScoredContact contact, ReadOnlyContext context, Collector<RoutingDecision> out)
      throws Exception {
    String contactId = contact.facts().contactId();
    if (answered.contains(contactId)) {
      duplicates.inc();
      return;
    }
    ContactHistory earlier = history.value();
    RoutingMemory memory =
        earlier == null ? RoutingMemory.NONE : earlier.asOf(contact.facts().receivedAt());
    Instant now = clock.instant();
    PolicyEvaluator evaluator = evaluator(context.getBroadcastState(POLICY_BOOK));
    RoutingDecision decision =
        RoutingRules.decide(contact, memory, evaluator, JobVersion.CURRENT, now);
    answered.put(contactId, now.toEpochMilli());
    history.update(
        (earlier == null ? ContactHistory.EMPTY : earlier)
            .with(contact.facts().receivedAt(), decision.queue()));
    decided.inc();
    if (contact.scores() == null) {
      failSafe.inc();
    }
    out.collect(decision);
    if (audit) {
      context.output(AUDIT, AuditRecord.decided(contact, memory, decision, evaluator.attributes()));
    }
  }

  /**
   * Keeps a book when it is newer. Every subtask sees the same books and decides by version alone,
   * so that all copies of the broadcast state are equal whatever the order.
   */
  @Override
  public void processBroadcastElement(
      PublishedBook book, Context context, Collector<RoutingDecision> out) throws Exception {
    var books = context.getBroadcastState(POLICY_BOOK);
    PublishedBook current = books.get(book.key());
    if (current == null || book.version() > current.version()) {
      books.put(book.key(), book);
      LOG.info("Policy book {}/{} is {}", book.name(), book.version(), book.key());
    } else if (!Arrays.equals(current.json(), book.json())
        && getRuntimeContext().getTaskInfo().getIndexOfThisSubtask() == 0) {
      context.output(Rejects.TAG, stale(book, current));
    }
  }

  private PolicyEvaluator evaluator(ReadOnlyBroadcastState<String, PublishedBook> books)
      throws Exception {
    PublishedBook published = books.get(PublishedBook.LIVE);
    if (published != null && published.version() != liveVersion) {
      liveVersion = published.version();
      try {
        live = CompiledBooks.of(published.json());
      } catch (IllegalArgumentException refused) {
        // It passed the checks of an older release: the book before decides on, and says so.
        LOG.error("Policy book {} stays: {}", live.book().versionId(), refused.getMessage());
      }
    }
    return live;
  }

  private static RejectedRecord stale(PublishedBook book, PublishedBook current) {
    return RejectedRecord.of(
        RejectCause.STALE_POLICY_BOOK,
        "wanted a version after "
            + current.version()
            + ", which is "
            + book.key()
            + ", found "
            + book.version(),
        List.of(),
        book.coordinates(),
        book.json());
  }

  private static StateTtlConfig ttl(java.time.Duration time) {
    return StateTtlConfig.newBuilder(time)
        .setUpdateType(StateTtlConfig.UpdateType.OnCreateAndWrite)
        .setStateVisibility(StateTtlConfig.StateVisibility.NeverReturnExpired)
        .cleanupInRocksdbCompactFilter(TTL_CLEANUP_ENTRIES)
        .build();
  }
}
