package io.contacttriage.cli.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.contacttriage.job.settings.JobSettings;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SlotQueueTest {
  private static final double MILLI = 1e-3;

  /** Service of 1 ms as random as the arrivals, nothing else. */
  private static final SlotQueue RANDOM = new SlotQueue(MILLI, 1, 0, 0, 0, 1);

  @Test
  void theTailOfTheWaitIsThatOfTheQueueWithRandomService() {
    // M/M/1, known exactly: P(wait > t) = ρ exp(-(1-ρ) t/s); at ρ = 0.8 a hundredth at 21.9 ms.
    assertThat(RANDOM.p99(0.8)).isCloseTo(21.91 * MILLI, within(0.01 * MILLI));
  }

  @Test
  void contactsThatAreAlikeWaitHalfAsLong() {
    SlotQueue alike = new SlotQueue(MILLI, 0, 0, 0, 0, 1);

    assertThat(alike.p99(0.8)).isCloseTo(RANDOM.p99(0.8) / 2, within(1e-9));
  }

  @Test
  void anIdleSlotStillTakesTheWaitsOfTheSettingsAndASlowContactsOwnTime() {
    SlotQueue queue = new SlotQueue(MILLI, 1, 7 * MILLI, 3 * MILLI, 10 * MILLI, 32);

    assertThat(queue.p99(0)).isCloseTo(20 * MILLI, within(1e-9));
    assertThat(queue.busiest(19 * MILLI)).isZero();
  }

  @Test
  void aMicroBatchIsWaitedForUpToItsMostContacts() {
    SlotQueue two = new SlotQueue(MILLI, 0, 0, 10 * MILLI, 0, 2);
    SlotQueue many = new SlotQueue(MILLI, 0, 0, 10 * MILLI, 0, 32);

    // In 10 ms at half load five more come.
    assertThat(many.p99(0.5) - two.p99(0.5)).isCloseTo(4 * MILLI, within(1e-9));
  }

  @ParameterizedTest
  @CsvSource({"0.011, 0", "0.02, 1", "0.05, 0", "0.1, 8", "1, 0.5", "1, 30"})
  void theBusiestLoadMeetsTheP99AndALittleMoreDoesNot(double p99, double variation) {
    SlotQueue queue = new SlotQueue(MILLI, variation, 5 * MILLI, 3 * MILLI, 2 * MILLI, 32);

    double busiest = queue.busiest(p99);

    assertThat(queue.p99(busiest)).isLessThanOrEqualTo(p99);
    assertThat(queue.p99(Math.min(0.99999, busiest + 0.001))).isGreaterThan(p99);
  }

  @Test
  void waitsComeFromTheSettingsOfTheJob() {
    JobSettings settings =
        JobSettings.of(
            Map.of(
                "kafka.bootstrap-servers", "localhost:9092",
                "scoring.batch.linger", "4 ms",
                "scoring.batch.max-contacts", "16",
                "kafka.client.linger.ms", "9",
                "flink.execution.buffer-timeout.interval", "6 ms"));

    SlotQueue queue = SlotQueue.of(TestingCalibration.of(TestingCalibration.ALIKE), settings);

    assertThat(queue).isEqualTo(new SlotQueue(MILLI, 0, MILLI, 4 * MILLI, 15 * MILLI, 16));
  }
}
