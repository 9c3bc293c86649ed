package io.contacttriage.scoring.onnx;

import io.contacttriage.scoring.bundle.InvalidBundleException;
import io.contacttriage.scoring.bundle.ModelBundle;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One scorer for each bundle and tier, shared by all who ask and closed when the last one has left,
 * so that the slots of a TaskManager hold a model's weights once.
 */
public final class SharedScorers {
  private static final Logger LOG = LoggerFactory.getLogger(SharedScorers.class);

  /** One for each class loader that loads this class: keep the jar in the cluster's lib. */
  private static final SharedScorers OF_PROCESS = new SharedScorers();

  private final Map<Key, Shared> sharedByKey = new HashMap<>();

  /** What makes two bundles the same: the manifest names the hash of every other file. */
  private record Key(Path directory, String manifestSha256, String tier) {}

  /** A scorer and how many use it. Guarded by the registry. */
  private static final class Shared {
    private final OnnxContactScorer scorer;
    private int users;

    private Shared(OnnxContactScorer scorer) {
      this.scorer = scorer;
    }
  }

  /** The scorers of this JVM. */
  public static SharedScorers ofProcess() {
    return OF_PROCESS;
  }

  /**
   * Joins the scorer of a bundle, or makes it. Others who ask meanwhile wait: they usually want the
   * same one.
   *
   * @param bundleDirectory as {@link ModelBundle#load} takes it
   * @param tier {@code fast} or {@code deep}
   * @return to be closed by who asked
   * @throws InvalidBundleException when the bundle must not be used; scorers in use stay
   * @throws IOException when a file cannot be read
   */
  public synchronized ScorerLease acquire(Path bundleDirectory, String tier)
      throws IOException, InvalidBundleException {
    Path directory = bundleDirectory.toAbsolutePath().normalize();
    Key onDisk = new Key(directory, ModelBundle.readManifestSha256(directory), tier);
    if (sharedByKey.containsKey(onDisk)) {
      return lease(onDisk);
    }
    ModelBundle bundle = ModelBundle.load(directory);
    // Not the hash from above: the manifest may have been replaced since.
    Key loaded = new Key(directory, bundle.manifestSha256(), tier);
    if (!sharedByKey.containsKey(loaded)) {
      sharedByKey.put(loaded, new Shared(OnnxContactScorer.open(bundle, tier)));
      LOG.info(
          "Opened bundle {} tier {}, manifest {}", bundle.model(), tier, loaded.manifestSha256());
    }
    return lease(loaded);
  }

  private ScorerLease lease(Key key) {
    Shared shared = sharedByKey.get(key);
    shared.users++;
    return new ScorerLease(shared.scorer, () -> release(key));
  }

  private void release(Key key) {
    OnnxContactScorer unused = null;
    synchronized (this) {
      Shared shared = sharedByKey.get(key);
      shared.users--;
      if (shared.users == 0) {
        sharedByKey.remove(key);
        unused = shared.scorer;
      }
    }
    // Outside the lock: closing waits for running calls, and nobody else should.
    if (unused != null) {
      unused.close();
      LOG.info("Closed bundle {} tier {}", unused.model(), key.tier());
    }
  }
}
