package io.contacttriage.routing.outcome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ShareTest {
  @Test
  void theIntervalsAreThoseOfTheBooks() {
    assertShare(8, 10, 0.4902, 0.9433);
    assertShare(0, 10, 0, 0.2775);
    assertShare(10, 10, 0.7225, 1);
    assertShare(50, 100, 0.4038, 0.5962);
  }

  @Test
  void ofNoneNothingIsKnown() {
    assertThat(Share.of(0, 0)).isNull();
  }

  private static void assertShare(long some, long all, double low, double high) {
    Share share = Share.of(some, all);
    assertThat(share.value()).isEqualTo((double) some / all);
    assertThat(share.low()).isCloseTo(low, within(0.0001));
    assertThat(share.high()).isCloseTo(high, within(0.0001));
  }
}
