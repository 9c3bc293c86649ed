package io.contacttriage.scoring.onnx;

import com.github.benmanes.caffeine.cache.stats.StatsCounter;
import io.contacttriage.scoring.ModelVersion;
import io.contacttriage.scoring.ScoringException;
import io.contacttriage.scoring.bundle.BundleFiles;
import io.contacttriage.scoring.bundle.BundleRelease;
import io.contacttriage.scoring.bundle.InvalidBundleException;
import io.contacttriage.scoring.bundle.ModelBundle;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Verifies bundles, plans for them, opens them and warms them up. */
final class BundleLoader {
  private static final Logger LOG = LoggerFactory.getLogger(BundleLoader.class);

  private final BundleFiles root;
  private final ScoringSetup setup;
  private final TaskManagerResources has;
  private final StatsCounter cacheUse;

  /**
   * @param root the folder of the bundles
   * @param has what they must fit
   * @param cacheUse counts hits and misses of the texts that they remember
   */
  BundleLoader(
      BundleFiles root, ScoringSetup setup, TaskManagerResources has, StatsCounter cacheUse) {
    this.root = root;
    this.setup = setup;
    this.has = has;
    this.cacheUse = cacheUse;
  }

  /**
   * Loads a bundle.
   *
   * @param active which scores meanwhile and whose labels it must have, or null
   * @throws InvalidBundleException when it must not be used
   * @throws ScoringPlanException when it needs more than there is
   */
  LoadedBundle load(ModelVersion model, LoadedBundle active)
      throws IOException, InvalidBundleException, ScoringException, ScoringPlanException {
    LoadingPace pace = active == null ? LoadingPace.withoutRest() : LoadingPace.halfOfTheTime();
    ModelBundle bundle = BundleRelease.load(root, model);
    pace.rest();
    ScoringPlan plan = ScoringPlan.of(has, setup, bundle);
    plan.requireFit();
    LOG.info("Plan for {} on this TaskManager:\n{}", model, plan.table());
    // In a local run only.
    plan.problems().forEach(LOG::warn);
    if (active != null) {
      LabelChange.refuse(active.model(), active.heads(), bundle);
    }
    return LoadedBundle.open(bundle, setup, cacheUse, pace);
  }
}
