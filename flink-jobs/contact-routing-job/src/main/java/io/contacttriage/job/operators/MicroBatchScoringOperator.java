package io.contacttriage.job.operators;

import io.contacttriage.job.Stage;
import io.contacttriage.scoring.ActiveModel;
import io.contacttriage.scoring.CandidateModel;
import io.contacttriage.scoring.ContactScorer;
import io.contacttriage.scoring.FirstAnswers;
import io.contacttriage.scoring.ModelRegistry;
import io.contacttriage.scoring.ScoredContact;
import io.contacttriage.scoring.Scores;
import io.contacttriage.scoring.ScoringException;
import io.contacttriage.scoring.Stakes;
import io.contacttriage.scoring.onnx.ScoringPlanException;
import io.contacttriage.text.PreparedContact;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Collects contacts for at most the linger and scores them in one pass; those that the deep tier
 * must see wait at the {@link DeepDesk} while others go on. Before every barrier both are emptied,
 * so that there is no state: no contact is ever in a checkpoint here. The order of a subject's
 * contacts is kept.
 *
 * <p>A batch belongs to one bundle, the one that its contacts were prepared for, and holds it open.
 * The first contact that was prepared for another one ends the batch.
 *
 * <p>A contact that the model cannot score leaves unscored, with the reason; the routing room sends
 * it to people. While contacts wait too long, some do without the deep tier, lowest stakes first.
 *
 * <p>After a batch has left, a candidate may score contacts of it too; see {@link ShadowScoring}.
 */
final class MicroBatchScoringOperator extends AbstractStreamOperator<ScoredContact>
    implements OneInputStreamOperator<PreparedContact, ScoredContact>, BoundedOneInput {
  private static final Logger LOG = LoggerFactory.getLogger(MicroBatchScoringOperator.class);

  /** Reasons for a missing score, as decisions show them. */
  private static final String NO_MODEL = "no_model";

  private static final String MODEL_FAILED = "model_failed";

  /** Contacts that wait for the deep tier, about 5 ms each: a barrier waits for all of them. */
  private static final int MOST_AT_DESK = 32;

  /** What a decision lacks under overload, as it shows it; followed by what was at stake. */
  private static final String DEEP_TIER_SPARED = "deep_tier_spared_";

  private final RegistrySource models;
  private final MicroBatch limits;
  private final OverloadGuard overload;
  private final MailboxExecutor mailbox;
  private final List<PreparedContact> batch = new ArrayList<>();

  /** When each contact of the batch was written, in milliseconds; null where not known. */
  private final List<Long> timestamps = new ArrayList<>();

  private int batchTokens;

  /** Of the oldest contact in the batch, in milliseconds; {@link Long#MAX_VALUE} if not known. */
  private long writtenAt = Long.MAX_VALUE;

  /** Whether the last batch left nothing to spare for the candidate. */
  private boolean busy;

  private boolean timerArmed;
  private boolean restored;

  private transient ModelRegistry registry;

  /** Of the batch that is being collected; null between batches and when there is none. */
  private transient ContactScorer scorer;

  private transient DeepDesk desk;
  private transient ShadowScoring shadow;

  private transient Counter scored;
  private transient Counter unscored;
  private transient Counter sparedContacts;
  private transient BoundedCounters byTier;
  private transient ActiveModelGauges activeModels;
  private transient Counter batches;
  private transient Counter runNanos;

  MicroBatchScoringOperator(
      StreamOperatorParameters<ScoredContact> parameters,
      RegistrySource models,
      MicroBatch limits,
      Duration longestWait) {
    super(parameters);
    this.models = models;
    this.limits = limits;
    this.overload = new OverloadGuard(longestWait);
    this.mailbox = parameters.getMailboxExecutor();
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    restored = context.isRestored();
  }

  @Override
  public void open() throws Exception {
    super.open();
    var metrics = getMetricGroup().addGroup("scoring");
    scored = metrics.counter("scored");
    unscored = metrics.counter("unscored");
    sparedContacts = metrics.counter("spared");
    byTier = new BoundedCounters(metrics, "tier", "scoredByTier");
    batches = metrics.counter("batches");
    runNanos = metrics.counter("runNanos");
    registry = join();
    metrics.gauge("modelAvailable", () -> registry.active() == null ? 0 : 1);
    metrics.gauge("activeModel", this::activeModel);
    activeModels = new ActiveModelGauges(metrics, this::activeModel);
    activeModels.show();
    // Of the whole TaskManager: not to be summed over its subtasks.
    metrics.gauge("swaps", registry::swaps);
    metrics.gauge("failedSwaps", registry::failedSwaps);
    metrics.gauge("cacheHits", registry::cacheHits);
    metrics.gauge("cacheMisses", registry::cacheMisses);
    metrics.gauge("overload", () -> overload.spared().ordinal());
    metrics.gauge("candidateModel", this::candidateModel);
    metrics.gauge("failedCandidates", registry::failedCandidates);
    shadow = new ShadowScoring(registry, metrics);
    desk = new DeepDesk(mailbox, Math.min(limits.maxContacts(), MOST_AT_DESK), new Exit());
    rehearse();
    LOG.info("Scoring with {}", activeModel());
  }

  /** A start that is refused ends the job; one that ran before may yet get another TaskManager. */
  private ModelRegistry join() throws InterruptedException, ScoringPlanException {
    try {
      return models.join(getRuntimeContext());
    } catch (ScoringPlanException refusal) {
      if (restored) {
        throw refusal;
      }
      throw new SuppressRestartsException(refusal);
    }
  }

  private void rehearse() {
    ActiveModel active = registry.active();
    try (ContactScorer first = active == null ? null : registry.lease(active.model())) {
      if (first != null) {
        Rehearsal.of(
            Stage.SCORING,
            round ->
                first.score(
                    Collections.nCopies(
                        1 + round % limits.maxContacts(), Rehearsal.prepared(round))));
      }
    }
  }

  private String activeModel() {
    ActiveModel active = registry.active();
    return active == null ? "none" : active.model();
  }

  private String candidateModel() {
    CandidateModel candidate = registry.candidate();
    return candidate == null ? "none" : candidate.model();
  }

  @Override
  public void processElement(StreamRecord<PreparedContact> element) throws InterruptedException {
    PreparedContact contact = element.getValue();
    if (!batch.isEmpty() && !Objects.equals(contact.model(), batch.get(0).model())) {
      flush();
    }
    if (batch.isEmpty()) {
      scorer = contact.model() == null ? null : registry.lease(contact.model());
    }
    batch.add(contact);
    timestamps.add(element.hasTimestamp() ? element.getTimestamp() : null);
    if (element.hasTimestamp()) {
      writtenAt = Math.min(writtenAt, element.getTimestamp());
    }
    batchTokens += contact.tokenIds().length;
    if (isFull()) {
      flush();
    } else if (!timerArmed) {
      armTimer();
    }
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpointId) throws InterruptedException {
    empty();
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    empty();
    super.processWatermark(mark);
  }

  @Override
  public void endInput() throws InterruptedException {
    empty();
  }

  @Override
  public void close() throws Exception {
    // What is still in the batch was not acknowledged by a checkpoint and is read again.
    letScorerGo();
    if (desk != null) {
      desk.close();
    }
    if (shadow != null) {
      shadow.close();
    }
    if (registry != null) {
      registry.close();
    }
    super.close();
  }

  /**
   * One timer at a time. A timer that finds a younger batch flushes it early, which is harmless; a
   * timer for each batch would cost one scheduled task for each full batch.
   */
  private void armTimer() {
    timerArmed = true;
    var time = getProcessingTimeService();
    // A timer that throws fails the task by itself: nobody needs to look at the future.
    var unused =
        time.registerTimer(
            time.getCurrentProcessingTime() + limits.linger().toMillis(),
            fired -> {
              timerArmed = false;
              flush();
            });
  }

  private void empty() throws InterruptedException {
    flush();
    desk.awaitAll();
  }

  private void flush() throws InterruptedException {
    if (batch.isEmpty()) {
      return;
    }
    long now = getProcessingTimeService().getCurrentProcessingTime();
    Stakes spared = spared(now);
    long started = System.nanoTime();
    FirstAnswers first = scorer == null ? unscored() : beginAll(spared);
    runNanos.inc(System.nanoTime() - started);
    batches.inc();
    activeModels.show();
    // Behind a full batch others wait: then there is no time to spare either.
    busy = isFull() || !overload.isCalm(now);
    leave(first);
    batch.clear();
    timestamps.clear();
    batchTokens = 0;
    writtenAt = Long.MAX_VALUE;
    letScorerGo();
  }

  /** Passes on what is decided and asks the deep tier for the rest, which keeps the bundle open. */
  private void leave(FirstAnswers first) throws InterruptedException {
    List<PreparedContact> decided = new ArrayList<>(batch.size());
    List<Scores> decidedScores = new ArrayList<>(batch.size());
    List<DeepDesk.Place> open = new ArrayList<>(first.open().size());
    String unscoredBecause = scorer == null ? NO_MODEL : MODEL_FAILED;
    for (int i = 0; i < batch.size(); i++) {
      if (open.size() < first.open().size() && first.open().get(open.size()) == i) {
        open.add(desk.hold(batch.get(i), timestamps.get(i)));
      } else {
        desk.pass(result(batch.get(i), first.scores().get(i), unscoredBecause), timestamps.get(i));
        decided.add(batch.get(i));
        decidedScores.add(first.scores().get(i));
      }
    }
    shadow.offer(decided, decidedScores, busy);
    if (!open.isEmpty()) {
      ContactScorer asked = scorer;
      scorer = null;
      desk.ask(asked, open, first.ofOpen(first.scores()));
    }
    desk.awaitRoom();
  }

  private boolean isFull() {
    return batch.size() >= limits.maxContacts() || batchTokens >= limits.maxTokens();
  }

  private Stakes spared(long now) {
    Stakes before = overload.spared();
    Stakes spared = overload.spare(Math.max(0, now - Math.min(now, writtenAt)), now);
    if (spared != before) {
      LOG.warn("The deep tier is spared for stakes up to {}, before it {}", spared, before);
    }
    return spared;
  }

  private void letScorerGo() {
    if (scorer != null) {
      scorer.close();
      scorer = null;
    }
  }

  /** One contact that the model cannot score must not cost the others of its batch their scores. */
  private FirstAnswers beginAll(Stakes spared) {
    try {
      return scorer.begin(batch, spared);
    } catch (ScoringException failure) {
      LOG.warn("Scoring {} contacts one by one: {}", batch.size(), failure.getMessage());
    }
    List<Scores> scores = new ArrayList<>(batch.size());
    List<Integer> open = new ArrayList<>();
    for (PreparedContact contact : batch) {
      try {
        FirstAnswers one = scorer.begin(List.of(contact), spared);
        if (!one.open().isEmpty()) {
          open.add(scores.size());
        }
        scores.addAll(one.scores());
      } catch (ScoringException failure) {
        LOG.warn("A contact could not be scored: {}", failure.getMessage());
        scores.add(null);
      }
    }
    return new FirstAnswers(scores, open);
  }

  private FirstAnswers unscored() {
    return FirstAnswers.whole(Collections.nCopies(batch.size(), null));
  }

  private ScoredContact result(PreparedContact contact, Scores scores, String unscoredBecause) {
    String because = null;
    String degraded = null;
    if (scores == null) {
      unscored.inc();
      because = unscoredBecause;
    } else {
      scored.inc();
      byTier.of(scores.tier()).inc();
      if (scores.spared() != Stakes.NONE) {
        sparedContacts.inc();
        degraded = DEEP_TIER_SPARED + scores.spared().name().toLowerCase(Locale.ROOT);
      }
    }
    return new ScoredContact(contact.facts(), scores, because, degraded);
  }

  /** Where contacts leave, at once or after the deep tier's answer. */
  private final class Exit implements DeepDesk.Exit {
    @Override
    public List<ScoredContact> answered(
        List<PreparedContact> contacts, List<Scores> scores, long nanos) {
      runNanos.inc(nanos);
      shadow.offer(contacts, scores, busy);
      List<ScoredContact> results = new ArrayList<>(contacts.size());
      for (int i = 0; i < contacts.size(); i++) {
        results.add(result(contacts.get(i), scores.get(i), MODEL_FAILED));
      }
      return results;
    }

    @Override
    public void leave(ScoredContact contact, Long timestamp) {
      output.collect(
          timestamp == null ? new StreamRecord<>(contact) : new StreamRecord<>(contact, timestamp));
    }
  }
}
