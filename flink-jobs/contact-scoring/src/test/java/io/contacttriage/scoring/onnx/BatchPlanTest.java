package io.contacttriage.scoring.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BatchPlanTest {
  private final BatchPlan plan = new BatchPlan(256);

  @Test
  void anEmptyBatchNeedsNoRun() {
    assertThat(plan.plan(new int[0])).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"1,8", "8,8", "9,16", "33,64", "200,256", "256,256"})
  void aRowIsPaddedToTheNextOfFewLengths(int length, int padded) {
    assertThat(plan.plan(new int[] {length}))
        .extracting(BatchPlan.Run::tokens)
        .containsExactly(padded);
  }

  @ParameterizedTest
  @CsvSource({"100,100,100", "100,65,100", "100,64,64", "8,3,8", "300,299,300", "300,257,300"})
  void theBundlesLimitIsTheLastLength(int maxTokens, int length, int padded) {
    assertThat(new BatchPlan(maxTokens).plan(new int[] {length}))
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
    assertThat(runs.get(1).tokens()).isEqualTo(16);
  }

  @Test
  void aFewShortRowsRideAlongWhenThatIsCheaperThanARun() {
    assertThat(plan.plan(new int[] {15, 7}))
        .singleElement()
        .satisfies(run -> assertThat(run.rows()).containsExactly(0, 1));
  }

  @Test
  void aLargeBatchIsSplitSoThatMemoryStaysBounded() {
    int[] lengths = new int[1000];
    Arrays.fill(lengths, 256);

    assertThat(plan.plan(lengths))
        .allSatisfy(run -> assertThat(run.rows()).hasSizeLessThanOrEqualTo(64))
        .hasSize(16);
  }

  @Test
  void aRowOverTheLimitIsRefused() {
    assertThatThrownBy(() -> plan.plan(new int[] {257}))
        .hasMessage("Wanted at most 256 tokens, found 257");
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
