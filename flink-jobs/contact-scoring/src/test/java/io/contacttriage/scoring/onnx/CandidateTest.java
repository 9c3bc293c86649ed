package io.contacttriage.scoring.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import io.contacttriage.scoring.CandidateModel;
import io.contacttriage.scoring.ContactScorer;
import io.contacttriage.scoring.ContactShare;
import io.contacttriage.scoring.bundle.LocalBundleFiles;
import io.contacttriage.scoring.bundle.SignedBundleFiles;
import io.contacttriage.scoring.bundle.SigningKeys;
import io.contacttriage.scoring.bundle.TestingBundles;
import io.contacttriage.text.PreparedContact;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** How {@link BundleRegistry} follows the candidate of a release. */
class CandidateTest {
  private static final List<PreparedContact> BATCH = List.of(TestingContacts.latin(2, 7, 3));
  private static final int CACHED_TEXTS = 10;

  @TempDir Path root;
  private BundleRegistry registry;

  @BeforeEach
  void releaseTheFirst() throws Exception {
    TestingBundles.copyTiny(root);
    TestingBundles.copyTiny(root, "1.0.1");
    TestingBundles.release(root, "tiny/1.0.0", null);
    registry = newRegistry(TestingResources.LOCAL_RUN);
  }

  @AfterEach
  void close() {
    registry.close();
  }

  @Test
  void withoutACandidateThereIsNone() {
    registry.poll();
    registry.poll();

    assertThat(registry.candidate()).isNull();
    assertThat(registry.leaseCandidate("tiny/1.0.1")).isNull();
    assertThat(registry.failedCandidates()).isZero();
  }

  @Test
  void aCandidateScoresBesideTheActiveBundleAndTheStartDidNotWaitForIt() throws Exception {
    TestingBundles.nameCandidate(root, "tiny/1.0.1", 10);
    registry.poll();
    assertThat(registry.active().model()).isEqualTo("tiny/1.0.0");
    assertThat(registry.candidate()).isNull();

    registry.poll();

    CandidateModel candidate = registry.candidate();
    assertThat(candidate.model()).isEqualTo("tiny/1.0.1");
    assertThat(candidate.share()).isEqualTo(new ContactShare(10));
    assertThat(candidate.tokenizer().encode("hacked")).containsExactly(2, 7, 3);
    assertThat(modelOfCandidate("tiny/1.0.1")).isEqualTo("tiny/1.0.1");
    assertThat(modelOfLive("tiny/1.0.0")).isEqualTo("tiny/1.0.0");
    assertThat(registry.lease("tiny/1.0.1")).as("no live contact is scored by it").isNull();
    assertThat(registry.swaps()).isZero();
  }

  @Test
  void whatACandidateScoresIsNotRemembered() throws Exception {
    openCandidate(100);

    modelOfCandidate("tiny/1.0.1");
    modelOfCandidate("tiny/1.0.1");

    assertThat(registry.cacheHits() + registry.cacheMisses()).isZero();
  }

  @Test
  void anotherShareIsTakenOverWithoutOpeningTheBundleAgain() throws Exception {
    openCandidate(10);
    Files.delete(root.resolve("tiny/1.0.1/manifest.json"));

    TestingBundles.nameCandidate(root, "tiny/1.0.1", 50);
    registry.poll();

    assertThat(registry.candidate().share().percent()).isEqualTo(50);
    assertThat(registry.failedCandidates()).isZero();
  }

  @Test
  void aWithdrawnCandidateIsClosedWhenItsBatchEnds() throws Exception {
    openCandidate(10);
    TestingBundles.nameCandidate(root, null, 0);
    try (ContactScorer batch = registry.leaseCandidate("tiny/1.0.1")) {
      registry.poll();
      assertThat(registry.candidate()).isNull();
      assertThat(registry.leaseCandidate("tiny/1.0.1")).isNull();
      registry.poll();

      assertThat(batch.score(BATCH)).hasSize(1);
    }
    registry.poll();

    assertThat(registry.active().model()).isEqualTo("tiny/1.0.0");
  }

  @Test
  void aPromotedCandidateBecomesActiveWithoutBeingOpenedAgain() throws Exception {
    openCandidate(10);
    Files.delete(root.resolve("tiny/1.0.1/model.onnx"));

    TestingBundles.release(root, "tiny/1.0.1", "tiny/1.0.0");
    registry.poll();

    assertThat(registry.active().model()).isEqualTo("tiny/1.0.1");
    assertThat(registry.candidate()).isNull();
    assertThat(modelOfLive("tiny/1.0.1")).isEqualTo("tiny/1.0.1");
    assertThat(modelOfLive("tiny/1.0.0")).as("for contacts between the rooms").isNotNull();
    assertThat(registry.swaps()).isEqualTo(1);
    assertThat(registry.failedSwaps()).isZero();
  }

  @Test
  void aCandidateMakesWayForASwapAndComesBackAfterIt() throws Exception {
    TestingBundles.copyTiny(root, "1.0.2");
    openCandidate(10);

    TestingBundles.release(root, "tiny/1.0.2", "tiny/1.0.0");
    TestingBundles.nameCandidate(root, "tiny/1.0.1", 10);
    try (ContactScorer batch = registry.leaseCandidate("tiny/1.0.1")) {
      registry.poll();
      assertThat(registry.active().model()).as("no third bundle").isEqualTo("tiny/1.0.0");
      assertThat(batch.score(BATCH)).hasSize(1);
    }
    registry.poll();
    assertThat(registry.active().model()).isEqualTo("tiny/1.0.2");
    assertThat(registry.candidate()).isNull();
    registry.poll();

    assertThat(registry.candidate().model()).isEqualTo("tiny/1.0.1");
  }

  @Test
  void theActiveBundleIsNoCandidate() throws Exception {
    TestingBundles.nameCandidate(root, "tiny/1.0.0", 10);

    registry.poll();
    registry.poll();

    assertThat(registry.candidate()).isNull();
    assertThat(registry.failedCandidates()).isZero();
  }

  @TestFactory
  Stream<DynamicTest> eachWayOfBeingBadLeavesLiveScoringAloneAndIsCounted() {
    return Stream.of(
        bad("no such bundle", bundle -> TestingBundles.nameCandidate(root, "tiny/9.9.9", 10)),
        bad("a wrong hash", bundle -> Files.write(bundle.resolve("model.onnx"), new byte[99])),
        bad(
            "an unknown operator",
            bundle ->
                TestingBundles.replace(
                    bundle, "model.onnx", TestingBundles.network("unknown_operator"))),
        bad("a golden answer that is off", CandidateTest::spoilGolden),
        bad(
            "other languages",
            bundle ->
                TestingBundles.editManifest(
                    bundle,
                    manifest ->
                        manifest
                            .withObjectProperty("heads")
                            .withObjectProperty("language")
                            .withArrayProperty("labels")
                            .set(3, "th"))));
  }

  @Test
  void aBadCandidateIsTriedMoreAndMoreRarelyAndTakenWhenItIsMended() throws Exception {
    Path tokenizer = root.resolve("tiny/1.0.1/tokenizer.json");
    byte[] good = Files.readAllBytes(tokenizer);
    Files.writeString(tokenizer, "spoilt");
    TestingBundles.nameCandidate(root, "tiny/1.0.1", 10);
    registry.poll();
    registry.poll();
    registry.poll();
    assertThat(registry.failedCandidates()).as("not tried at each poll").isEqualTo(1);

    Files.write(tokenizer, good);
    registry.poll();

    assertThat(registry.candidate().model()).isEqualTo("tiny/1.0.1");
  }

  @Test
  void aCandidateThatNeedsTooMuchMemoryIsRefused() throws Exception {
    TestingBundles.copyTwoTier(root);
    registry = newRegistry(new TaskManagerResources(2, 2, OptionalLong.of(40 << 20)));
    TestingBundles.nameCandidate(root, "tiny-two-tier/1.0.0", 10);

    registry.poll();
    registry.poll();

    assertThat(registry.candidate()).isNull();
    assertThat(registry.failedCandidates()).isEqualTo(1);
    registry.requireFit();
  }

  @Test
  void anUnsignedCandidateIsRefusedWhereASignatureIsWanted() throws Exception {
    KeyPair keys = SigningKeys.generate();
    Path active = root.resolve("tiny/1.0.0");
    Files.writeString(
        active.resolve(SignedBundleFiles.SIGNATURE),
        SigningKeys.sign(Files.readAllBytes(active.resolve("manifest.json")), keys.getPrivate()));
    TestingBundles.nameCandidate(root, "tiny/1.0.1", 10);
    registry =
        new BundleRegistry(
            new SignedBundleFiles(LocalBundleFiles.in(root), keys.getPublic()),
            setup(),
            TestingResources.LOCAL_RUN);

    registry.poll();
    registry.poll();

    assertThat(registry.active().model()).isEqualTo("tiny/1.0.0");
    assertThat(registry.candidate()).isNull();
    assertThat(registry.failedCandidates()).isEqualTo(1);
  }

  private interface Spoiling {
    void spoil(Path bundle) throws Exception;
  }

  private DynamicTest bad(String how, Spoiling spoiling) {
    return DynamicTest.dynamicTest(
        how,
        () -> {
          // Dynamic tests share their folder: each spoils a bundle of its own.
          String version = "2.0." + how.length();
          Path bundle = TestingBundles.copyTiny(root, version);
          TestingBundles.nameCandidate(root, "tiny/" + version, 10);
          spoiling.spoil(bundle);
          try (BundleRegistry own = newRegistry(TestingResources.LOCAL_RUN)) {
            own.poll();
            own.poll();

            assertThat(own.candidate()).isNull();
            assertThat(own.failedCandidates()).isEqualTo(1);
            assertThat(own.failedSwaps()).isZero();
            assertThat(own.active().model()).isEqualTo("tiny/1.0.0");
            try (ContactScorer live = own.lease("tiny/1.0.0")) {
              assertThat(live.score(BATCH)).hasSize(1);
            }
          }
        });
  }

  private static void spoilGolden(Path bundle) throws IOException {
    TestingBundles.replace(
        bundle,
        "golden.jsonl",
        Files.readString(bundle.resolve("golden.jsonl"))
            .replaceFirst("\"urgency\": ?\\[0\\.\\d", "\"urgency\": [0.9")
            .getBytes(StandardCharsets.UTF_8));
  }

  private void openCandidate(int percent) throws Exception {
    TestingBundles.nameCandidate(root, "tiny/1.0.1", percent);
    registry.poll();
    registry.poll();
    assertThat(registry.candidate()).isNotNull();
  }

  private BundleRegistry newRegistry(TaskManagerResources has) {
    return new BundleRegistry(LocalBundleFiles.in(root), setup(), has);
  }

  private static ScoringSetup setup() {
    return new ScoringSetup(ScoringTier.AUTO, CACHED_TEXTS);
  }

  private String modelOfCandidate(String model) throws Exception {
    try (ContactScorer scorer = registry.leaseCandidate(model)) {
      return scorer.score(BATCH).get(0).model();
    }
  }

  private String modelOfLive(String model) throws Exception {
    try (ContactScorer scorer = registry.lease(model)) {
      return scorer.score(BATCH).get(0).model();
    }
  }
}
