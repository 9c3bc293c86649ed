package io.contacttriage.scoring.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import io.contacttriage.scoring.HarmLabel;
import io.contacttriage.scoring.ModelVersion;
import io.contacttriage.scoring.Scores;
import io.contacttriage.scoring.ScoringException;
import io.contacttriage.scoring.bundle.BundleProblem;
import io.contacttriage.scoring.bundle.GoldenSet;
import io.contacttriage.scoring.bundle.InvalidBundleException;
import io.contacttriage.scoring.bundle.ModelBundle;
import io.contacttriage.scoring.bundle.TestingBundles;
import io.contacttriage.text.PreparedContact;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OnnxContactScorerTest {
  @TempDir Path root;
  private Path directory;
  private ModelBundle bundle;
  private OnnxContactScorer scorer;

  @BeforeEach
  void openTinyBundle() throws Exception {
    directory = TestingBundles.copyTiny(root);
    bundle = ModelBundle.load(directory);
    scorer = OnnxContactScorer.open(bundle, "fast");
  }

  @AfterEach
  void closeScorer() {
    scorer.close();
  }

  @Test
  void theGoldenSetComesOutAsTheReferenceComputedIt() throws Exception {
    GoldenSet golden = GoldenSet.read(bundle);

    assertThat(golden.contacts()).hasSize(8);
    assertThat(GoldenCheck.run(bundle, golden)).isEmpty();
  }

  @Test
  void bothTiersOfATwoTierBundleMeetTheirGoldenAnswers() throws Exception {
    ModelBundle twoTier = ModelBundle.load(TestingBundles.copyTwoTier(root));

    assertThat(GoldenCheck.run(twoTier, GoldenSet.read(twoTier))).isEmpty();
  }

  @Test
  void anotherCalibrationOfOneTierIsFoundOutInThatTierAlone() throws Exception {
    Path spoilt = TestingBundles.copyTwoTier(root);
    TestingBundles.editManifest(
        spoilt,
        manifest ->
            manifest
                .withObject("/tiers/deep/calibration/languages/mixed/topic")
                .put("temperature", 2));
    ModelBundle twoTier = ModelBundle.load(spoilt);

    // Only these texts are mixed for the deep network.
    assertThat(GoldenCheck.run(twoTier, GoldenSet.read(twoTier)))
        .extracting(BundleProblem::where)
        .containsExactly(
            "golden set line 2 deep topic",
            "golden set line 5 deep topic",
            "golden set line 8 deep topic");
  }

  @Test
  void aGoldenSetWithOtherAnswersIsFoundOutByLineAndHead() throws Exception {
    String lines = Files.readString(directory.resolve("golden.jsonl"));
    String changed = lines.replaceFirst("\"ids\": \\[2, 3\\]", "\"ids\": [2, 4, 3]");
    TestingBundles.replace(directory, "golden.jsonl", changed.getBytes(StandardCharsets.UTF_8));

    ModelBundle spoilt = ModelBundle.load(directory);

    assertThat(GoldenCheck.run(spoilt, GoldenSet.read(spoilt)))
        .extracting(BundleProblem::where)
        .containsExactly(
            "golden set line 1 ids",
            "golden set line 1 fast topic",
            "golden set line 1 fast urgency",
            "golden set line 1 fast harm",
            "golden set line 1 fast language");
  }

  @Test
  void aGoldenSetWithoutTheAnswersOfATierIsRefused() throws Exception {
    Path twoTier = TestingBundles.copyTwoTier(root);
    TestingBundles.replace(
        twoTier, "golden.jsonl", Files.readAllBytes(directory.resolve("golden.jsonl")));
    ModelBundle spoilt = ModelBundle.load(twoTier);

    assertThatThrownBy(() -> GoldenSet.read(spoilt))
        .isInstanceOf(InvalidBundleException.class)
        .hasMessageContaining("golden.jsonl line 8 /expected/deep/harm: wanted a list of 9 numbers")
        .hasMessageNotContaining("/expected/fast");
  }

  @Test
  void aGoldenSetOfTheWrongShapeIsRefused() throws Exception {
    TestingBundles.replace(
        directory, "golden.jsonl", "{\"text\":\"a\"}\nx\n".getBytes(StandardCharsets.UTF_8));
    ModelBundle spoilt = ModelBundle.load(directory);

    assertThatThrownBy(() -> GoldenSet.read(spoilt))
        .isInstanceOf(InvalidBundleException.class)
        .hasMessageContaining(
            "golden.jsonl line 1 /expected/fast/topic: wanted a list of 17 numbers")
        .hasMessageContaining("golden.jsonl line 2: wanted one JSON object");
  }

  @Test
  void scoresCarryTheBundleAndFollowItsThresholds() throws Exception {
    PreparedContact contact = TestingContacts.latin(scorer.tokenizer().encode("refund please"));

    Scores scores = scorer.score(List.of(contact)).get(0);

    assertThat(scores.model()).isEqualTo("tiny/1.0.0");
    assertThat(scores.tier()).isEqualTo("fast");
    assertThat(scorer.model()).isEqualTo(new ModelVersion("tiny", "1.0.0"));
    for (HarmLabel label : HarmLabel.values()) {
      double threshold = bundle.tier("fast").thresholds().get(label.label());
      assertThat(scores.isFlagged(label)).isEqualTo(scores.harm(label) >= (float) threshold);
    }
    assertThat(scores.flags()).isNotEmpty().hasSizeLessThan(9);
  }

  @Test
  void theScriptDecidesTheLanguageBeforeTheHead() throws Exception {
    int[] ids = scorer.tokenizer().encode("退款");

    assertThat(scorer.score(List.of(TestingContacts.contact("Hani", null, ids))).get(0).language())
        .isEqualTo("zh");
  }

  @Test
  void anEmptyBatchGivesNoScores() throws Exception {
    assertThat(scorer.score(List.of())).isEmpty();
  }

  @Test
  void aLargeMixedBatchComesBackInOrderWithTheScoresOfEachAlone() throws Exception {
    List<int[]> batch = new ArrayList<>();
    for (int i = 0; i < 700; i++) {
      int[] ids = new int[1 + i * 13 % 32];
      for (int j = 0; j < ids.length; j++) {
        ids[j] = 2 + (i + j * 7) % 20;
      }
      batch.add(ids);
    }

    List<HeadProbabilities> together = scorer.probabilities(batch);

    assertThat(together).hasSize(batch.size());
    for (int i = 0; i < batch.size(); i++) {
      HeadProbabilities alone = scorer.probabilities(List.of(batch.get(i))).get(0);
      assertThat(together.get(i).topic()).containsExactly(alone.topic(), within(1e-6f));
      assertThat(together.get(i).harm()).containsExactly(alone.harm(), within(1e-6f));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"nan", "inf"})
  void anAnswerThatIsNoNumberIsAnErrorAndTheNextBatchIsScored(String word) throws Exception {
    List<int[]> bad = List.of(scorer.tokenizer().encode("hack"), scorer.tokenizer().encode(word));

    assertThatThrownBy(() -> scorer.probabilities(bad))
        .isInstanceOf(ScoringException.class)
        .hasMessageStartingWith(
            "Bundle tiny/1.0.0, tier fast, 2 contacts: wanted finite language logits, found ");
    assertThat(scorer.probabilities(List.of(bad.get(0)))).hasSize(1);
  }

  @Test
  void tokenIdsThatTheNetworkDoesNotKnowAreAnError() throws Exception {
    assertThatThrownBy(() -> scorer.probabilities(List.of(new int[] {2, 5000, 3})))
        .isInstanceOf(ScoringException.class)
        .hasMessageStartingWith("Bundle tiny/1.0.0, tier fast, 1 contacts: ");
    assertThat(scorer.probabilities(List.of(new int[] {2, 3}))).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 33})
  void tooFewOrTooManyTokensAreAnErrorThatNamesTheRow(int length) {
    assertThatThrownBy(() -> scorer.probabilities(List.of(new int[2], new int[length])))
        .isInstanceOf(ScoringException.class)
        .hasMessage("Bundle tiny/1.0.0: wanted 1 to 32 token ids, found " + length + " in row 1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "float_ids|input input_ids|INT64 [any, any]|FLOAT [any, any]",
        "fixed_batch|output harm_logits|FLOAT [any, 9]|FLOAT [4, 9]",
        "too_few_topics|output topic_logits|FLOAT [any, 17]|FLOAT [any, 16]",
        "no_harm_output|output harm_logits|FLOAT [any, 9]|"
            + "only [language_logits, topic_logits, urgency_logits]",
        "extra_input|inputs|only ids and mask|also [token_type_ids]"
      })
  void aNetworkOfAnotherSignatureIsRefused(
      String network, String where, String wanted, String found) throws Exception {
    TestingBundles.replace(directory, "model.onnx", TestingBundles.network(network));
    ModelBundle spoilt = ModelBundle.load(directory);

    InvalidBundleException refusal =
        catchThrowableOfType(
            InvalidBundleException.class, () -> OnnxContactScorer.open(spoilt, "fast"));

    assertThat(refusal.problems())
        .contains(new BundleProblem("model.onnx " + where, wanted, found));
  }

  @Test
  void aNetworkThatTheRuntimeCannotLoadIsRefused() throws Exception {
    TestingBundles.replace(directory, "model.onnx", TestingBundles.network("unknown_operator"));
    ModelBundle spoilt = ModelBundle.load(directory);

    assertThatThrownBy(() -> OnnxContactScorer.open(spoilt, "fast"))
        .isInstanceOf(InvalidBundleException.class)
        .hasMessageContaining("model.onnx: wanted a network that ONNX Runtime can load")
        .hasMessageContaining("NoSuchOperator");
  }

  @Test
  void callsAfterCloseAreRefusedAndClosingTwiceIsAllowed() {
    scorer.close();
    scorer.close();

    assertThatThrownBy(() -> scorer.score(List.of(TestingContacts.latin(2, 3))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("The scorer of bundle tiny/1.0.0 is closed");
  }
}
