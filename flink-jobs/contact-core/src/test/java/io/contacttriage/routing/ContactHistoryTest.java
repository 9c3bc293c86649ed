package io.contacttriage.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ContactHistoryTest {
  private static final Instant NOW = Instant.parse("2026-07-03T09:30:00Z");

  @Test
  void aFirstContactHasNoMemory() {
    assertThat(ContactHistory.EMPTY.asOf(NOW)).isEqualTo(RoutingMemory.NONE);
  }

  @Test
  void earlierContactsAreCountedByDayWeekAndMonth() {
    ContactHistory history =
        ContactHistory.EMPTY
            .with(NOW.minus(Duration.ofDays(29)), "a")
            .with(NOW.minus(Duration.ofDays(6)), "b")
            .with(NOW.minus(Duration.ofHours(23)), "c")
            .with(NOW.minus(Duration.ofMinutes(1)), "d");

    assertThat(history.asOf(NOW)).isEqualTo(new RoutingMemory(2, 3, 4, "d"));
  }

  @Test
  void aContactLeavesTheDayAfterTwentyFourHours() {
    ContactHistory history = ContactHistory.EMPTY.with(NOW, "a");

    assertThat(history.asOf(NOW.plus(Duration.ofHours(23))).contacts1d()).isEqualTo(1);
    assertThat(history.asOf(NOW.plus(Duration.ofHours(24))).contacts1d()).isZero();
  }

  @Test
  void afterThirtyDaysNothingIsKnown() {
    ContactHistory history = ContactHistory.EMPTY.with(NOW, "a");

    assertThat(history.asOf(NOW.plus(Duration.ofDays(29))).lastQueue()).isEqualTo("a");
    assertThat(history.asOf(NOW.plus(Duration.ofDays(30)))).isEqualTo(RoutingMemory.NONE);
  }

  @Test
  void aLateContactIsCountedButDoesNotChangeTheLastQueue() {
    ContactHistory history =
        ContactHistory.EMPTY.with(NOW, "new").with(NOW.minus(Duration.ofHours(5)), "late");

    assertThat(history.asOf(NOW)).isEqualTo(new RoutingMemory(2, 2, 2, "new"));
    assertThat(history.asOf(NOW.minus(Duration.ofHours(5))).contacts1d()).isEqualTo(1);
  }

  @Test
  void aContactOlderThanThirtyDaysIsForgottenAtOnce() {
    ContactHistory history = ContactHistory.EMPTY.with(NOW, "a");

    assertThat(history.with(NOW.minus(Duration.ofDays(30)), "b")).isEqualTo(history);
  }

  @Test
  void hoursAndCountsBelongTogether() {
    assertThatThrownBy(() -> new ContactHistory(new int[2], new int[1], "", 0))
        .hasMessage("wanted a count for each hour, found 1 for 2");
  }

  @Property(tries = 200)
  void theOrderOfArrivalDoesNotMatter(
      @ForAll @Size(max = 60) List<@IntRange(max = 60 * 24 * 20) Integer> minutes,
      @ForAll long seed) {
    List<Integer> distinct = new ArrayList<>(minutes.stream().distinct().toList());
    ContactHistory inOrder = historyOf(distinct);
    Collections.shuffle(distinct, new Random(seed));

    assertThat(historyOf(distinct)).isEqualTo(inOrder);
  }

  @Property(tries = 50)
  void itNeverGrowsBeyondThirtyDaysOfHours(
      @ForAll @Size(min = 1, max = 2000) List<@IntRange(max = 60 * 24 * 90) Integer> minutes) {
    ContactHistory history = historyOf(minutes);

    assertThat(history.hours()).hasSizeLessThanOrEqualTo(720).isSorted().doesNotHaveDuplicates();
    int newest = history.hours()[history.hours().length - 1];
    assertThat(newest - history.hours()[0]).isLessThan(720);
    assertThat(Arrays.stream(history.counts()).min().getAsInt()).isPositive();
  }

  private static ContactHistory historyOf(List<Integer> minutes) {
    ContactHistory history = ContactHistory.EMPTY;
    for (int minute : minutes) {
      history = history.with(NOW.minus(Duration.ofMinutes(minute)), "q" + minute);
    }
    return history;
  }
}
