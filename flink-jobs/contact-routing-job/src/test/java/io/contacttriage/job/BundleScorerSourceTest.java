package io.contacttriage.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.contacttriage.contact.Channel;
import io.contacttriage.contact.ContactFacts;
import io.contacttriage.contact.Customer;
import io.contacttriage.scoring.ContactScorer;
import io.contacttriage.scoring.bundle.InvalidBundleException;
import io.contacttriage.scoring.onnx.ScoringTier;
import io.contacttriage.text.PreparedContact;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BundleScorerSourceTest {
  /** The two-tier bundle's rule asks the deep tier for the first and not for the second. */
  private static final List<PreparedContact> BATCH =
      List.of(prepared(2, 4, 5, 6, 7, 27, 3), prepared(2, 21, 22, 23, 29, 3));

  @TempDir Path models;

  @ParameterizedTest
  @CsvSource({"AUTO,deep,fast", "CASCADE,deep,fast", "FAST,fast,fast", "DEEP,deep,deep"})
  void theSettingDecidesWhichTierOfTheReleasedBundleScores(
      ScoringTier setting, String first, String second) throws Exception {
    release("tiny-two-tier");

    try (ContactScorer scorer = new BundleScorerSource(models.toString(), setting).acquire()) {
      assertThat(scorer.score(BATCH))
          .extracting(scores -> scores.tier())
          .containsExactly(first, second);
    }
  }

  @Test
  void aCascadeWithoutADeepTierIsRefusedWithWhatIsMissing() throws Exception {
    release("tiny");

    assertThatThrownBy(
            () -> new BundleScorerSource(models.toString(), ScoringTier.CASCADE).acquire())
        .isInstanceOf(InvalidBundleException.class)
        .hasMessageContaining("wanted a deep tier, to score with tier cascade, found only fast");
  }

  private void release(String bundle) throws IOException {
    Path from =
        ProjectFolder.ROOT.resolve(
            "flink-jobs/contact-scoring/src/test/resources/bundles/" + bundle);
    Path to = Files.createDirectories(models.resolve(bundle).resolve("1.0.0"));
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(file.getFileName()));
      }
    }
    Files.writeString(
        models.resolve("release.json"),
        "{\"active\":{\"name\":\"" + bundle + "\",\"version\":\"1.0.0\"}}");
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
