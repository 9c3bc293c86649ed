package io.contacttriage.scoring.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.contacttriage.scoring.ContactScorer;
import io.contacttriage.scoring.HarmLabel;
import io.contacttriage.scoring.Scores;
import io.contacttriage.scoring.ScoringException;
import io.contacttriage.scoring.Stakes;
import io.contacttriage.scoring.bundle.CascadeRule;
import io.contacttriage.scoring.bundle.GoldenSet;
import io.contacttriage.scoring.bundle.GoldenSet.GoldenContact;
import io.contacttriage.scoring.bundle.InvalidBundleException;
import io.contacttriage.scoring.bundle.ModelBundle;
import io.contacttriage.scoring.bundle.TestingBundles;
import io.contacttriage.text.PreparedContact;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.assertj.core.api.recursive.comparison.RecursiveComparisonConfiguration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The two-tier bundle, whose rule asks the deep tier for all golden texts but three. */
class CascadeScorerTest {
  /** Runs of other lengths round differently. */
  private static final RecursiveComparisonConfiguration CLOSE =
      RecursiveComparisonConfiguration.builder()
          .withEqualsForType((one, other) -> Math.abs(one - other) < 1e-5f, Float.class)
          .build();

  @TempDir Path root;
  private ModelBundle bundle;
  private TestingScorer fast;
  private TestingScorer deep;
  private CascadeRule rule;
  private CascadeScorer cascade;
  private List<PreparedContact> batch;

  @BeforeEach
  void openBothTiers() throws Exception {
    bundle = ModelBundle.load(TestingBundles.copyTwoTier(root));
    fast = new TestingScorer(ScoringTier.FAST.open(bundle));
    deep = new TestingScorer(ScoringTier.DEEP.open(bundle));
    rule = bundle.manifest().cascade().orElseThrow();
    cascade = new CascadeScorer(fast, deep, rule);
    batch =
        GoldenSet.read(bundle).contacts().stream()
            .map(GoldenContact::ids)
            .map(TestingContacts::latin)
            .toList();
  }

  @AfterEach
  void closeBothTiers() {
    cascade.close();
  }

  @Test
  void whereTheRuleAsksTheAnswerIsTheDeepTiersAndElsewhereTheFastTiersInTheOrderOfTheBatch()
      throws Exception {
    List<Scores> ofFast = fast.score(batch);
    List<Scores> ofDeep = deep.score(batch);

    List<Scores> scores = cascade.score(batch);

    assertThat(scores)
        .extracting(Scores::tier)
        .containsExactly("deep", "deep", "deep", "fast", "fast", "fast", "deep", "deep");
    for (int i = 0; i < batch.size(); i++) {
      boolean asked = scores.get(i).tier().equals("deep");
      Scores wanted = asked ? rule.decide(ofFast.get(i), ofDeep.get(i)) : ofFast.get(i);
      assertThat(scores.get(i)).usingRecursiveComparison(CLOSE).isEqualTo(wanted);
    }
  }

  @Test
  void theDeepTiersFlagsFollowItsOwnThresholdsAndASureSafetyLabelStays() throws Exception {
    Scores first = cascade.score(batch).get(0);

    // 0.68 and 0.19: over the end of the fast tier's band, below the deep one's threshold of 0.5.
    assertThat(deep.score(batch).get(0).isFlagged(HarmLabel.SELF_HARM)).isFalse();
    assertThat(first.isFlagged(HarmLabel.SELF_HARM)).isTrue();
    for (HarmLabel label : HarmLabel.values()) {
      assertThat(first.isFlagged(label)).isEqualTo(first.harm(label) >= 0.5f);
    }
  }

  @Test
  void theDeepTierIsAskedOnceForTheChosenOnly() throws Exception {
    cascade.score(batch);

    assertThat(fast.batches()).containsExactly(batch);
    assertThat(deep.batches())
        .containsExactly(
            List.of(batch.get(0), batch.get(1), batch.get(2), batch.get(6), batch.get(7)));
  }

  @Test
  void aBatchOfSureAnswersMakesNoDeepCall() throws Exception {
    assertThat(cascade.score(batch.subList(3, 6)))
        .extracting(Scores::tier)
        .containsExactly("fast", "fast", "fast");
    assertThat(cascade.score(List.of())).isEmpty();

    assertThat(deep.batches()).isEmpty();
  }

  @Test
  void aBatchOfOneGetsWhatItGetsAmongOthers() throws Exception {
    List<Scores> together = cascade.score(batch);

    for (int i = 0; i < batch.size(); i++) {
      assertThat(cascade.score(List.of(batch.get(i))))
          .singleElement()
          .usingRecursiveComparison(CLOSE)
          .isEqualTo(together.get(i));
    }
  }

  @Test
  void theOrderOfABatchChangesNoScore() throws Exception {
    List<PreparedContact> reversed = new ArrayList<>(batch);
    Collections.reverse(reversed);
    List<Scores> backwards = new ArrayList<>(cascade.score(reversed));
    Collections.reverse(backwards);

    assertThat(backwards).usingRecursiveComparison(CLOSE).isEqualTo(cascade.score(batch));
  }

  @ParameterizedTest
  @EnumSource(
      value = Stakes.class,
      names = {"NONE", "TOPIC", "URGENCY", "HARM"})
  void underOverloadTheFastAnswerStandsWhereNoMoreIsAtStakeAndSaysSo(Stakes spared)
      throws Exception {
    List<Scores> ofFast = fast.score(batch);
    List<Scores> full = cascade.score(batch);

    List<Scores> scores = cascade.score(batch, spared);

    for (int i = 0; i < batch.size(); i++) {
      Stakes stakes = rule.atStake(ofFast.get(i));
      boolean lacksDeep = stakes != Stakes.NONE && stakes.compareTo(spared) <= 0;
      assertThat(scores.get(i))
          .usingRecursiveComparison(CLOSE)
          .isEqualTo(lacksDeep ? ofFast.get(i).withSpared(stakes) : full.get(i));
    }
  }

  @Test
  void whatIsAtStakeForSafetyIsNeverSpared() throws Exception {
    assertThatThrownBy(() -> cascade.score(batch, Stakes.SAFETY))
        .isInstanceOf(IllegalArgumentException.class);

    assertThat(cascade.score(batch, Stakes.HARM)).extracting(Scores::tier).contains("deep");
  }

  @Test
  void whenTheDeepTierFailsTheWholeBatchIsUnscored() {
    ScoringException failure = new ScoringException("no memory", null);
    deep.failWith(failure);

    assertThatThrownBy(() -> cascade.score(batch)).isSameAs(failure);
  }

  @Test
  void closingClosesBoth() {
    cascade.close();

    for (ContactScorer tier : List.of(fast, deep, cascade)) {
      assertThatThrownBy(() -> tier.score(batch))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("The scorer of bundle tiny-two-tier/1.0.0 is closed");
    }
  }

  @ParameterizedTest
  @EnumSource(ScoringTier.class)
  void theChoiceOfATierDecidesWhoAnswers(ScoringTier tier) throws Exception {
    try (ContactScorer scorer = tier.open(bundle)) {
      List<String> tiers = scorer.score(batch).stream().map(Scores::tier).distinct().toList();

      assertThat(tiers)
          .isEqualTo(
              switch (tier) {
                case FAST -> List.of("fast");
                case DEEP -> List.of("deep");
                case AUTO, CASCADE -> List.of("deep", "fast");
              });
    }
  }

  @Test
  void withoutADeepTierTheChoiceIsFastUnlessMoreIsAskedFor() throws Exception {
    ModelBundle single = ModelBundle.load(TestingBundles.copyTiny(root));

    try (ContactScorer scorer = ScoringTier.AUTO.open(single)) {
      assertThat(scorer.score(batch)).extracting(Scores::tier).containsOnly("fast");
    }
    for (ScoringTier tier : List.of(ScoringTier.DEEP, ScoringTier.CASCADE)) {
      assertThatThrownBy(() -> tier.open(single))
          .isInstanceOf(InvalidBundleException.class)
          .hasMessageEndingWith(
              "manifest.json /tiers: wanted a deep tier, to score with tier "
                  + tier
                  + ", found only fast");
    }
  }

  @Test
  void aDeepNetworkThatTheRuntimeRefusesIsNamed() throws Exception {
    Path directory = TestingBundles.copyTwoTier(root.resolve("spoilt"));
    TestingBundles.replace(directory, "deep.onnx", TestingBundles.network("too_few_topics"));
    ModelBundle spoilt = ModelBundle.load(directory);

    assertThatThrownBy(() -> ScoringTier.CASCADE.open(spoilt))
        .isInstanceOf(InvalidBundleException.class)
        .hasMessageContaining("deep.onnx output topic_logits");
  }
}
