package io.contacttriage.cli.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ReliabilityTest {
  private final Reliability reliability = new Reliability();

  @Test
  void theErrorIsTheGapOfEachBinByItsContacts() {
    // Bin 13, [13/15, 14/15): said 0.875 and 0.9, one came. Gap |0.8875 - 0.5| = 0.3875.
    reliability.add(0.875f, true, 1);
    reliability.add(0.9f, false, 1);
    // Bin 1, [1/15, 2/15): said 0.125 twice, none came. Gap 0.125.
    reliability.add(0.125f, false, 2);

    assertThat(reliability.error()).isCloseTo(0.5 * 0.3875 + 0.5 * 0.125, within(1e-7));
  }

  @Test
  void binsHaveTheSameWidthAndTheLastOneItsEnd() {
    reliability.add(0, false, 1);
    reliability.add(0.0666f, false, 1);
    reliability.add(0.0667f, true, 1);
    reliability.add(1, true, 1);

    assertThat(reliability.bins()).hasSize(15);
    assertThat(reliability.bins().get(0).contacts()).isEqualTo(2);
    assertThat(reliability.bins().get(1).contacts()).isEqualTo(1);
    assertThat(reliability.bins().get(1).low()).isCloseTo(1 / 15.0, within(1e-9));
    assertThat(reliability.bins().get(14)).isEqualTo(new Reliability.Bin(14 / 15.0, 1, 1, 1));
    assertThat(reliability.bins().get(7).confidence()).isNaN();
  }

  @Test
  void ofNothingThereIsNoError() {
    assertThat(reliability.error()).isNaN();
  }
}
