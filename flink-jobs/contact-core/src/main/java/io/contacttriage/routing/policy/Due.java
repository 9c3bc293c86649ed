package io.contacttriage.routing.policy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;

/** How a legal clock counts from the receipt of a contact to its due time. */
public sealed interface Due {
  /**
   * The due time.
   *
   * @param calendar may be null only where {@link #needsCalendar()} is false
   */
  Instant after(Instant receivedAt, BusinessCalendar calendar);

  /** Whether days have to be told apart. */
  boolean needsCalendar();

  /** End of the n-th business day after the day of receipt. */
  record BusinessDays(int days) implements Due {
    public BusinessDays {
      requireInRange(days, 1, 400, "business days");
    }

    @Override
    public Instant after(Instant receivedAt, BusinessCalendar calendar) {
      LocalDate received = receivedAt.atZone(calendar.zone()).toLocalDate();
      return calendar.endOf(calendar.businessDayAfter(received, days));
    }

    @Override
    public boolean needsCalendar() {
      return true;
    }
  }

  /**
   * End of the same day of a later month, or of that month's last day when it is shorter: how the
   * GDPR's "one month" is counted. A last day on a weekend is not moved, so the clock is never
   * late.
   */
  record Months(int months) implements Due {
    public Months {
      requireInRange(months, 1, 60, "months");
    }

    @Override
    public Instant after(Instant receivedAt, BusinessCalendar calendar) {
      LocalDate received = receivedAt.atZone(calendar.zone()).toLocalDate();
      return calendar.endOf(received.plusMonths(months));
    }

    @Override
    public boolean needsCalendar() {
      return true;
    }
  }

  /** A time span, day and night. */
  record Elapsed(Duration duration) implements Due {
    public Elapsed {
      if (duration.isNegative() || duration.isZero()) {
        throw new IllegalArgumentException("a clock needs a positive duration, found " + duration);
      }
    }

    @Override
    public Instant after(Instant receivedAt, BusinessCalendar calendar) {
      return receivedAt.plus(duration);
    }

    @Override
    public boolean needsCalendar() {
      return false;
    }
  }

  private static void requireInRange(int value, int least, int most, String what) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          "wanted " + least + " to " + most + " " + what + ", found " + value);
    }
  }
}
