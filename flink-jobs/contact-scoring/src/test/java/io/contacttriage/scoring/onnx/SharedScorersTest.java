package io.contacttriage.scoring.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.contacttriage.scoring.bundle.InvalidBundleException;
import io.contacttriage.scoring.bundle.TestingBundles;
import io.contacttriage.text.PreparedContact;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SharedScorersTest {
  private static final List<PreparedContact> BATCH = List.of(TestingContacts.latin(2, 3));

  private final SharedScorers shared = new SharedScorers();
  @TempDir Path root;
  private Path bundle;

  @BeforeEach
  void copyBundle() throws Exception {
    bundle = TestingBundles.copyTiny(root);
  }

  @Test
  void thoseWhoAskForOneBundleGetTheSameScorer() throws Exception {
    try (ScorerLease one = shared.acquire(bundle, ScoringTier.FAST);
        ScorerLease two = shared.acquire(bundle.resolve("..").resolve("1.0.0"), ScoringTier.FAST)) {
      assertThat(two.scorer()).isSameAs(one.scorer());
    }
  }

  @Test
  void theScorerIsClosedWhenTheLastHasLeftAndNotBefore() throws Exception {
    ScorerLease one = shared.acquire(bundle, ScoringTier.FAST);
    ScorerLease two = shared.acquire(bundle, ScoringTier.FAST);

    one.close();
    assertThat(two.score(BATCH)).hasSize(1);
    two.close();

    assertThatThrownBy(() -> two.scorer().score(BATCH))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("closed");
  }

  @Test
  void leavingTwiceCountsOnce() throws Exception {
    ScorerLease one = shared.acquire(bundle, ScoringTier.FAST);
    ScorerLease two = shared.acquire(bundle, ScoringTier.FAST);

    one.close();
    one.close();

    assertThat(two.score(BATCH)).hasSize(1);
    assertThatThrownBy(() -> one.score(BATCH)).hasMessageContaining("was released");
    two.close();
  }

  @Test
  void afterTheLastHasLeftANewScorerIsMade() throws Exception {
    ScorerLease one = shared.acquire(bundle, ScoringTier.FAST);
    one.close();

    try (ScorerLease two = shared.acquire(bundle, ScoringTier.FAST)) {
      assertThat(two.scorer()).isNotSameAs(one.scorer());
      assertThat(two.score(BATCH)).hasSize(1);
    }
  }

  @Test
  void anotherManifestInTheSamePlaceIsAnotherBundle() throws Exception {
    try (ScorerLease one = shared.acquire(bundle, ScoringTier.FAST)) {
      TestingBundles.editManifest(bundle, manifest -> manifest.put("version", "1.0.1"));
      try (ScorerLease two = shared.acquire(bundle, ScoringTier.FAST)) {
        assertThat(two.scorer()).isNotSameAs(one.scorer());
        assertThat(two.model().version()).isEqualTo("1.0.1");
        assertThat(one.model().version()).isEqualTo("1.0.0");
      }
      assertThat(one.score(BATCH)).hasSize(1);
    }
  }

  @Test
  void aRefusedBundleLeavesTheOneInUseAlone() throws Exception {
    try (ScorerLease one = shared.acquire(bundle, ScoringTier.FAST)) {
      Path other = TestingBundles.copyTiny(root.resolve("other"));
      Files.write(other.resolve("model.onnx"), new byte[1]);

      assertThatThrownBy(() -> shared.acquire(other, ScoringTier.FAST))
          .isInstanceOf(InvalidBundleException.class);

      assertThat(one.score(BATCH)).hasSize(1);
    }
  }

  @Test
  void aCascadeSharesBothSessionsAndTheFastOneWithWhoAsksForFastAlone() throws Exception {
    Path twoTier = TestingBundles.copyTwoTier(root);
    try (ScorerLease one = shared.acquire(twoTier, ScoringTier.AUTO);
        ScorerLease two = shared.acquire(twoTier, ScoringTier.CASCADE);
        ScorerLease fast = shared.acquire(twoTier, ScoringTier.FAST);
        ScorerLease deep = shared.acquire(twoTier, ScoringTier.DEEP)) {
      CascadeScorer first = (CascadeScorer) one.scorer();
      CascadeScorer second = (CascadeScorer) two.scorer();

      assertThat(second.fast()).isSameAs(first.fast()).isSameAs(fast.scorer());
      assertThat(second.deep()).isSameAs(first.deep()).isSameAs(deep.scorer());
    }
  }

  @Test
  void theLastToLeaveACascadeClosesBothSessionsAndKeepsTheOneThatAnotherUses() throws Exception {
    Path twoTier = TestingBundles.copyTwoTier(root);
    ScorerLease fast = shared.acquire(twoTier, ScoringTier.FAST);
    ScorerLease cascade = shared.acquire(twoTier, ScoringTier.CASCADE);
    CascadeScorer scorer = (CascadeScorer) cascade.scorer();

    cascade.close();

    assertThat(fast.score(BATCH)).hasSize(1);
    assertThatThrownBy(() -> scorer.deep().score(BATCH)).hasMessageContaining("closed");
    fast.close();
    assertThatThrownBy(() -> scorer.fast().score(BATCH)).hasMessageContaining("closed");
  }

  @Test
  void aTierThatTheBundleLacksIsRefusedAndTheOneInUseStays() throws Exception {
    try (ScorerLease fast = shared.acquire(bundle, ScoringTier.AUTO)) {
      assertThatThrownBy(() -> shared.acquire(bundle, ScoringTier.CASCADE))
          .isInstanceOf(InvalidBundleException.class)
          .hasMessageContaining(
              "manifest.json /tiers: wanted a deep tier, to score with tier cascade, found only"
                  + " fast");

      assertThat(fast.score(BATCH)).hasSize(1);
    }
  }

  @Test
  void aDeepNetworkThatIsRefusedLeavesNothingBehind() throws Exception {
    Path twoTier = TestingBundles.copyTwoTier(root);
    TestingBundles.replace(twoTier, "deep.onnx", TestingBundles.network("unknown_operator"));

    assertThatThrownBy(() -> shared.acquire(twoTier, ScoringTier.CASCADE))
        .isInstanceOf(InvalidBundleException.class)
        .hasMessageContaining("deep.onnx");

    try (ScorerLease fast = shared.acquire(twoTier, ScoringTier.FAST)) {
      assertThat(fast.score(BATCH)).hasSize(1);
    }
  }

  @Test
  void manyThreadsMayComeAndGo() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Future<?>> rounds = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        rounds.add(
            threads.submit(
                () -> {
                  try (ScorerLease lease = shared.acquire(bundle, ScoringTier.FAST)) {
                    assertThat(lease.score(BATCH)).hasSize(1);
                  }
                  return null;
                }));
      }
      for (Future<?> round : rounds) {
        assertThatCode(round::get).doesNotThrowAnyException();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void theProcessHasOneRegistry() {
    assertThat(SharedScorers.ofProcess()).isSameAs(SharedScorers.ofProcess());
  }
}
