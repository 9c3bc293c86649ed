package io.contacttriage.scoring.onnx;

import io.contacttriage.scoring.ModelRegistry;
import io.contacttriage.scoring.bundle.BundleFiles;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * One registry for all who want the same, so that the slots of a TaskManager hold a model's weights
 * once and swap at the same moment. It polls from the first who joins to the last who leaves.
 */
public final class SharedRegistries {
  /** One for each class loader that loads this class: keep the jar in the cluster's lib. */
  private static final SharedRegistries OF_PROCESS = new SharedRegistries();

  private final Map<Key, PolledRegistry> registries = new HashMap<>();

  /** What makes two wishes the same. */
  private record Key(String place, ScoringSetup setup, Duration pollInterval) {}

  /** The registries of this JVM. */
  public static SharedRegistries ofProcess() {
    return OF_PROCESS;
  }

  /**
   * Joins the registry of a folder of bundles. Returns when it has looked for a bundle; there may
   * be none yet.
   *
   * @param root the folder of {@code release.json}
   * @param has of this process, the same at each call
   * @return to be closed by who joined
   * @throws ScoringPlanException when there is no bundle because it needs more than {@code has}
   */
  public ModelRegistry join(
      BundleFiles root, ScoringSetup setup, Duration pollInterval, TaskManagerResources has)
      throws InterruptedException, ScoringPlanException {
    Key key = new Key(root.place(), setup, pollInterval);
    PolledRegistry registry;
    synchronized (this) {
      registry =
          registries.computeIfAbsent(
              key, k -> PolledRegistry.start(new BundleRegistry(root, setup, has), pollInterval));
      registry.join();
    }
    RegistryMembership membership = new RegistryMembership(registry.registry(), () -> leave(key));
    try {
      registry.awaitFirstPoll();
      registry.registry().requireFit();
      return membership;
    } catch (InterruptedException | ScoringPlanException e) {
      membership.close();
      throw e;
    }
  }

  /**
   * Forgets the scores of all texts in this JVM. They are scored again when they come again.
   *
   * @return of how many
   */
  public synchronized int forgetTexts() {
    return registries.values().stream().mapToInt(shared -> shared.registry().forgetTexts()).sum();
  }

  private void leave(Key key) {
    PolledRegistry unused;
    synchronized (this) {
      unused = registries.get(key).leave() ? registries.remove(key) : null;
    }
    // Outside the lock: others may want another one meanwhile.
    if (unused != null) {
      unused.stop();
    }
  }
}
