package io.contacttriage.scoring.onnx;

import io.contacttriage.scoring.bundle.BundleRelease;
import io.contacttriage.scoring.bundle.ModelBundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Prints the native memory, in bytes, that a tier of the released bundle takes: for its weights,
 * and then for the largest runs of each length on several threads at once. Alone in a process whose
 * heap is touched before, so that resident memory grows by native memory only. Arguments: the
 * folder of {@code release.json}, tier, threads.
 */
final class NativeMemoryMain {
  /** Tokens from one length to the next. */
  private static final int STEP = 4;

  private NativeMemoryMain() {}

  public static void main(String[] args) throws Exception {
    ModelBundle bundle = BundleRelease.loadActive(Path.of(args[0]));
    long before = residentBytes();
    try (OnnxContactScorer scorer = OnnxContactScorer.open(bundle, args[1])) {
      long open = residentBytes();
      runAtOnce(scorer, bundle.manifest().maxTokens(), Integer.parseInt(args[2]));
      System.out.println(open - before);
      System.out.println(residentBytes() - open);
    }
  }

  private static void runAtOnce(OnnxContactScorer scorer, int longest, int threads)
      throws Exception {
    ExecutorService slots = Executors.newFixedThreadPool(threads);
    try {
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        running.add(
            slots.submit(
                () -> {
                  for (int tokens = longest; tokens > 0; tokens -= STEP) {
                    int[] row = new int[tokens];
                    Arrays.fill(row, 1);
                    scorer.probabilities(Collections.nCopies(BatchPlan.rowsPerRun(tokens), row));
                  }
                  return null;
                }));
      }
      for (Future<?> run : running) {
        run.get();
      }
    } finally {
      slots.shutdown();
    }
  }

  /** Linux: the pages of this process that are in memory and belong to no file. */
  private static long residentBytes() throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
      if (line.startsWith("RssAnon:")) {
        return Long.parseLong(line.replaceAll("\\D", "")) << 10;
      }
    }
    throw new IOException("/proc/self/status does not say RssAnon");
  }
}
