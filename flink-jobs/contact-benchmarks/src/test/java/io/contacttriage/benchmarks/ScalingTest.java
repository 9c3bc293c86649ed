package io.contacttriage.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScalingTest {
  private static final JobRun ONE =
      new JobRun(4_000, 10, Duration.ofSeconds(10), Duration.ofSeconds(1), true);

  /** Of two cores the broker had a fifth of one, so the job's slots did not have one each. */
  private static final JobRun TWO =
      new JobRun(7_000, 10, Duration.ofSeconds(18), Duration.ofSeconds(2), true);

  @Test
  void theClockSaysWhatWasDoneAndCpuTimeWhatEachSlotIsWorth() {
    Scaling scaling = Scaling.of(List.of(ONE, ONE), List.of(TWO, TWO));

    assertThat(scaling.wall().median()).isEqualTo(1.75, within(1e-9));
    assertThat(scaling.oneSlot().median()).isEqualTo(400, within(1e-9));
    assertThat(scaling.twoSlots().median()).isEqualTo(7_000 / 18.0, within(1e-9));
    assertThat(scaling.corrected().median()).isEqualTo(2 * 7_000 / 18.0 / 400, within(1e-9));
    assertThat(scaling.jobCores().median()).isEqualTo(1.8, within(1e-9));
    assertThat(scaling.brokerCores().median()).isEqualTo(0.2, within(1e-9));
  }

  @Test
  void theWordsSayWhichFigureIsCorrected() {
    assertThat(Scaling.of(List.of(ONE), List.of(TWO)).words("triage"))
        .isEqualTo(
            "triage, two slots against one. By the clock, not corrected: 1.75 times the contacts a"
                + " second; with two slots the job had 1.80 cores and the broker 0.20 of the same. By"
                + " CPU time, corrected: the job's own process does 400 contacts in a second of CPU"
                + " time with one slot and 389 with two, so that two slots with a core each would do"
                + " 1.94 times.");
  }
}
