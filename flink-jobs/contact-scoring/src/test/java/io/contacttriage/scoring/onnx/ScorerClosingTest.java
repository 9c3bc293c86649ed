package io.contacttriage.scoring.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import io.contacttriage.scoring.bundle.ModelBundle;
import io.contacttriage.scoring.bundle.TestingBundles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.io.TempDir;

/** A session that is closed during a run ends the process: then this test's JVM is gone. */
class ScorerClosingTest {
  private static final int THREADS = 4;

  @TempDir Path root;

  @RepeatedTest(10)
  void closingWhileFourThreadsScoreEndsEachWithACleanRefusal() throws Exception {
    ModelBundle bundle = ModelBundle.load(TestingBundles.copyTiny(root));
    OnnxContactScorer scorer = OnnxContactScorer.open(bundle, "fast");
    List<int[]> batch = Collections.nCopies(500, new int[] {2, 4, 5, 6, 7, 3});
    CountDownLatch scoredOnce = new CountDownLatch(THREADS);
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<Future<String>> ends = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        ends.add(
            threads.submit(
                () -> {
                  try {
                    while (true) {
                      assertThat(scorer.probabilities(batch)).hasSize(500).doesNotContainNull();
                      scoredOnce.countDown();
                    }
                  } catch (IllegalStateException e) {
                    return e.getMessage();
                  }
                }));
      }
      assertThat(scoredOnce.await(30, TimeUnit.SECONDS)).isTrue();

      scorer.close();

      for (Future<String> end : ends) {
        assertThat(end.get(30, TimeUnit.SECONDS))
            .isEqualTo("The scorer of bundle tiny/1.0.0 is closed");
      }
    } finally {
      threads.shutdownNow();
    }
  }
}
