package io.contacttriage.scoring.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.contacttriage.scoring.ContactScorer;
import io.contacttriage.scoring.bundle.LocalBundleFiles;
import io.contacttriage.scoring.bundle.TestingBundles;
import io.contacttriage.text.PreparedContact;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

class BundleRegistryTest {
  private static final List<PreparedContact> BATCH = List.of(TestingContacts.latin(2, 7, 3));

  private static final TaskManagerResources ENOUGH_FOR_A_FAST_TIER =
      new TaskManagerResources(2, 2, OptionalLong.of(40 << 20));

  @TempDir Path root;
  private BundleRegistry registry;

  @BeforeEach
  void releaseTheFirst() throws Exception {
    TestingBundles.copyTiny(root);
    TestingBundles.copyTiny(root, "1.0.1");
    TestingBundles.release(root, "tiny/1.0.0", null);
    registry = newRegistry(ScoringTier.AUTO);
  }

  @AfterEach
  void close() {
    registry.close();
  }

  @Test
  void theFirstPollOpensTheActiveBundle() throws Exception {
    assertThat(registry.active()).isNull();

    registry.poll();

    assertThat(registry.active().model()).isEqualTo("tiny/1.0.0");
    assertThat(registry.active().tokenizer().encode("hacked")).containsExactly(2, 7, 3);
    assertThat(modelThatScores("tiny/1.0.0")).isEqualTo("tiny/1.0.0");
    assertThat(registry.swaps()).isZero();
  }

  @Test
  void aReleaseTakesEffectAtTheNextPoll() throws Exception {
    registry.poll();

    TestingBundles.release(root, "tiny/1.0.1", "tiny/1.0.0");
    assertThat(registry.active().model()).isEqualTo("tiny/1.0.0");
    registry.poll();

    assertThat(registry.active().model()).isEqualTo("tiny/1.0.1");
    assertThat(modelThatScores("tiny/1.0.1")).isEqualTo("tiny/1.0.1");
    assertThat(registry.swaps()).isEqualTo(1);
    assertThat(registry.failedSwaps()).isZero();
  }

  @Test
  void aBundleThatNeedsTooMuchMemoryIsRefusedAndTheOldOneStays() throws Exception {
    TestingBundles.copyTwoTier(root);
    registry = newRegistry(ScoringTier.AUTO, ENOUGH_FOR_A_FAST_TIER);
    registry.poll();

    TestingBundles.release(root, "tiny-two-tier/1.0.0", "tiny/1.0.0");
    registry.poll();

    assertThat(registry.active().model()).isEqualTo("tiny/1.0.0");
    assertThat(registry.failedSwaps()).isEqualTo(1);
    registry.requireFit();
  }

  @Test
  void withoutAnyBundleThatFitsTheStartIsRefused() throws Exception {
    TestingBundles.copyTwoTier(root);
    TestingBundles.release(root, "tiny-two-tier/1.0.0", null);
    registry = newRegistry(ScoringTier.AUTO, ENOUGH_FOR_A_FAST_TIER);
    registry.poll();

    assertThat(registry.active()).isNull();
    assertThatThrownBy(registry::requireFit)
        .isInstanceOf(ScoringPlanException.class)
        .hasMessageContaining("'taskmanager.memory.task.off-heap.size': wanted at least ")
        .hasMessageContaining("found 40m");
  }

  @Test
  void aStartFallsBackToThePreviousBundleWhenOnlyThatFits() throws Exception {
    TestingBundles.copyTwoTier(root);
    TestingBundles.release(root, "tiny-two-tier/1.0.0", "tiny/1.0.0");
    registry = newRegistry(ScoringTier.AUTO, ENOUGH_FOR_A_FAST_TIER);
    registry.poll();

    assertThat(registry.active().model()).isEqualTo("tiny/1.0.0");
    registry.requireFit();
  }

  @Test
  void whatWasPreparedForTheOldBundleIsScoredByItUntilThePollAfterTheSwap() throws Exception {
    registry.poll();
    TestingBundles.release(root, "tiny/1.0.1", "tiny/1.0.0");
    registry.poll();

    assertThat(modelThatScores("tiny/1.0.0")).isEqualTo("tiny/1.0.0");
    registry.poll();

    assertThat(registry.lease("tiny/1.0.0")).isNull();
  }

  @Test
  void aBatchKeepsItsBundleOpenAndNoThirdOneIsOpenedMeanwhile() throws Exception {
    registry.poll();
    TestingBundles.copyTiny(root, "1.0.2");
    try (ContactScorer batch = registry.lease("tiny/1.0.0")) {
      TestingBundles.release(root, "tiny/1.0.1", "tiny/1.0.0");
      registry.poll();
      TestingBundles.release(root, "tiny/1.0.2", "tiny/1.0.1");
      registry.poll();
      registry.poll();

      assertThat(batch.score(BATCH)).hasSize(1);
      assertThat(registry.active().model()).isEqualTo("tiny/1.0.1");
    }
    registry.poll();

    assertThat(registry.lease("tiny/1.0.0")).isNull();
    assertThat(registry.active().model()).isEqualTo("tiny/1.0.2");
  }

  @Test
  void aLeaseThatWasGivenBackScoresNoMore() throws Exception {
    registry.poll();
    ContactScorer lease = registry.lease("tiny/1.0.0");
    lease.close();
    lease.close();

    assertThatThrownBy(() -> lease.score(BATCH)).hasMessageContaining("was released");
    TestingBundles.release(root, "tiny/1.0.1", "tiny/1.0.0");
    registry.poll();
    try (ContactScorer other = registry.lease("tiny/1.0.0")) {
      registry.poll();
      assertThat(other.score(BATCH)).as("closing twice counts once").hasSize(1);
    }
  }

  @TestFactory
  Stream<DynamicTest> eachWayOfBeingBadChangesNothingButTheCount() {
    return Stream.of(
        bad("no such bundle", bundle -> release("tiny/9.9.9")),
        bad("a release that cannot be read", bundle -> writeRelease("oops")),
        bad("no release", bundle -> Files.delete(root.resolve("release.json"))),
        bad("a missing file", bundle -> Files.delete(bundle.resolve("tokenizer.json"))),
        bad("a wrong hash", bundle -> Files.write(bundle.resolve("model.onnx"), flipped())),
        bad("a longer file", bundle -> Files.write(bundle.resolve("model.onnx"), new byte[9999])),
        bad("another name", bundle -> edit(bundle, "version", "1.0.7")),
        bad("external data", bundle -> network(bundle, "external_data")),
        bad("an unknown operator", bundle -> network(bundle, "unknown_operator")),
        bad("a custom domain", bundle -> network(bundle, "custom_domain")),
        bad("an unknown opset", bundle -> network(bundle, "opset_24")),
        bad("a wrong signature", bundle -> network(bundle, "float_ids")),
        bad("a golden answer that is off", BundleRegistryTest::spoilGolden),
        bad("other languages", BundleRegistryTest::changeLanguages),
        bad("a link", this::linkNetwork));
  }

  @Test
  void aJobThatStartsWithASpoiltBundleScoresWithThePreviousOne() throws Exception {
    TestingBundles.release(root, "tiny/1.0.1", "tiny/1.0.0");
    Path tokenizer = root.resolve("tiny/1.0.1/tokenizer.json");
    byte[] good = Files.readAllBytes(tokenizer);
    Files.writeString(tokenizer, "spoilt");

    registry.poll();
    assertThat(registry.active().model()).isEqualTo("tiny/1.0.0");
    assertThat(registry.failedSwaps()).isEqualTo(1);
    Files.write(tokenizer, good);
    registry.poll();
    assertThat(registry.active().model()).as("not tried at each poll").isEqualTo("tiny/1.0.0");
    registry.poll();

    assertThat(registry.active().model()).isEqualTo("tiny/1.0.1");
  }

  @Test
  void withoutAnyBundleThereIsNoModelUntilOneCanBeUsed() throws Exception {
    Files.delete(root.resolve("release.json"));

    registry.poll();
    assertThat(registry.active()).isNull();
    assertThat(registry.lease("tiny/1.0.0")).isNull();
    TestingBundles.release(root, "tiny/1.0.0", null);
    registry.poll();

    assertThat(registry.active().model()).isEqualTo("tiny/1.0.0");
  }

  @Test
  void anotherBundleIsTriedAtOnceAfterARefusal() throws Exception {
    registry.poll();
    release("tiny/9.9.9");
    registry.poll();

    release("tiny/1.0.1");
    registry.poll();

    assertThat(registry.active().model()).isEqualTo("tiny/1.0.1");
  }

  @Test
  void aTierThatTheNextBundleLacksIsRefused() throws Exception {
    TestingBundles.copyTwoTier(root);
    TestingBundles.release(root, "tiny-two-tier/1.0.0", null);
    try (BundleRegistry cascade = newRegistry(ScoringTier.CASCADE)) {
      cascade.poll();
      release("tiny/1.0.0");
      cascade.poll();

      assertThat(cascade.active().model()).isEqualTo("tiny-two-tier/1.0.0");
      assertThat(cascade.failedSwaps()).isEqualTo(1);
    }
  }

  private interface Spoiling {
    void spoil(Path bundle) throws IOException;
  }

  /** Spoils a fresh copy of version 1.0.1 and releases it over 1.0.0. */
  private DynamicTest bad(String how, Spoiling spoiling) {
    return DynamicTest.dynamicTest(
        how,
        () -> {
          Path bundle = root.resolve("tiny/1.0.1");
          try (Stream<Path> files = Files.list(bundle)) {
            for (Path file : files.toList()) {
              Files.delete(file);
            }
          }
          Files.delete(bundle);
          TestingBundles.copyTiny(root, "1.0.1");
          TestingBundles.release(root, "tiny/1.0.0", null);
          try (BundleRegistry own = newRegistry(ScoringTier.AUTO)) {
            own.poll();
            TestingBundles.release(root, "tiny/1.0.1", "tiny/1.0.0");
            spoiling.spoil(bundle);
            own.poll();

            assertThat(own.active().model()).isEqualTo("tiny/1.0.0");
            assertThat(own.failedSwaps()).isEqualTo(1);
            assertThat(own.swaps()).isZero();
            try (ContactScorer scorer = own.lease("tiny/1.0.0")) {
              assertThat(scorer.score(BATCH)).hasSize(1);
            }
          }
        });
  }

  private static byte[] flipped() throws IOException {
    byte[] network = TestingBundles.network("good");
    network[network.length - 1] ^= 1;
    return network;
  }

  private static void edit(Path bundle, String field, String value) throws IOException {
    TestingBundles.editManifest(bundle, manifest -> manifest.put(field, value));
  }

  private static void network(Path bundle, String name) throws IOException {
    TestingBundles.replace(bundle, "model.onnx", TestingBundles.network(name));
  }

  private static void spoilGolden(Path bundle) throws IOException {
    String golden = Files.readString(bundle.resolve("golden.jsonl"));
    TestingBundles.replace(
        bundle,
        "golden.jsonl",
        golden
            .replaceFirst("\"urgency\": ?\\[0\\.\\d", "\"urgency\": [0.9")
            .getBytes(StandardCharsets.UTF_8));
  }

  private static void changeLanguages(Path bundle) throws IOException {
    TestingBundles.editManifest(
        bundle,
        manifest -> {
          ObjectNode language = manifest.withObjectProperty("heads").withObjectProperty("language");
          language.withArrayProperty("labels").removeAll();
          Stream.of("en", "ms", "id", "th", "mixed", "other")
              .forEach(language.withArrayProperty("labels")::add);
        });
  }

  private void linkNetwork(Path bundle) throws IOException {
    Path elsewhere = root.resolve("elsewhere.onnx");
    Files.deleteIfExists(elsewhere);
    Files.move(bundle.resolve("model.onnx"), elsewhere);
    Files.createSymbolicLink(bundle.resolve("model.onnx"), elsewhere);
  }

  private void release(String model) throws IOException {
    TestingBundles.release(root, model, "tiny/1.0.0");
  }

  private void writeRelease(String content) throws IOException {
    Files.writeString(root.resolve("release.json"), content);
  }

  private BundleRegistry newRegistry(ScoringTier tier) {
    return newRegistry(tier, TestingResources.LOCAL_RUN);
  }

  private BundleRegistry newRegistry(ScoringTier tier, TaskManagerResources has) {
    return new BundleRegistry(LocalBundleFiles.in(root), new ScoringSetup(tier, 0), has);
  }

  private String modelThatScores(String model) throws Exception {
    try (ContactScorer scorer = registry.lease(model)) {
      return scorer.score(BATCH).get(0).model();
    }
  }
}
