package io.contacttriage.scoring.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.github.benmanes.caffeine.cache.stats.ConcurrentStatsCounter;
import com.github.benmanes.caffeine.cache.stats.StatsCounter;
import io.contacttriage.scoring.Scores;
import io.contacttriage.scoring.Stakes;
import io.contacttriage.scoring.bundle.GoldenSet;
import io.contacttriage.scoring.bundle.GoldenSet.GoldenContact;
import io.contacttriage.scoring.bundle.ModelBundle;
import io.contacttriage.scoring.bundle.TestingBundles;
import io.contacttriage.text.PreparedContact;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CachingScorerTest {
  @TempDir Path root;
  private final StatsCounter use = new ConcurrentStatsCounter();
  private TestingScorer cascade;
  private CachingScorer scorer;
  private List<PreparedContact> texts;

  @BeforeEach
  void openTheTwoTierBundle() throws Exception {
    ModelBundle bundle = ModelBundle.load(TestingBundles.copyTwoTier(root));
    cascade = new TestingScorer(ScoringTier.CASCADE.open(bundle));
    scorer = new CachingScorer(cascade, new ScoreCache(100, use));
    texts =
        GoldenSet.read(bundle).contacts().stream()
            .map(GoldenContact::ids)
            .map(TestingContacts::latin)
            .toList();
  }

  @AfterEach
  void close() {
    scorer.close();
  }

  @Test
  void aTextThatWasScoredIsAnsweredFromMemoryWithTheSameScores() throws Exception {
    List<Scores> first = scorer.score(texts);

    assertThat(scorer.score(texts)).containsExactlyElementsOf(first);
    assertThat(cascade.batches()).containsExactly(texts);
    assertThat(use.snapshot().hitCount()).isEqualTo(texts.size());
    assertThat(use.snapshot().missCount()).isEqualTo(texts.size());
  }

  @Test
  void onlyTheNewTextsOfABatchAreScoredAndTheAnswersKeepItsOrder() throws Exception {
    List<Scores> wanted = cascade.score(texts);
    scorer.score(List.of(texts.get(1), texts.get(4)));
    cascade.batches().clear();

    List<Scores> scores = scorer.score(texts);

    List<PreparedContact> unknown = new ArrayList<>(texts);
    unknown.remove(4);
    unknown.remove(1);
    assertThat(cascade.batches()).containsExactly(unknown);
    for (int i = 0; i < texts.size(); i++) {
      assertThat(scores.get(i).topic()).isEqualTo(wanted.get(i).topic());
      assertThat(scores.get(i).harms()).containsExactly(wanted.get(i).harms(), within(1e-5f));
    }
  }

  @Test
  void theSameTextInAnotherScriptOrWithAnotherHintIsAnotherQuestion() {
    ScoreCache cache = new ScoreCache(10, use);
    PreparedContact text = texts.get(0);

    assertThat(cache.key(TestingContacts.latin(text.tokenIds()))).isEqualTo(cache.key(text));
    assertThat(cache.key(TestingContacts.contact("Hani", null, text.tokenIds())))
        .isNotEqualTo(cache.key(text));
    assertThat(cache.key(TestingContacts.contact("Latn", "ms", text.tokenIds())))
        .isNotEqualTo(cache.key(text));
    assertThat(cache.key(texts.get(1))).isNotEqualTo(cache.key(text));
  }

  @Test
  void anotherCacheKnowsTheSameTextByAnotherKey() {
    assertThat(new ScoreCache(10, use).key(texts.get(0)))
        .isNotEqualTo(new ScoreCache(10, use).key(texts.get(0)));
  }

  @Test
  void anAnswerWithoutTheDeepTierIsNotRemembered() throws Exception {
    List<Scores> spared = scorer.score(texts, Stakes.HARM);
    assertThat(spared).extracting(Scores::spared).contains(Stakes.URGENCY);

    assertThat(scorer.score(texts)).extracting(Scores::spared).containsOnly(Stakes.NONE);
  }

  @Test
  void whatItHoldsIsBounded() throws Exception {
    ScoreCache small = new ScoreCache(2, use);
    try (CachingScorer bounded = new CachingScorer(cascade, small)) {
      for (int round = 0; round < 3; round++) {
        for (PreparedContact text : texts) {
          bounded.score(List.of(text));
        }
      }
      assertThat(small.size()).isLessThanOrEqualTo(2);
    }
  }
}
