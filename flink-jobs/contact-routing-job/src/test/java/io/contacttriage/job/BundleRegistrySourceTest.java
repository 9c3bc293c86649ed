package io.contacttriage.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.contacttriage.contact.Channel;
import io.contacttriage.contact.ContactFacts;
import io.contacttriage.contact.Customer;
import io.contacttriage.scoring.ContactScorer;
import io.contacttriage.scoring.ModelRegistry;
import io.contacttriage.scoring.ModelVersion;
import io.contacttriage.scoring.onnx.ScoringSetup;
import io.contacttriage.scoring.onnx.ScoringTier;
import io.contacttriage.scoring.onnx.TaskManagerResources;
import io.contacttriage.text.PreparedContact;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BundleRegistrySourceTest {
  /** The two-tier bundle's rule asks the deep tier for the first and not for the second. */
  private static final List<PreparedContact> BATCH =
      List.of(prepared(2, 4, 5, 6, 7, 27, 3), prepared(2, 21, 22, 23, 29, 3));

  private static final TaskManagerResources LOCAL_RUN =
      new TaskManagerResources(1, 1, OptionalLong.empty());

  @TempDir Path models;

  @ParameterizedTest
  @CsvSource({"AUTO,deep,fast", "CASCADE,deep,fast", "FAST,fast,fast", "DEEP,deep,deep"})
  void theSettingDecidesWhichTierOfTheReleasedBundleScores(
      ScoringTier setting, String first, String second) throws Exception {
    ModelVersion model = TestingModels.add(models, "tiny-two-tier", "1.0.0");
    TestingModels.release(models, model, null);

    try (ModelRegistry registry = source(models.toString(), setting).join(LOCAL_RUN);
        ContactScorer scorer = registry.lease(model.toString())) {
      assertThat(scorer.score(BATCH))
          .extracting(scores -> scores.tier())
          .containsExactly(first, second);
    }
  }

  @Test
  void withoutTheTierThereIsNoModelAndTheRefusalIsCounted() throws Exception {
    TestingModels.release(models, TestingModels.add(models, "tiny", "1.0.0"), null);

    try (ModelRegistry registry = source(models.toString(), ScoringTier.CASCADE).join(LOCAL_RUN)) {
      assertThat(registry.active()).isNull();
      assertThat(registry.failedSwaps()).isPositive();
    }
  }

  @Test
  void theRoomsOfOneTaskManagerShareARegistryThatFollowsTheRelease() throws Exception {
    ModelVersion one = TestingModels.add(models, "tiny", "1.0.0");
    ModelVersion two = TestingModels.add(models, "tiny", "1.0.1");
    TestingModels.release(models, one, null);
    BundleRegistrySource source = source(models.toUri().toString(), ScoringTier.AUTO);

    try (ModelRegistry text = source.join(LOCAL_RUN);
        ModelRegistry scoring = source.join(LOCAL_RUN)) {
      assertThat(text.active()).isSameAs(scoring.active());
      TestingModels.release(models, two, one);
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> text.active().model().equals("tiny/1.0.1"));

      assertThat(scoring.active()).isSameAs(text.active());
      assertThat(scoring.swaps()).isEqualTo(1);
    }
  }

  @Test
  void anUnknownFileSystemLeavesTheJobWithoutAModelAndDoesNotStopIt() throws Exception {
    try (ModelRegistry registry = source("nowhere://models", ScoringTier.AUTO).join(LOCAL_RUN)) {
      assertThat(registry.active()).isNull();
      assertThat(registry.failedSwaps()).isPositive();
    }
  }

  private static BundleRegistrySource source(String directory, ScoringTier tier) {
    return new BundleRegistrySource(
        new ModelsDirectory(directory, ""), new ScoringSetup(tier, 0), Duration.ofMillis(100));
  }

  private static PreparedContact prepared(int... tokenIds) {
    ContactFacts facts =
        new ContactFacts(
            "c-1",
            "c-1",
            Channel.CHAT,
            null,
            null,
            Instant.EPOCH,
            Customer.UNKNOWN,
            Map.of(),
            null,
            10,
            "Latn",
            Map.of(),
            0,
            Map.of());
    return new PreparedContact(facts, tokenIds);
  }
}
