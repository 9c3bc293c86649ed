package io.contacttriage.routing.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.contacttriage.routing.DueClock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class DueTest {
  private static final List<DayOfWeek> WEEKEND = List.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);
  private static final BusinessCalendar DUBLIN =
      BusinessCalendar.of(
          "dublin",
          ZoneId.of("Europe/Dublin"),
          WEEKEND,
          List.of(LocalDate.of(2026, 12, 25), LocalDate.of(2026, 3, 17)));
  private static final BusinessCalendar TAIPEI =
      BusinessCalendar.of("taipei", ZoneId.of("Asia/Taipei"), WEEKEND, List.of());
  private static final BusinessCalendar RIYADH =
      BusinessCalendar.of(
          "riyadh",
          ZoneId.of("Asia/Riyadh"),
          List.of(DayOfWeek.FRIDAY, DayOfWeek.SATURDAY),
          List.of());

  @Test
  void theNextBusinessDayOfAWorkdayIsTheDayAfter() {
    assertDue(new Due.BusinessDays(1), DUBLIN, "2026-01-14T10:00:00Z", "2026-01-15T23:59:59Z");
  }

  @Test
  void theNextBusinessDayOfAFridayIsMonday() {
    assertDue(new Due.BusinessDays(1), DUBLIN, "2026-01-16T10:00:00Z", "2026-01-19T23:59:59Z");
    assertDue(new Due.BusinessDays(1), DUBLIN, "2026-01-17T10:00:00Z", "2026-01-19T23:59:59Z");
  }

  @Test
  void aHolidayIsNoBusinessDay() {
    assertDue(new Due.BusinessDays(1), DUBLIN, "2026-03-16T10:00:00Z", "2026-03-18T23:59:59Z");
    assertDue(new Due.BusinessDays(1), DUBLIN, "2026-12-24T10:00:00Z", "2026-12-28T23:59:59Z");
  }

  @Test
  void fifteenBusinessDaysAreThreeWeeks() {
    assertDue(new Due.BusinessDays(15), TAIPEI, "2026-06-01T02:00:00Z", "2026-06-22T15:59:59Z");
  }

  @Test
  void theDayOfReceiptIsThatOfTheCalendarsZone() {
    // 17:30 UTC on Monday is already Tuesday in Taipei.
    assertDue(new Due.BusinessDays(1), TAIPEI, "2026-06-01T17:30:00Z", "2026-06-03T15:59:59Z");
  }

  @Test
  void weekendsDifferBetweenCountries() {
    // Thursday; Sunday is a business day in Riyadh.
    assertDue(new Due.BusinessDays(1), RIYADH, "2026-06-04T08:00:00Z", "2026-06-07T20:59:59Z");
  }

  @Test
  void aDayEndsWithItsLocalMidnightInSummerToo() {
    // Clocks in Dublin go forward on Sunday 29 March 2026.
    assertDue(new Due.BusinessDays(1), DUBLIN, "2026-03-27T10:00:00Z", "2026-03-30T22:59:59Z");
    assertDue(new Due.BusinessDays(1), DUBLIN, "2026-10-23T10:00:00Z", "2026-10-26T23:59:59Z");
  }

  @Test
  void aMonthEndsOnTheSameDayOfTheNext() {
    assertDue(new Due.Months(1), DUBLIN, "2026-01-15T10:00:00Z", "2026-02-15T23:59:59Z");
    assertDue(new Due.Months(3), DUBLIN, "2026-01-15T10:00:00Z", "2026-04-15T22:59:59Z");
  }

  @Test
  void aMonthFromTheLastOfJanuaryEndsWithFebruary() {
    assertDue(new Due.Months(1), DUBLIN, "2026-01-31T10:00:00Z", "2026-02-28T23:59:59Z");
    assertDue(new Due.Months(1), DUBLIN, "2028-01-31T10:00:00Z", "2028-02-29T23:59:59Z");
  }

  @Test
  void anElapsedTimeNeedsNoCalendar() {
    LegalClock clock =
        new LegalClock("police", "House rule", null, new Due.Elapsed(Duration.ofHours(24)));

    assertThat(clock.startedAt(Instant.parse("2026-03-28T23:30:00Z")))
        .isEqualTo(new DueClock("House rule", Instant.parse("2026-03-29T23:30:00Z")));
  }

  @Test
  void daysWithoutACalendarAreRefused() {
    assertThatThrownBy(() -> new LegalClock("refund", "PSD2", null, new Due.BusinessDays(1)))
        .hasMessage("clock refund counts days and needs a calendar");
    assertThatThrownBy(() -> new Due.BusinessDays(0))
        .hasMessage("wanted 1 to 400 business days, found 0");
  }

  @Property(tries = 300)
  void aDueTimeIsTheLastSecondOfABusinessDayAfterReceipt(
      @ForAll @IntRange(min = 1, max = 40) int days,
      @ForAll @LongRange(min = 1_700_000_000L, max = 1_900_000_000L) long receivedAt) {
    Instant received = Instant.ofEpochSecond(receivedAt);
    for (BusinessCalendar calendar : List.of(DUBLIN, TAIPEI, RIYADH)) {
      Instant due = new Due.BusinessDays(days).after(received, calendar);
      LocalDate last = due.atZone(calendar.zone()).toLocalDate();

      assertThat(due).isAfter(received);
      assertThat(calendar.isBusinessDay(last)).isTrue();
      assertThat(due.plusSeconds(1).atZone(calendar.zone()).toLocalDate())
          .isEqualTo(last.plusDays(1));
      LocalDate first = received.atZone(calendar.zone()).toLocalDate().plusDays(1);
      assertThat(first.datesUntil(last.plusDays(1)).filter(calendar::isBusinessDay).count())
          .isEqualTo(days);
    }
  }

  private static void assertDue(
      Due due, BusinessCalendar calendar, String receivedAt, String expected) {
    assertThat(due.after(Instant.parse(receivedAt), calendar)).isEqualTo(Instant.parse(expected));
  }
}
