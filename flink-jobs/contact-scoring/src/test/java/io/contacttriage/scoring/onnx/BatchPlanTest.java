package io.contacttriage.scoring.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BatchPlanTest {
  private static final int RUN_COST = BatchPlan.MAX_RUN_COST;

  private final BatchPlan plan = new BatchPlan(256, RUN_COST);

  @Test
  void anEmptyBatchNeedsNoRun() {
    assertThat(plan.plan(new int[0])).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"1,4", "4,4", "5,8", "33,36", "200,200", "253,256", "256,256"})
  void aRowIsPaddedToTheNextMultipleOfFour(int length, int padded) {
    assertThat(plan.plan(new int[] {length}))
        .extracting(BatchPlan.Run::tokens)
        .containsExactly(padded);
  }

  @ParameterizedTest
  @CsvSource({"99,99,99", "99,97,99", "99,96,96", "7,5,7", "298,297,298"})
  void theBundlesLimitIsTheLastLength(int maxTokens, int length, int padded) {
    assertThat(new BatchPlan(maxTokens, RUN_COST).plan(new int[] {length}))
        .extracting(BatchPlan.Run::tokens)
        .containsExactly(padded);
  }

  @Test
  void shortRowsGetARunOfTheirOwnWhenPaddingThemCostsMore() {
    List<BatchPlan.Run> runs = plan.plan(new int[] {250, 10, 12, 255, 9});

    assertThat(runs).hasSize(2);
    assertThat(runs.get(0).rows()).containsExactly(0, 3);
    assertThat(runs.get(0).tokens()).isEqualTo(256);
    assertThat(runs.get(1).rows()).containsExactly(1, 2, 4);
    assertThat(runs.get(1).tokens()).isEqualTo(12);
  }

  @Test
  void aFewShortRowsRideAlongWhenThatIsCheaperThanARun() {
    assertThat(plan.plan(new int[] {15, 9}))
        .singleElement()
        .satisfies(run -> assertThat(run.rows()).containsExactly(0, 1));
  }

  @Test
  void aLargeBatchIsSplitSoThatMemoryStaysBounded() {
    int[] lengths = new int[1000];
    Arrays.fill(lengths, 256);

    assertThat(plan.plan(lengths))
        .allSatisfy(run -> assertThat(run.rows()).hasSize(2))
        .hasSize(500);
  }

  @Test
  void aSplitBatchIsSplitEvenly() {
    int[] lengths = new int[33];
    Arrays.fill(lengths, 32);

    assertThat(plan.plan(lengths)).extracting(run -> run.rows().length).containsExactly(11, 11, 11);
  }

  @Test
  void aRowThatIsLongerThanARunHasOneOfItsOwn() {
    assertThat(new BatchPlan(1024, RUN_COST).plan(new int[] {1000, 1000}))
        .extracting(BatchPlan.Run::tokens)
        .containsExactly(1000, 1000);
  }

  @Test
  void aRowOverTheLimitIsRefused() {
    assertThatThrownBy(() -> plan.plan(new int[] {257}))
        .hasMessage("Wanted at most 256 tokens, found 257");
  }

  /** Lengths as the sample stream has them: most between 10 and 60 tokens, some hundreds. */
  @Property(tries = 200)
  void padsAFullBatchByATenthAtMost(@ForAll long seed) {
    Random random = new Random(seed);
    long real = 0;
    long padded = 0;
    for (int batch = 0; batch < 20; batch++) {
      int[] lengths =
          IntStream.range(0, 32)
              .map(i -> (int) Math.min(256, 3 + Math.exp(3.2 + 0.7 * random.nextGaussian())))
              .toArray();
      real += IntStream.of(lengths).sum();
      for (BatchPlan.Run run : plan.plan(lengths)) {
        padded += (long) run.rows().length * run.tokens();
      }
    }
    assertThat(padded).isLessThanOrEqualTo(real * 11 / 10);
  }

  @Property(tries = 300)
  void noOtherCutIsCheaper(
      @ForAll @Size(min = 1, max = 7) List<@IntRange(min = 1, max = 60) Integer> lengths) {
    int[] sorted = lengths.stream().mapToInt(Integer::intValue).sorted().toArray();

    long cost = 0;
    for (BatchPlan.Run run : plan.plan(sorted)) {
      cost += RUN_COST + (long) run.rows().length * run.tokens();
    }

    assertThat(cost).isEqualTo(cheapest(sorted));
  }

  /** By trying every way to cut the sorted rows. */
  private static long cheapest(int[] sorted) {
    long best = Long.MAX_VALUE;
    for (int cuts = 0; cuts < 1 << (sorted.length - 1); cuts++) {
      long cost = 0;
      int from = 0;
      for (int row = 0; row < sorted.length; row++) {
        if (row == sorted.length - 1 || ((cuts >> row) & 1) == 1) {
          cost += RUN_COST + (row + 1L - from) * ((sorted[row] + 3) / 4 * 4L);
          from = row + 1;
        }
      }
      best = Math.min(best, cost);
    }
    return best;
  }

  @Property(tries = 300)
  void everyRowIsInOneRunThatHoldsIt(
      @ForAll @Size(max = 200) List<@IntRange(min = 1, max = 256) Integer> lengths) {
    List<BatchPlan.Run> runs = plan.plan(lengths.stream().mapToInt(Integer::intValue).toArray());

    assertThat(runs.stream().flatMapToInt(run -> IntStream.of(run.rows())).sorted())
        .containsExactlyElementsOf(IntStream.range(0, lengths.size()).boxed().toList());
    for (BatchPlan.Run run : runs) {
      assertThat(run.rows()).isSorted();
      assertThat(IntStream.of(run.rows())).allMatch(row -> lengths.get(row) <= run.tokens());
      assertThat(run.rows().length * run.tokens())
          .isLessThanOrEqualTo(BatchPlan.MAX_TOKENS_PER_RUN);
    }
  }
}
