package io.contacttriage.scoring.onnx;

import com.github.benmanes.caffeine.cache.stats.StatsCounter;
import io.contacttriage.scoring.ActiveModel;
import io.contacttriage.scoring.ContactScorer;
import io.contacttriage.scoring.ModelVersion;
import io.contacttriage.scoring.ScoringException;
import io.contacttriage.scoring.bundle.BundleManifest.Heads;
import io.contacttriage.scoring.bundle.BundleProblem;
import io.contacttriage.scoring.bundle.GoldenSet;
import io.contacttriage.scoring.bundle.InvalidBundleException;
import io.contacttriage.scoring.bundle.ModelBundle;
import java.util.List;

/** A bundle with its sessions open, and how many batches use it now. */
final class LoadedBundle {
  private final ModelVersion model;
  private final ActiveModel asActive;
  private final Heads heads;
  private final List<OnnxContactScorer> networks;
  private final ContactScorer uncached;
  private final ContactScorer scorer;

  /** Null where no texts are remembered. */
  private final ScoreCache cache;

  private int users;
  private boolean closed;

  private LoadedBundle(ModelBundle bundle, List<OnnxContactScorer> networks, ScoreCache cache) {
    this.model = bundle.model();
    this.asActive = new ActiveModel(model.toString(), bundle.tokenizer());
    this.heads = bundle.manifest().heads();
    this.networks = networks;
    this.uncached = ScoringTier.scorerOf(networks, bundle.manifest());
    this.cache = cache;
    this.scorer = cache == null ? uncached : new CachingScorer(uncached, cache);
  }

  /**
   * Opens a bundle, compares it with its golden set and warms it up.
   *
   * @param cacheUse counts hits and misses of the texts that it will remember
   * @throws InvalidBundleException when it lacks the tier, the runtime refuses a network or an
   *     answer is off
   * @throws ScoringException when a network cannot run
   */
  static LoadedBundle open(
      ModelBundle bundle, ScoringSetup setup, StatsCounter cacheUse, LoadingPace pace)
      throws InvalidBundleException, ScoringException {
    GoldenSet golden = GoldenSet.read(bundle);
    ScoreCache cache =
        setup.cachedTexts() == 0 ? null : new ScoreCache(setup.cachedTexts(), cacheUse);
    LoadedBundle loaded = new LoadedBundle(bundle, setup.tier().openNetworks(bundle, pace), cache);
    try {
      List<BundleProblem> problems = GoldenCheck.run(bundle, golden, loaded.networks, pace);
      if (!problems.isEmpty()) {
        throw new InvalidBundleException(bundle.place(), problems);
      }
      for (OnnxContactScorer network : loaded.networks) {
        network.warmUp(pace);
      }
      return loaded;
    } catch (InvalidBundleException | ScoringException | RuntimeException e) {
      loaded.close();
      throw e;
    }
  }

  ModelVersion model() {
    return model;
  }

  ActiveModel asActive() {
    return asActive;
  }

  Heads heads() {
    return heads;
  }

  /** Forgets the scores of all texts, and answers of how many. */
  int forgetTexts() {
    return cache == null ? 0 : cache.clear();
  }

  /** Holds this open, or answers null when it is closed. */
  ScorerLease lease() {
    return lease(scorer);
  }

  /** As {@link #lease()}, to score without the remembered texts. */
  ScorerLease leaseUncached() {
    return lease(uncached);
  }

  private synchronized ScorerLease lease(ContactScorer with) {
    if (closed) {
      return null;
    }
    users++;
    return new ScorerLease(with, this::giveBack);
  }

  private synchronized void giveBack() {
    users--;
  }

  /** Closes this unless a batch uses it; from then on nobody can. */
  boolean closeIfUnused() {
    synchronized (this) {
      if (users > 0) {
        return false;
      }
      closed = true;
    }
    scorer.close();
    return true;
  }

  /** Closes this after the calls that are under way. */
  void close() {
    synchronized (this) {
      closed = true;
    }
    scorer.close();
  }
}
