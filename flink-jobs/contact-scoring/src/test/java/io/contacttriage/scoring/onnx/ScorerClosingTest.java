package io.contacttriage.scoring.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.contacttriage.scoring.ContactScorer;
import io.contacttriage.scoring.bundle.CascadeRule;
import io.contacttriage.scoring.bundle.ModelBundle;
import io.contacttriage.scoring.bundle.TestingBundles;
import io.contacttriage.text.PreparedContact;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
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
  private static final List<PreparedContact> BATCH =
      Collections.nCopies(500, TestingContacts.latin(2, 4, 5, 6, 7, 3));

  @TempDir Path root;

  @RepeatedTest(10)
  void closingWhileFourThreadsScoreEndsEachWithACleanRefusal() throws Exception {
    ModelBundle bundle = ModelBundle.load(TestingBundles.copyTiny(root));

    closeWhileScoring(ScoringTier.FAST.open(bundle));
  }

  @RepeatedTest(5)
  void closingACascadeWhileFourThreadsScoreClosesBothTiersCleanly() throws Exception {
    ModelBundle bundle = ModelBundle.load(TestingBundles.copyTwoTier(root));
    OnnxContactScorer fast = OnnxContactScorer.open(bundle, "fast");
    OnnxContactScorer deep = OnnxContactScorer.open(bundle, "deep");
    CascadeRule alwaysDeep = new CascadeRule(1, 1, Map.of());

    closeWhileScoring(new CascadeScorer(fast, deep, alwaysDeep));

    for (OnnxContactScorer tier : List.of(fast, deep)) {
      assertThatThrownBy(() -> tier.score(BATCH)).isInstanceOf(IllegalStateException.class);
    }
  }

  private static void closeWhileScoring(ContactScorer scorer) throws Exception {
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
                      assertThat(scorer.score(BATCH)).hasSize(500).doesNotContainNull();
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
            .isEqualTo("The scorer of bundle " + scorer.model() + " is closed");
      }
    } finally {
      threads.shutdownNow();
    }
  }
}
