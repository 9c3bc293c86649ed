package io.contacttriage.cli.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.contacttriage.cli.CommandFailure;
import java.time.Duration;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** A slot of these tests decides a thousand contacts a second. */
class CapacityPlanTest {
  private static final Duration LONG = Duration.ofHours(10);
  private static final Duration SHORT = Duration.ofMillis(1);
  private static final Calibration CALIBRATION = TestingCalibration.of(TestingCalibration.ALIKE);
  private static final SlotQueue QUEUE = new SlotQueue(0.001, 1, 0.005, 0.003, 0.01, 32);

  @Test
  void slotsAreTheRateByWhatOneMayDoInWholeTaskManagers() {
    CapacityPlan plan = plan(5_000, Duration.ofSeconds(10), SHORT, LONG);

    // 5,000 / (1,000 × 0.8) = 6.25
    assertThat(plan.taskManagers()).isEqualTo(4);
    assertThat(plan.slots()).isEqualTo(8);
    assertThat(plan.busy()).isCloseTo(0.625, within(1e-9));
    assertThat(plan.limit()).isEqualTo(CapacityPlan.Limit.MOST_BUSY);
    assertThat(plan.partitions()).isEqualTo(16);
  }

  @Test
  void catchingUpTakesRoomForWhatWaitedBesideWhatComes() {
    // As long to catch up as was missed: every slot at half.
    CapacityPlan plan =
        plan(5_000, Duration.ofSeconds(10), Duration.ofMinutes(5), Duration.ofMinutes(5));

    assertThat(plan.limit()).isEqualTo(CapacityPlan.Limit.CATCH_UP);
    assertThat(plan.slots()).isEqualTo(10);
    assertThat(plan.busy()).isCloseTo(0.5, within(1e-9));
  }

  @Test
  void aShorterP99TakesMoreSlotsAndIsMet() {
    CapacityPlan plan = plan(5_000, Duration.ofMillis(25), SHORT, LONG);

    assertThat(plan.limit()).isEqualTo(CapacityPlan.Limit.P99);
    assertThat(plan.slots()).isGreaterThan(8);
    assertThat(plan.p99Seconds()).isLessThanOrEqualTo(0.025);
  }

  @Test
  void aP99ThatTheSettingsAloneExceedIsRefusedWithWhatTakesTheTime() {
    assertThatThrownBy(() -> plan(1, Duration.ofMillis(17), SHORT, LONG))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("17 ms: an idle one takes 18 ms")
        .hasMessageContaining("13 ms are waits")
        .hasMessageContaining("5 ms is a slow contact's own time");
  }

  @Test
  void moreSlotsThanTheJobCanHaveAreRefused() {
    assertThatThrownBy(() -> plan(1_000_000, Duration.ofSeconds(10), SHORT, LONG))
        .hasMessageContaining("1,250 slots would be needed, and the job has at most 720");
  }

  @Test
  void aMillionCostsTheCoresThatArePaidForWhileItComes() {
    CapacityPlan plan = plan(5_000, Duration.ofSeconds(10), SHORT, LONG);

    // 200 s on 8 slots and 2 JobManagers.
    assertThat(plan.coreHours()).isCloseTo(200 * 10 / 3600.0, within(1e-9));
    assertThat(plan.cost().orElseThrow()).isCloseTo(plan.coreHours() * 0.5, within(1e-9));
    assertThat(plan.jobCpuHours()).isCloseTo(1_000 / 3600.0, within(1e-9));
    assertThat(plan.brokerCpuHours()).isCloseTo(100 / 3600.0, within(1e-9));
  }

  @Test
  void aSmallRateStillGetsTheUsualPartitionsAlikeForEachSlot() {
    assertThat(plan(1, Duration.ofSeconds(10), SHORT, LONG).partitions()).isEqualTo(8);
    // 3 TaskManagers of 2 slots
    assertThat(plan(4_500, Duration.ofSeconds(10), SHORT, LONG).partitions()).isEqualTo(12);
  }

  @Test
  void theMachineIsPlannedWithItsBroker() {
    // 2 cores, 1.1 ms for a contact
    assertThat(CALIBRATION.onThisMachine()).isCloseTo(2 / 0.0011, within(1e-6));
  }

  private static CapacityPlan plan(double rate, Duration p99, Duration outage, Duration catchUp) {
    Demand demand = new Demand(rate, p99, outage, catchUp, 0.8, 2, OptionalDouble.of(0.5));
    return CapacityPlan.of(demand, CALIBRATION, QUEUE, Duration.ZERO, 720);
  }
}
