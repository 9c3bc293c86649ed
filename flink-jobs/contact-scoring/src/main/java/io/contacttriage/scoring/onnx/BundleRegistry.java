package io.contacttriage.scoring.onnx;

import com.github.benmanes.caffeine.cache.stats.ConcurrentStatsCounter;
import com.github.benmanes.caffeine.cache.stats.StatsCounter;
import io.contacttriage.scoring.ActiveModel;
import io.contacttriage.scoring.CandidateModel;
import io.contacttriage.scoring.ContactScorer;
import io.contacttriage.scoring.ContactShare;
import io.contacttriage.scoring.ModelRegistry;
import io.contacttriage.scoring.ModelVersion;
import io.contacttriage.scoring.bundle.BundleFiles;
import io.contacttriage.scoring.bundle.BundleRelease;
import io.contacttriage.scoring.bundle.BundleRelease.Candidate;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows {@code release.json}: each {@link #poll} looks at it, and opens, checks and warms up what
 * it names before anybody scores with it. Whatever goes wrong, the bundle in use stays.
 *
 * <p>The bundle that was replaced stays open until the next poll that finds it unused, so that what
 * was prepared with its tokenizer is scored by it. There are never more than two: a candidate takes
 * the room that a swap needs, and makes way for one. When it is promoted it is open already.
 */
final class BundleRegistry implements ModelRegistry {
  private static final Logger LOG = LoggerFactory.getLogger(BundleRegistry.class);

  private final BundleFiles root;
  private final BundleLoader loader;
  private final Refusals refusals = new Refusals();
  private final Refusals candidateRefusals = new Refusals();
  private final AtomicInteger swaps = new AtomicInteger();
  private final AtomicInteger failedSwaps = new AtomicInteger();
  private final AtomicInteger failedCandidates = new AtomicInteger();
  private final StatsCounter cacheUse = new ConcurrentStatsCounter();

  private volatile LoadedBundle active;
  private volatile LoadedBundle outgoing;

  /** Null while there is an outgoing bundle. */
  private volatile OpenCandidate candidate;

  /** Why there is no bundle, where it is for want of cores or memory; else null. */
  private volatile String misfit;

  /**
   * @param root the folder of {@code release.json}
   * @param has what bundles must fit
   */
  BundleRegistry(BundleFiles root, ScoringSetup setup, TaskManagerResources has) {
    this.root = root;
    this.loader = new BundleLoader(root, setup, has, cacheUse);
  }

  /** Looks once, and swaps when there is something to swap to. Never throws. */
  synchronized void poll() {
    try {
      if (outgoingIsClosed()) {
        follow(BundleRelease.read(root));
      }
    } catch (Throwable problem) {
      // All of them: an error that left this method would end the polling without a word.
      refused(problem);
    }
  }

  /**
   * Tells the want of a bundle that can be mended from one that only other settings mend.
   *
   * @throws ScoringPlanException when there is no bundle because it needs too much
   */
  void requireFit() throws ScoringPlanException {
    String found = misfit;
    if (found != null) {
      throw new ScoringPlanException(found);
    }
  }

  @Override
  public ActiveModel active() {
    LoadedBundle bundle = active;
    return bundle == null ? null : bundle.asActive();
  }

  @Override
  public ContactScorer lease(String model) {
    // In this order: a swap writes outgoing before active.
    ContactScorer lease = leaseOf(active, model);
    return lease != null ? lease : leaseOf(outgoing, model);
  }

  @Override
  public CandidateModel candidate() {
    OpenCandidate open = candidate;
    return open == null ? null : open.asCandidate();
  }

  @Override
  public ContactScorer leaseCandidate(String model) {
    OpenCandidate open = candidate;
    return open != null && open.asCandidate().model().equals(model)
        ? open.bundle().leaseUncached()
        : null;
  }

  /** Forgets the scores of all texts, and answers of how many. A candidate remembers none. */
  int forgetTexts() {
    int texts = 0;
    // In this order: a swap writes outgoing before active.
    for (LoadedBundle bundle : new LoadedBundle[] {active, outgoing}) {
      texts += bundle == null ? 0 : bundle.forgetTexts();
    }
    return texts;
  }

  @Override
  public int failedCandidates() {
    return failedCandidates.get();
  }

  @Override
  public int swaps() {
    return swaps.get();
  }

  @Override
  public int failedSwaps() {
    return failedSwaps.get();
  }

  @Override
  public long cacheHits() {
    return cacheUse.snapshot().hitCount();
  }

  @Override
  public long cacheMisses() {
    return cacheUse.snapshot().missCount();
  }

  /** Closes the sessions; batches that are under way end first. */
  @Override
  public synchronized void close() {
    withdrawCandidate();
    for (LoadedBundle bundle : new LoadedBundle[] {active, outgoing}) {
      if (bundle != null) {
        bundle.close();
      }
    }
    active = null;
    outgoing = null;
  }

  private void follow(BundleRelease release) {
    ModelVersion wanted = release.active();
    if (active != null && active.model().equals(wanted)) {
      refusals.clear();
      // At a start or a swap only at the next poll: live scoring does not wait for a candidate.
      followCandidate(release.candidate().filter(named -> !named.model().equals(wanted)));
      return;
    }
    if (candidate != null && candidate.bundle().model().equals(wanted)) {
      promoteCandidate();
      return;
    }
    if (!refusals.mayTry(wanted)) {
      return;
    }
    withdrawCandidate();
    if (!outgoingIsClosed()) {
      return;
    }
    try {
      swapTo(loader.load(wanted, active));
      refusals.clear();
      return;
    } catch (Exception | LinkageError problem) {
      refusals.putOff(wanted);
      refused(problem);
    }
    if (active == null && release.previous().isPresent()) {
      startWithPrevious(release.previous().get());
    }
  }

  private void followCandidate(Optional<Candidate> wanted) {
    if (candidate != null
        && !wanted.map(Candidate::model).equals(Optional.of(candidate.bundle().model()))) {
      withdrawCandidate();
    }
    if (wanted.isEmpty()) {
      candidateRefusals.clear();
      return;
    }
    Candidate named = wanted.get();
    if (candidate != null) {
      setShare(named.share());
    } else if (outgoingIsClosed() && candidateRefusals.mayTry(named.model())) {
      openCandidate(named);
    }
  }

  private void openCandidate(Candidate named) {
    try {
      candidate = OpenCandidate.of(loader.load(named.model(), active), named.share());
      candidateRefusals.clear();
      LOG.info("{} scores {} % of the contacts in shadow", named.model(), named.share().percent());
    } catch (Exception | LinkageError problem) {
      failedCandidates.incrementAndGet();
      candidateRefusals.putOff(named.model());
      candidateRefusals.tell(
          problem, "The candidate cannot be used, " + active.model() + " scores as before.");
    }
  }

  private void setShare(ContactShare share) {
    if (!share.equals(candidate.asCandidate().share())) {
      candidate = OpenCandidate.of(candidate.bundle(), share);
      LOG.info(
          "{} now scores {} % of the contacts in shadow",
          candidate.bundle().model(), share.percent());
    }
  }

  private void promoteCandidate() {
    LoadedBundle promoted = candidate.bundle();
    candidate = null;
    swapTo(promoted);
    refusals.clear();
  }

  private void withdrawCandidate() {
    if (candidate != null) {
      outgoing = candidate.bundle();
      candidate = null;
      LOG.info("{} scores in shadow no more", outgoing.model());
    }
  }

  /** A job that was restarted must not wait for people to mend the release. */
  private void startWithPrevious(ModelVersion previous) {
    try {
      swapTo(loader.load(previous, active));
      LOG.error("The active bundle cannot be loaded: scoring with the previous one, {}", previous);
    } catch (Exception | LinkageError problem) {
      refused(problem);
    }
  }

  private void swapTo(LoadedBundle next) {
    LoadedBundle before = active;
    outgoing = before;
    active = next;
    misfit = null;
    if (before != null) {
      swaps.incrementAndGet();
    }
    LOG.info(
        "Scoring with {}, before it {}", next.model(), before == null ? "none" : before.model());
  }

  /** Closes what was replaced at an earlier poll, unless a batch still uses it. */
  private boolean outgoingIsClosed() {
    LoadedBundle bundle = outgoing;
    if (bundle == null) {
      return true;
    }
    if (!bundle.closeIfUnused()) {
      return false;
    }
    LOG.info("Closed {}", bundle.model());
    outgoing = null;
    return true;
  }

  private void refused(Throwable problem) {
    failedSwaps.incrementAndGet();
    if (active == null && problem instanceof ScoringPlanException) {
      misfit = problem.getMessage();
    }
    refusals.tell(
        problem,
        active == null
            ? "No bundle is in use: until one is, contacts take the fail-safe route."
            : active.model() + " stays.");
  }

  private static ContactScorer leaseOf(LoadedBundle bundle, String model) {
    return bundle != null && bundle.asActive().model().equals(model) ? bundle.lease() : null;
  }
}
