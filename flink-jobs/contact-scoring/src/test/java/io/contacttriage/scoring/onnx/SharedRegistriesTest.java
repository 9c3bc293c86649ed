package io.contacttriage.scoring.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.contacttriage.scoring.ContactScorer;
import io.contacttriage.scoring.ModelRegistry;
import io.contacttriage.scoring.ScoringException;
import io.contacttriage.scoring.bundle.LocalBundleFiles;
import io.contacttriage.scoring.bundle.TestingBundles;
import io.contacttriage.text.PreparedContact;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SharedRegistriesTest {
  private static final Duration NEVER = Duration.ofDays(1);
  private static final List<PreparedContact> BATCH = List.of(TestingContacts.latin(2, 7, 3));

  private final SharedRegistries registries = new SharedRegistries();
  @TempDir Path root;

  @BeforeEach
  void release() throws Exception {
    TestingBundles.copyTiny(root);
    TestingBundles.copyTiny(root, "1.0.1");
    TestingBundles.release(root, "tiny/1.0.0", null);
  }

  @Test
  void thoseWhoJoinForTheSameShareTheSessionsUntilTheLastHasLeft() throws Exception {
    ModelRegistry one = join();
    ModelRegistry two = join();
    assertThat(two.active()).isSameAs(one.active());

    one.close();
    one.close();
    try (ContactScorer scorer = two.lease("tiny/1.0.0")) {
      assertThat(scorer.score(BATCH)).hasSize(1);
      two.close();
      assertThatThrownBy(() -> scorer.score(BATCH)).hasMessageContaining("closed");
    }
    assertThat(two.active()).isNull();
  }

  @Test
  void whoComesAfterTheLastHasLeftGetsANewOne() throws Exception {
    ModelRegistry first = join();
    var before = first.active();
    first.close();

    try (ModelRegistry second = join()) {
      assertThat(second.active()).isNotNull().isNotSameAs(before);
    }
  }

  @Test
  void whatTextsScoredIsForgottenForAllWhoShare() throws Exception {
    ScoringSetup remembering = new ScoringSetup(ScoringTier.FAST, 100);
    try (ModelRegistry registry =
        registries.join(
            LocalBundleFiles.in(root), remembering, NEVER, TestingResources.LOCAL_RUN)) {
      score(registry);
      score(registry);
      assertThat(registry.cacheHits()).isEqualTo(1);

      assertThat(registries.forgetTexts()).isEqualTo(1);
      assertThat(registries.forgetTexts()).isZero();
      score(registry);
      assertThat(registry.cacheHits()).isEqualTo(1);
    }
    assertThat(registries.forgetTexts()).isZero();
  }

  @Test
  void othersTiersHaveRegistriesOfTheirOwn() throws Exception {
    try (ModelRegistry fast = join();
        ModelRegistry deep = join(ScoringTier.DEEP, TestingResources.LOCAL_RUN)) {
      assertThat(fast.active()).isNotNull();
      assertThat(deep.active()).as("the bundle has no deep tier").isNull();
    }
  }

  @Test
  void whoIsRefusedForWantOfCoresLeavesNothingOpenForTheNext() throws Exception {
    assertThatThrownBy(
            () -> join(ScoringTier.FAST, new TaskManagerResources(2, 1, OptionalLong.of(1 << 30))))
        .isInstanceOf(ScoringPlanException.class)
        .hasMessageContaining("wanted at most 1, one for each core, found 2");

    try (ModelRegistry next = join()) {
      assertThat(next.active()).isNotNull();
    }
  }

  @Test
  void whileThreadsScoreEachBatchIsScoredByTheBundleItWasPreparedFor() throws Exception {
    BundleRegistry registry =
        new BundleRegistry(
            LocalBundleFiles.in(root), setup(ScoringTier.AUTO), TestingResources.LOCAL_RUN);
    registry.poll();
    AtomicBoolean stop = new AtomicBoolean();
    ExecutorService threads = Executors.newFixedThreadPool(3);
    try {
      List<Future<Integer>> counts = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        counts.add(threads.submit(() -> scoreUntil(stop, registry)));
      }
      for (int swap = 0; swap < 20; swap++) {
        boolean even = swap % 2 == 0;
        TestingBundles.release(root, even ? "tiny/1.0.1" : "tiny/1.0.0", null);
        // Again while a batch keeps the bundle before open.
        while (registry.swaps() == swap) {
          registry.poll();
        }
      }
      stop.set(true);

      for (Future<Integer> count : counts) {
        assertThat(count.get()).isPositive();
      }
      assertThat(registry.failedSwaps()).isZero();
    } finally {
      stop.set(true);
      threads.shutdown();
      registry.close();
    }
  }

  /** How many batches were scored; a bundle that was closed at once after the swap has none. */
  private static int scoreUntil(AtomicBoolean stop, ModelRegistry registry)
      throws ScoringException {
    int scored = 0;
    while (!stop.get() || scored == 0) {
      String model = registry.active().model();
      try (ContactScorer scorer = registry.lease(model)) {
        if (scorer != null) {
          assertThat(scorer.score(BATCH).get(0).model()).isEqualTo(model);
          scored++;
        }
      }
    }
    return scored;
  }

  private static void score(ModelRegistry registry) throws ScoringException {
    try (ContactScorer scorer = registry.lease("tiny/1.0.0")) {
      scorer.score(BATCH);
    }
  }

  private ModelRegistry join() throws Exception {
    return join(ScoringTier.FAST, TestingResources.LOCAL_RUN);
  }

  private ModelRegistry join(ScoringTier tier, TaskManagerResources has) throws Exception {
    return registries.join(LocalBundleFiles.in(root), setup(tier), NEVER, has);
  }

  private static ScoringSetup setup(ScoringTier tier) {
    return new ScoringSetup(tier, 0);
  }
}
