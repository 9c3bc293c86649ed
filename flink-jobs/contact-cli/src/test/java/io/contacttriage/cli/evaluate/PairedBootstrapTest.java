package io.contacttriage.cli.evaluate;

import static io.contacttriage.cli.evaluate.TestingOutcomes.NONE;
import static io.contacttriage.cli.evaluate.TestingOutcomes.english;
import static io.contacttriage.cli.evaluate.TestingOutcomes.outcome;
import static io.contacttriage.cli.evaluate.TestingOutcomes.scores;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.contacttriage.scoring.Topic;
import io.contacttriage.scoring.Urgency;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;

class PairedBootstrapTest {
  private static final int CONTACTS = 200;

  @Test
  void theIntervalIsThatOfTheTextbookForTwoSharesOfTheSameContacts() {
    // A is right on the first 120. B is right on these but for 10, and on 30 more: 40 contacts
    // decide. The difference is 20/200 = 0.1; its standard error for pairs is
    // sqrt(30 + 10 - 20 * 20 / 200) / 200 = 0.0308, so 95% is 0.1 +- 0.0604.
    Difference topic =
        difference(right(i -> i < 120), right(i -> i >= 10 && i < 150), Figure.TOPIC_ACCURACY);

    assertThat(topic.a()).isEqualTo(0.6);
    assertThat(topic.b()).isEqualTo(0.7);
    assertThat(topic.low()).isCloseTo(0.1 - 0.0604, within(0.01));
    assertThat(topic.high()).isCloseTo(0.1 + 0.0604, within(0.01));
    assertThat(topic.mark()).isEqualTo(Difference.Mark.BETTER);
  }

  @Test
  void theSameOutcomesGiveTheSameIntervals() {
    List<Outcome> a = right(i -> i % 3 == 0);
    List<Outcome> b = right(i -> i % 4 == 0);

    assertThat(PairedBootstrap.differences(a, b, PairedBootstrapTest::quiet))
        .isEqualTo(PairedBootstrap.differences(a, b, PairedBootstrapTest::quiet));
  }

  @Test
  void aModelIsNoBetterThanItself() {
    List<Outcome> one = right(i -> i % 3 == 0);

    for (Difference each : PairedBootstrap.differences(one, one, PairedBootstrapTest::quiet)) {
      assertThat(each.mark()).as(each.figure().title()).isEqualTo(Difference.Mark.NONE);
      if (!Double.isNaN(each.a())) {
        assertThat(each.difference()).isZero();
      }
    }
  }

  @Test
  void aSmallDifferenceIsNotMarked() {
    Difference topic = difference(right(i -> i < 100), right(i -> i >= 2), Figure.TOPIC_ACCURACY);
    assertThat(topic.mark()).isEqualTo(Difference.Mark.BETTER);

    Difference small =
        difference(right(i -> i < 100), right(i -> i >= 2 && i < 103), Figure.TOPIC_ACCURACY);
    assertThat(small.difference()).isPositive();
    assertThat(small.mark()).isEqualTo(Difference.Mark.NONE);
  }

  @Test
  void whereLowerIsBetterMoreIsWorse() {
    Difference worse = new Difference(Figure.HARMLESS_FLAGGED, 0.1, 0.3, 0.15, 0.25);
    Difference better = new Difference(Figure.HARMLESS_FLAGGED, 0.3, 0.1, -0.25, -0.15);

    assertThat(worse.mark()).isEqualTo(Difference.Mark.WORSE);
    assertThat(better.mark()).isEqualTo(Difference.Mark.BETTER);
  }

  /** All resamples of one contact are that contact. */
  @Test
  void ofAHandfulOfContactsThereIsNoInterval() {
    Difference topic =
        difference(
            right(i -> false).subList(0, 9), right(i -> true).subList(0, 9), Figure.TOPIC_ACCURACY);

    assertThat(topic.difference()).isEqualTo(1);
    assertThat(topic.low()).isNaN();
    assertThat(topic.mark()).isEqualTo(Difference.Mark.NONE);
  }

  @Test
  void twoModelsMustHaveSeenTheSameContacts() {
    List<Outcome> one = right(i -> true);

    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                PairedBootstrap.differences(
                    one, one.subList(1, CONTACTS), PairedBootstrapTest::quiet));
  }

  @Test
  void everyResampleIsTold() {
    LongAdder told = new LongAdder();
    PairedBootstrap.differences(right(i -> true), right(i -> false), told::increment);

    assertThat(told.sum()).isEqualTo(2000);
  }

  @Test
  void quantilesLieBetweenTheirNeighbours() {
    assertThat(PairedBootstrap.quantile(new double[] {1, 2, 3, 4, 5}, 0.5)).isEqualTo(3);
    assertThat(PairedBootstrap.quantile(new double[] {0, 10}, 0.025)).isCloseTo(0.25, within(1e-9));
    assertThat(PairedBootstrap.quantile(new double[0], 0.5)).isNaN();
  }

  private static void quiet() {}

  private static Difference difference(List<Outcome> a, List<Outcome> b, Figure figure) {
    return PairedBootstrap.differences(a, b, PairedBootstrapTest::quiet).get(figure.ordinal());
  }

  private static List<Outcome> right(IntPredicate isRight) {
    List<Outcome> outcomes = new ArrayList<>();
    for (int i = 0; i < CONTACTS; i++) {
      Topic found = isRight.test(i) ? Topic.OTHER : Topic.FEEDBACK;
      outcomes.add(
          outcome(
              "c-" + i, english(Topic.OTHER, Urgency.LOW, NONE), scores(found, Urgency.LOW, NONE)));
    }
    return outcomes;
  }
}
