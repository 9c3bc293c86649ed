package io.contacttriage.scoring.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ScoringPlanTest {
  private static final long MIB = 1 << 20;
  private static final Map<String, Long> BOTH = Map.of("fast", 10 * MIB, "deep", 30 * MIB);

  @Test
  void memoryIsTheRuntimeAndTwoBundlesWithTheirWeightsRunsAndBuffers() {
    ScoringPlan plan = plan(2, 2, 4096, BOTH);

    assertThat(plan.tokensPerRun()).isEqualTo(512);
    assertThat(plan.weightBytes()).isEqualTo(80 * MIB);
    assertThat(plan.activationBytes()).isEqualTo(2 * 512L * (8 + 56) * 1024);
    assertThat(plan.bufferBytes()).isEqualTo(2 * 2 * 512L * 16);
    assertThat(plan.nativeBytes())
        .isEqualTo(
            ScoringPlan.RUNTIME_BYTES
                + 2 * (plan.weightBytes() + plan.activationBytes() + plan.bufferBytes()));
  }

  @Test
  void weightsAreSharedBySlotsAndRunsAreNot() {
    ScoringPlan one = plan(1, 4, 4096, BOTH);
    ScoringPlan four = plan(4, 4, 4096, BOTH);

    assertThat(four.weightBytes()).isEqualTo(one.weightBytes());
    assertThat(four.activationBytes()).isEqualTo(4 * one.activationBytes());
    assertThat(four.bufferBytes()).isEqualTo(4 * one.bufferBytes());
  }

  @Test
  void aTextThatIsLongerThanARunMakesALongerOne() {
    ScoringPlan plan =
        ScoringPlan.of(new TaskManagerResources(1, 1, OptionalLong.empty()), 1024, BOTH);

    assertThat(plan.tokensPerRun()).isEqualTo(1024);
  }

  @Test
  void aNetworkThatIsNotUsedTakesNothing() {
    ScoringPlan fast = plan(2, 2, 4096, Map.of("fast", 10 * MIB));

    assertThat(fast.weightBytes()).isEqualTo(20 * MIB);
    assertThat(fast.activationBytes()).isEqualTo(2 * 512L * 8 * 1024);
  }

  @Test
  void asManySlotsAsCoresAndJustEnoughMemoryFit() {
    long needed = plan(2, 2, 4096, BOTH).nativeBytes();
    ScoringPlan plan = planOf(new TaskManagerResources(2, 2, OptionalLong.of(needed)));

    assertThat(plan.problems()).isEmpty();
    assertThatCode(plan::requireFit).doesNotThrowAnyException();
  }

  @Test
  void moreSlotsThanCoresAreRefusedWithTheSettingAndBothNumbers() {
    ScoringPlan plan = plan(3, 2, 100_000, BOTH);

    assertThatThrownBy(plan::requireFit)
        .isInstanceOf(ScoringPlanException.class)
        .hasMessageContaining(
            "'taskmanager.numberOfTaskSlots': wanted at most 2, one for each core, found 3.");
  }

  @Test
  void oneByteTooLittleMemoryIsRefusedWithASizeThatIsEnough() throws Exception {
    long needed = plan(2, 2, 4096, BOTH).nativeBytes();
    ScoringPlan tooLittle = planOf(new TaskManagerResources(2, 2, OptionalLong.of(needed - 1)));

    long asked = (needed + MIB - 1) / MIB;
    assertThatThrownBy(tooLittle::requireFit)
        .hasMessageContaining(
            "'taskmanager.memory.task.off-heap.size': wanted at least " + asked + "m, found ")
        .hasMessageContaining("the number of slots");
    planOf(new TaskManagerResources(2, 2, OptionalLong.of(asked * MIB))).requireFit();
  }

  @Test
  void allThatDoesNotFitIsSaidAtOnceAboveTheTable() {
    ScoringPlan plan = plan(3, 2, 0, BOTH);

    assertThat(plan.problems()).hasSize(2);
    assertThatThrownBy(plan::requireFit)
        .hasMessageContaining(plan.problems().get(0))
        .hasMessageContaining(plan.problems().get(1))
        .hasMessageEndingWith(plan.table());
  }

  @Test
  void aLocalRunIsNeverRefusedAndTheTableSaysSo() {
    ScoringPlan plan = planOf(new TaskManagerResources(3, 2, OptionalLong.empty()));

    assertThat(plan.problems()).hasSize(1);
    assertThatCode(plan::requireFit).doesNotThrowAnyException();
    assertThat(plan.table()).contains("no limit: a local run, nothing is refused");
  }

  @Test
  void theTableShowsWhatIsPlannedBesideWhatThereIs() {
    assertThat(plan(2, 4, 2048, BOTH).table())
        .isEqualTo(
            """
                                                  planned   given
            threads (2 slots x 1)                       2   4 cores
            native memory                         305 MiB   2048 MiB task off-heap
              ONNX Runtime                         16 MiB
              weights, twice in a swap         2 x 80 MiB
              runs of 512 tokens x 2 slots     2 x 64 MiB
              token buffers                     2 x 1 MiB
            """);
  }

  private static ScoringPlan plan(
      int slots, int cores, long offHeapMebibytes, Map<String, Long> networks) {
    return ScoringPlan.of(
        new TaskManagerResources(slots, cores, OptionalLong.of(offHeapMebibytes * MIB)),
        256,
        networks);
  }

  private static ScoringPlan planOf(TaskManagerResources has) {
    return ScoringPlan.of(has, 256, BOTH);
  }
}
