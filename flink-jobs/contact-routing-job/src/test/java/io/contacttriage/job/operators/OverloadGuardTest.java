package io.contacttriage.job.operators;

import static org.assertj.core.api.Assertions.assertThat;

import io.contacttriage.scoring.Stakes;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class OverloadGuardTest {
  private final OverloadGuard guard = new OverloadGuard(Duration.ofSeconds(10));

  @Test
  void nothingIsSparedWhileContactsWaitNoLongerThanTheyShould() {
    assertThat(guard.spare(10_000, 0)).isEqualTo(Stakes.NONE);
    assertThat(guard.spare(10_000, 60_000)).isEqualTo(Stakes.NONE);
  }

  @Test
  void aLongerWaitSparesTheLowestStakesAtOnceAndOneStepMoreEachSecond() {
    assertThat(guard.spare(10_001, 0)).isEqualTo(Stakes.TOPIC);
    assertThat(guard.spare(11_000, 999)).isEqualTo(Stakes.TOPIC);
    assertThat(guard.spare(11_000, 1_000)).isEqualTo(Stakes.URGENCY);
    assertThat(guard.spare(11_000, 2_000)).isEqualTo(Stakes.HARM);
    assertThat(guard.spare(99_000, 90_000)).isEqualTo(Stakes.HARM);
  }

  @Test
  void itComesBackStepByStepAfterSecondsInWhichNobodyWaitedHalfAsLong() {
    guard.spare(11_000, 0);
    guard.spare(11_000, 1_000);

    assertThat(guard.spare(5_000, 5_999)).isEqualTo(Stakes.URGENCY);
    assertThat(guard.spare(5_000, 6_000)).isEqualTo(Stakes.TOPIC);
    assertThat(guard.spare(5_000, 10_999)).isEqualTo(Stakes.TOPIC);
    assertThat(guard.spare(5_000, 11_000)).isEqualTo(Stakes.NONE);
  }

  @Test
  void aWaitBetweenHalfAndWholeKeepsWhatIsSpared() {
    guard.spare(11_000, 0);

    assertThat(guard.spare(5_001, 60_000)).isEqualTo(Stakes.TOPIC);
    assertThat(guard.spare(100, 64_999)).isEqualTo(Stakes.TOPIC);
    assertThat(guard.spare(100, 65_000)).isEqualTo(Stakes.NONE);
  }

  @Test
  void zeroSparesNothingHoweverLongTheyWait() {
    assertThat(new OverloadGuard(Duration.ZERO).spare(Long.MAX_VALUE / 4, 5))
        .isEqualTo(Stakes.NONE);
  }

  @Test
  void whatIsAtStakeForSafetyIsNeverSpared() {
    for (long now = 0; now < 600_000; now += 100) {
      assertThat(guard.spare(1_000_000, now)).isLessThan(Stakes.SAFETY);
    }
  }

  @Test
  void thereIsTimeForTheShadowUntilContactsWaitHalfAsLongAndAgainFiveSecondsAfterThat() {
    guard.spare(5_000, 0);
    assertThat(guard.isCalm(0)).isTrue();

    guard.spare(5_001, 1_000);
    assertThat(guard.spared()).as("shed before all else").isEqualTo(Stakes.NONE);
    assertThat(guard.isCalm(1_000)).isFalse();
    assertThat(guard.isCalm(5_999)).isFalse();
    assertThat(guard.isCalm(6_000)).isTrue();
  }

  @Test
  void whileAnythingIsSparedThereIsNoTimeForTheShadow() {
    guard.spare(11_000, 0);
    guard.spare(11_000, 1_000);

    guard.spare(0, 6_000);

    assertThat(guard.spared()).isEqualTo(Stakes.TOPIC);
    assertThat(guard.isCalm(6_000)).isFalse();
  }
}
