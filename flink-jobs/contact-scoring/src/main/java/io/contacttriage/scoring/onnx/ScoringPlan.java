package io.contacttriage.scoring.onnx;

import io.contacttriage.scoring.bundle.BundleManifest;
import io.contacttriage.scoring.bundle.InvalidBundleException;
import io.contacttriage.scoring.bundle.ModelBundle;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Threads and native memory that scoring with a bundle takes on one TaskManager at most, compared
 * with what that has. Sizes are upper bounds in bytes; what is behind them was measured on the
 * released bundle, and {@code NativeMemoryTest} measures it again.
 *
 * @param tokensPerRun most tokens in one call of a network, padding included
 * @param weightBytes of all networks of one bundle
 * @param activationBytes of all networks of one bundle, while every slot runs each at its largest
 * @param bufferBytes token ids and masks of the same runs
 */
public record ScoringPlan(
    TaskManagerResources has,
    int tokensPerRun,
    long weightBytes,
    long activationBytes,
    long bufferBytes) {
  /** Two bundles are open during a swap, and each keeps the memory that its runs once needed. */
  private static final int OPEN_BUNDLES = 2;

  /** ONNX Runtime's own memory: 8 MB measured. */
  static final long RUNTIME_BYTES = 16 << 20;

  /** Weights are unpacked while they are loaded: 1.3 measured, and the file itself for a moment. */
  private static final int MEMORY_PER_FILE_BYTE = 2;

  /** 4.9 to 5.9 kB measured, on one to four threads and rows of 256 tokens. */
  private static final long FAST_BYTES_PER_TOKEN = 8 << 10;

  /** 28 kB for rows of 64 tokens, 37 to 45 kB for rows of 256, on one to four threads. */
  private static final long DEEP_BYTES_PER_TOKEN = 56 << 10;

  private static final int MIB = 1 << 20;

  /**
   * Plans for a bundle.
   *
   * @throws InvalidBundleException when it has no network for the tiers that are to score
   */
  public static ScoringPlan of(TaskManagerResources has, ScoringSetup setup, ModelBundle bundle)
      throws InvalidBundleException {
    Map<String, Long> networks = new HashMap<>();
    for (String tier : setup.tier().networks(bundle.place(), bundle.manifest())) {
      networks.put(tier, (long) bundle.network(tier).length);
    }
    return of(has, bundle.manifest().maxTokens(), networks);
  }

  /**
   * Plans.
   *
   * @param longestRow tokens of the longest text that the bundle takes
   * @param networks size of the file of each network that is used, in bytes, by the tier's name
   */
  static ScoringPlan of(TaskManagerResources has, int longestRow, Map<String, Long> networks) {
    int tokens = Math.max(longestRow, BatchPlan.MAX_TOKENS_PER_RUN);
    long tokensAtOnce = (long) has.slots() * tokens;
    long weights = 0;
    long activations = 0;
    for (Map.Entry<String, Long> network : networks.entrySet()) {
      boolean deep = network.getKey().equals(BundleManifest.DEEP);
      weights += MEMORY_PER_FILE_BYTE * network.getValue();
      activations += tokensAtOnce * (deep ? DEEP_BYTES_PER_TOKEN : FAST_BYTES_PER_TOKEN);
    }
    return new ScoringPlan(
        has,
        tokens,
        weights,
        activations,
        networks.size() * tokensAtOnce * TokenBuffers.BYTES_PER_TOKEN);
  }

  /**
   * Threads of tasks that score at once. Each slot has a thread for the deep tier beside it, which
   * is not planned for: it takes what the tasks leave.
   */
  int threads() {
    return has.slots() * NetworkSession.THREADS_PER_RUN;
  }

  /** All of it together, in bytes. */
  public long nativeBytes() {
    return RUNTIME_BYTES + OPEN_BUNDLES * (weightBytes + activationBytes + bufferBytes);
  }

  /** What does not fit, with the setting to change; empty when all fits. */
  List<String> problems() {
    List<String> problems = new ArrayList<>();
    if (threads() > has.cores()) {
      problems.add(
          "'taskmanager.numberOfTaskSlots': wanted at most "
              + has.cores() / NetworkSession.THREADS_PER_RUN
              + ", one for each core, found "
              + has.slots()
              + ". Give the TaskManager fewer slots or more cores.");
    }
    if (nativeBytes() > has.offHeapBytes().orElse(Long.MAX_VALUE)) {
      problems.add(
          "'taskmanager.memory.task.off-heap.size': wanted at least "
              + mebibytes(nativeBytes())
              + "m, found "
              + has.offHeapBytes().getAsLong() / MIB
              + "m. Raise it, or lower the number of slots.");
    }
    return problems;
  }

  /**
   * Refuses a plan that does not fit. In a local run nothing is refused: there it must be possible
   * to try more slots than cores.
   *
   * @throws ScoringPlanException with all problems and the table
   */
  void requireFit() throws ScoringPlanException {
    List<String> problems = problems();
    if (!problems.isEmpty() && has.offHeapBytes().isPresent()) {
      throw new ScoringPlanException(
          "Scoring does not fit this TaskManager:\n  "
              + String.join("\n  ", problems)
              + "\n"
              + table());
    }
  }

  /** What is planned beside what there is, for the log. */
  String table() {
    String slots = has.slots() + (has.slots() == 1 ? " slot" : " slots");
    String given =
        has.offHeapBytes().isPresent()
            ? has.offHeapBytes().getAsLong() / MIB + " MiB task off-heap"
            : "no limit: a local run, nothing is refused";
    return row("", "planned", "given")
        + row(
            "threads (" + slots + " x " + NetworkSession.THREADS_PER_RUN + ")", threads(), cores())
        + row("native memory", mebibytes(nativeBytes()) + " MiB", given)
        + row("  ONNX Runtime", mebibytes(RUNTIME_BYTES) + " MiB", "")
        + row("  weights, twice in a swap", twice(weightBytes), "")
        + row("  runs of " + tokensPerRun + " tokens x " + slots, twice(activationBytes), "")
        + row("  token buffers", twice(bufferBytes), "");
  }

  private String cores() {
    return has.cores() + (has.cores() == 1 ? " core" : " cores");
  }

  private static String row(String what, Object planned, String given) {
    return "%-32s %12s   %s".formatted(what, planned, given).stripTrailing() + "\n";
  }

  private static String twice(long bytes) {
    return OPEN_BUNDLES + " x " + mebibytes(bytes) + " MiB";
  }

  /** Rounded up: what is asked for must be enough. */
  private static long mebibytes(long bytes) {
    return (bytes + MIB - 1) / MIB;
  }
}
