package io.contacttriage.scoring.onnx;

import com.github.benmanes.caffeine.cache.stats.ConcurrentStatsCounter;
import com.github.benmanes.caffeine.cache.stats.StatsCounter;
import io.contacttriage.scoring.ActiveModel;
import io.contacttriage.scoring.ContactScorer;
import io.contacttriage.scoring.ModelRegistry;
import io.contacttriage.scoring.ModelVersion;
import io.contacttriage.scoring.ScoringException;
import io.contacttriage.scoring.bundle.BundleFiles;
import io.contacttriage.scoring.bundle.BundleRelease;
import io.contacttriage.scoring.bundle.InvalidBundleException;
import io.contacttriage.scoring.bundle.ModelBundle;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows {@code release.json}: each {@link #poll} looks at it, and opens, checks and warms up what
 * it names before anybody scores with it. Whatever goes wrong, the bundle in use stays.
 *
 * <p>The bundle that was replaced stays open until the next poll that finds it unused, so that what
 * was prepared with its tokenizer is scored by it. There are never more than two.
 */
final class BundleRegistry implements ModelRegistry {
  private static final Logger LOG = LoggerFactory.getLogger(BundleRegistry.class);

  private final BundleFiles root;
  private final ScoringSetup setup;
  private final TaskManagerResources has;
  private final Refusals refusals = new Refusals();
  private final AtomicInteger swaps = new AtomicInteger();
  private final AtomicInteger failedSwaps = new AtomicInteger();
  private final StatsCounter cacheUse = new ConcurrentStatsCounter();

  private volatile LoadedBundle active;
  private volatile LoadedBundle outgoing;

  /** Why there is no bundle, where it is for want of cores or memory; else null. */
  private volatile String misfit;

  /**
   * @param root the folder of {@code release.json}
   * @param has what bundles must fit
   */
  BundleRegistry(BundleFiles root, ScoringSetup setup, TaskManagerResources has) {
    this.root = root;
    this.setup = setup;
    this.has = has;
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
      return;
    }
    if (!refusals.mayTry(wanted)) {
      return;
    }
    try {
      swapTo(load(wanted));
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

  /** A job that was restarted must not wait for people to mend the release. */
  private void startWithPrevious(ModelVersion previous) {
    try {
      swapTo(load(previous));
      LOG.error("The active bundle cannot be loaded: scoring with the previous one, {}", previous);
    } catch (Exception | LinkageError problem) {
      refused(problem);
    }
  }

  private LoadedBundle load(ModelVersion model)
      throws IOException, InvalidBundleException, ScoringException, ScoringPlanException {
    ModelBundle bundle = BundleRelease.load(root, model);
    ScoringPlan plan = planFor(bundle);
    plan.requireFit();
    LOG.info("Plan for {} on this TaskManager:\n{}", model, plan.table());
    // In a local run only.
    plan.problems().forEach(LOG::warn);
    if (active != null) {
      LabelChange.refuse(active.model(), active.heads(), bundle);
    }
    return LoadedBundle.open(bundle, setup, cacheUse);
  }

  private ScoringPlan planFor(ModelBundle bundle) throws InvalidBundleException {
    Map<String, Long> networks = new HashMap<>();
    for (String tier : setup.tier().networks(bundle.place(), bundle.manifest())) {
      networks.put(tier, (long) bundle.network(tier).length);
    }
    return ScoringPlan.of(has, setup.batches(), bundle.manifest().maxTokens(), networks);
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
    refusals.tell(problem, active == null ? null : active.model());
  }

  private static ContactScorer leaseOf(LoadedBundle bundle, String model) {
    return bundle != null && bundle.asActive().model().equals(model) ? bundle.lease() : null;
  }
}
