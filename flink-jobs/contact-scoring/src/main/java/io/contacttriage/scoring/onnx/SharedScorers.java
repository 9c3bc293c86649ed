package io.contacttriage.scoring.onnx;

import io.contacttriage.scoring.bundle.InvalidBundleException;
import io.contacttriage.scoring.bundle.ModelBundle;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One session for each network of a bundle, shared by all who ask and closed when the last one has
 * left, so that the slots of a TaskManager hold a model's weights once.
 */
public final class SharedScorers {
  private static final Logger LOG = LoggerFactory.getLogger(SharedScorers.class);

  /** One for each class loader that loads this class: keep the jar in the cluster's lib. */
  private static final SharedScorers OF_PROCESS = new SharedScorers();

  private final Map<Key, SharedBundle> bundles = new HashMap<>();

  /** What makes two bundles the same: the manifest names the hash of every other file. */
  private record Key(Path directory, String manifestSha256) {}

  /** The scorers of this JVM. */
  public static SharedScorers ofProcess() {
    return OF_PROCESS;
  }

  /**
   * Joins the scorer of a bundle, or makes it. Others who ask meanwhile wait: they usually want the
   * same one.
   *
   * @param bundleDirectory as {@link ModelBundle#load} takes it
   * @param tier the networks of one bundle are shared by name: who asks for a cascade shares the
   *     fast one with who asks for fast alone
   * @return to be closed by who asked
   * @throws InvalidBundleException when the bundle must not be used or lacks the tier; scorers in
   *     use stay
   * @throws IOException when a file cannot be read
   */
  public synchronized ScorerLease acquire(Path bundleDirectory, ScoringTier tier)
      throws IOException, InvalidBundleException {
    Path directory = bundleDirectory.toAbsolutePath().normalize();
    Key key = new Key(directory, ModelBundle.readManifestSha256(directory));
    if (!bundles.containsKey(key) || !bundles.get(key).isOpen(tier)) {
      ModelBundle bundle = ModelBundle.load(directory);
      // Not the hash from above: the manifest may have been replaced since.
      key = new Key(directory, bundle.manifestSha256());
      SharedBundle shared = bundles.containsKey(key) ? bundles.get(key) : new SharedBundle(bundle);
      shared.open(bundle, tier);
      bundles.put(key, shared);
      LOG.info(
          "Opened bundle {} tiers {}, manifest {}",
          bundle.model(),
          shared.networks(tier),
          key.manifestSha256());
    }
    return lease(key, bundles.get(key).networks(tier));
  }

  private ScorerLease lease(Key key, List<String> networks) {
    return new ScorerLease(bundles.get(key).join(networks), () -> release(key, networks));
  }

  private void release(Key key, List<String> networks) {
    List<OnnxContactScorer> unused;
    synchronized (this) {
      SharedBundle shared = bundles.get(key);
      unused = shared.leave(networks);
      if (shared.isUnused()) {
        bundles.remove(key);
      }
    }
    // Outside the lock: closing waits for running calls, and nobody else should.
    for (OnnxContactScorer scorer : unused) {
      scorer.close();
      LOG.info("Closed bundle {} tier {}", scorer.model(), scorer.tier());
    }
  }
}
