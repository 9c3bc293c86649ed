package io.contacttriage.scoring.onnx;

import io.contacttriage.scoring.ModelVersion;
import java.util.HashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What was refused of late: each cause is logged once, and a bundle that was refused is tried again
 * after ever more polls, since it may only be half copied but costs much to check. Used by one
 * thread at a time.
 */
final class Refusals {
  private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);
  private static final int LONGEST_DOUBLING = 5;
  private static final int CAUSES_KEPT = 50;

  private final Set<String> told = new HashSet<>();
  private ModelVersion refused;
  private int doublings;
  private int pollsToSkip;

  /** Whether to try a bundle at this poll; one that was not just refused is tried at once. */
  boolean mayTry(ModelVersion model) {
    if (!model.equals(refused)) {
      forget();
      return true;
    }
    return pollsToSkip-- <= 0;
  }

  /** Puts the next try of a bundle off: by 1, 3, 7, 15, then 31 polls. */
  void putOff(ModelVersion model) {
    refused = model;
    doublings = Math.min(LONGEST_DOUBLING, doublings + 1);
    pollsToSkip = (1 << doublings) - 1;
  }

  /**
   * Logs a cause unless it was logged since the last success.
   *
   * @param consequence a sentence that says how scoring goes on
   * @return whether it was logged
   */
  boolean tell(Throwable cause, String consequence) {
    if (told.size() >= CAUSES_KEPT) {
      told.clear();
    }
    if (!told.add(cause.toString())) {
      return false;
    }
    LOG.error(
        "{} It is tried again; only another cause is logged. {}", consequence, cause.toString());
    return true;
  }

  /** After a success everything is news again. */
  void clear() {
    told.clear();
    forget();
  }

  private void forget() {
    refused = null;
    doublings = 0;
    pollsToSkip = 0;
  }
}
