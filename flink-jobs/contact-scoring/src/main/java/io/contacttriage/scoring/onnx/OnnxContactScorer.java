package io.contacttriage.scoring.onnx;

import ai.onnxruntime.OrtException;
import io.contacttriage.contact.ContactFacts;
import io.contacttriage.scoring.ContactScorer;
import io.contacttriage.scoring.FirstAnswers;
import io.contacttriage.scoring.LanguageDecision;
import io.contacttriage.scoring.LanguageRule;
import io.contacttriage.scoring.ModelVersion;
import io.contacttriage.scoring.Scores;
import io.contacttriage.scoring.ScoringException;
import io.contacttriage.scoring.Stakes;
import io.contacttriage.scoring.bundle.BundleManifest;
import io.contacttriage.scoring.bundle.InvalidBundleException;
import io.contacttriage.scoring.bundle.ModelBundle;
import io.contacttriage.text.PreparedContact;
import io.contacttriage.text.Tokenizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * Scores with one tier of a model bundle. Threads share it and its one session; each call runs on
 * its caller's thread. {@link #close} waits for running calls.
 */
public final class OnnxContactScorer implements ContactScorer {
  /**
   * What one more call of the network costs, in tokens: measured as the time of a call with one
   * short text, in times of a token in a large batch.
   */
  private static final int RUN_COST_OF_FAST = BatchPlan.MAX_RUN_COST;

  private static final int RUN_COST_OF_DEEP = 10;

  private final ModelVersion model;
  private final String tier;
  private final int maxTokens;
  private final Tokenizer tokenizer;
  private final NetworkSession session;
  private final BatchPlan batchPlan;
  private final Calibrator calibrator;
  private final LanguageRule languageRule;

  /** As many as ever ran at once. Not thread-locals: those outlive the scorer on pooled threads. */
  private final Queue<TokenBuffers> idleBuffers = new ConcurrentLinkedQueue<>();

  /** Calls read, closing writes: closing a session during a run ends the process. */
  private final ReentrantReadWriteLock sessionUse = new ReentrantReadWriteLock();

  private volatile boolean closed;
  private boolean sessionFreed;

  private OnnxContactScorer(ModelBundle bundle, String tier, NetworkSession session) {
    this.model = bundle.model();
    this.tier = tier;
    this.maxTokens = bundle.manifest().maxTokens();
    this.tokenizer = bundle.tokenizer();
    this.session = session;
    this.batchPlan =
        new BatchPlan(
            maxTokens, tier.equals(BundleManifest.DEEP) ? RUN_COST_OF_DEEP : RUN_COST_OF_FAST);
    this.calibrator = new Calibrator(bundle.manifest().heads(), bundle.tier(tier));
    this.languageRule = new LanguageRule(bundle.manifest().heads().language());
  }

  /**
   * Makes a scorer with a session of its own; {@link BundleRegistry} shares one.
   *
   * @param tier {@code fast} or {@code deep}
   * @throws InvalidBundleException when the runtime refuses the network or its signature is wrong
   */
  public static OnnxContactScorer open(ModelBundle bundle, String tier)
      throws InvalidBundleException {
    return new OnnxContactScorer(bundle, tier, NetworkSession.open(bundle, tier));
  }

  @Override
  public ModelVersion model() {
    return model;
  }

  /** {@code fast} or {@code deep}. */
  public String tier() {
    return tier;
  }

  @Override
  public Tokenizer tokenizer() {
    return tokenizer;
  }

  @Override
  public FirstAnswers begin(List<PreparedContact> batch, Stakes spared) throws ScoringException {
    List<HeadProbabilities> probabilities =
        probabilities(batch.stream().map(PreparedContact::tokenIds).toList());
    List<Scores> scores = new ArrayList<>(batch.size());
    for (int i = 0; i < batch.size(); i++) {
      scores.add(scores(batch.get(i).facts(), probabilities.get(i)));
    }
    return FirstAnswers.whole(scores);
  }

  /**
   * Scores token ids alone: what is compared with a golden set or evaluated by head.
   *
   * @param tokenIds of each text, from 1 to the bundle's limit; may be empty
   * @return one for each text, in the same order
   * @throws ScoringException when the model cannot run or its answer is not a number
   * @throws IllegalStateException after {@link #close}
   */
  public List<HeadProbabilities> probabilities(List<int[]> tokenIds) throws ScoringException {
    HeadProbabilities[] probabilities = new HeadProbabilities[tokenIds.size()];
    List<BatchPlan.Run> runs = batchPlan.plan(rowLengths(tokenIds));
    // Before the lock, so that callers do not queue behind a close that waits.
    refuseWhenClosed();
    sessionUse.readLock().lock();
    try {
      refuseWhenClosed();
      TokenBuffers idle = idleBuffers.poll();
      TokenBuffers buffers = idle == null ? new TokenBuffers() : idle;
      for (BatchPlan.Run run : runs) {
        buffers.fill(run, tokenIds);
        int[] rows = run.rows();
        HeadLogits logits = session.run(buffers, rows.length, run.tokens());
        for (int row = 0; row < rows.length; row++) {
          probabilities[rows[row]] = calibrator.probabilities(logits, row);
        }
      }
      // Not after a failure: whether the runtime still reads the memory is then not known.
      idleBuffers.add(buffers);
    } catch (OrtException | Calibrator.NotFiniteException e) {
      throw new ScoringException(
          "Bundle "
              + model
              + ", tier "
              + tier
              + ", "
              + tokenIds.size()
              + " contacts: "
              + e.getMessage(),
          e);
    } finally {
      sessionUse.readLock().unlock();
    }
    return Arrays.asList(probabilities);
  }

  /**
   * Makes the largest runs of ever shorter texts, the longest first, so that the runtime gets its
   * memory now and not in the middle of a task.
   */
  void warmUp(LoadingPace pace) throws ScoringException {
    for (int tokens : batchPlan.halvedLengths()) {
      int[] tokenIds = new int[tokens];
      Arrays.fill(tokenIds, 1);
      probabilities(Collections.nCopies(BatchPlan.rowsPerRun(tokens), tokenIds));
      pace.rest();
    }
  }

  /** Waits for running calls, then frees the native session. Later calls do nothing. */
  @Override
  public void close() {
    closed = true;
    sessionUse.writeLock().lock();
    try {
      if (!sessionFreed) {
        sessionFreed = true;
        session.close();
        idleBuffers.clear();
      }
    } finally {
      sessionUse.writeLock().unlock();
    }
  }

  private int[] rowLengths(List<int[]> tokenIds) throws ScoringException {
    int[] lengths = new int[tokenIds.size()];
    for (int row = 0; row < lengths.length; row++) {
      lengths[row] = tokenIds.get(row).length;
      if (lengths[row] < 1 || lengths[row] > maxTokens) {
        throw new ScoringException(
            "Bundle "
                + model
                + ": wanted 1 to "
                + maxTokens
                + " token ids, found "
                + lengths[row]
                + " in row "
                + row,
            null);
      }
    }
    return lengths;
  }

  private Scores scores(ContactFacts facts, HeadProbabilities probabilities) {
    LanguageDecision language =
        languageRule.decide(facts.script(), facts.languageHint(), probabilities.language());
    return new Scores(
        probabilities.topic(),
        probabilities.urgency(),
        probabilities.harm(),
        calibrator.flags(probabilities.harm()),
        language.language(),
        language.confidence(),
        tier,
        model.toString());
  }

  private void refuseWhenClosed() {
    if (closed) {
      throw new IllegalStateException("The scorer of bundle " + model + " is closed");
    }
  }
}
