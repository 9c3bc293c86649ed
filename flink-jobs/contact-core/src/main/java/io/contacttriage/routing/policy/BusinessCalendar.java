package io.contacttriage.routing.policy;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Collections;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The days on which a business is open, and the zone in which its days begin and end.
 *
 * @param weekend weekdays that are never business days; at most six
 * @param holidays further days that are not
 */
public record BusinessCalendar(
    String name, ZoneId zone, SortedSet<DayOfWeek> weekend, SortedSet<LocalDate> holidays) {
  public BusinessCalendar {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(zone, "zone");
    weekend = Collections.unmodifiableSortedSet(new TreeSet<>(weekend));
    holidays = Collections.unmodifiableSortedSet(new TreeSet<>(holidays));
    if (weekend.size() > 6) {
      throw new IllegalArgumentException("calendar " + name + " has no business day in any week");
    }
  }

  public static BusinessCalendar of(
      String name, ZoneId zone, Collection<DayOfWeek> weekend, Collection<LocalDate> holidays) {
    return new BusinessCalendar(name, zone, new TreeSet<>(weekend), new TreeSet<>(holidays));
  }

  public boolean isBusinessDay(LocalDate day) {
    return !weekend.contains(day.getDayOfWeek()) && !holidays.contains(day);
  }

  /** The n-th business day after a day, that day itself not counted. */
  public LocalDate businessDayAfter(LocalDate day, int n) {
    LocalDate found = day;
    for (int left = n; left > 0; ) {
      found = found.plusDays(1);
      if (isBusinessDay(found)) {
        left--;
      }
    }
    return found;
  }

  /** The last second of a day in this zone, on days of 23 or 25 hours too. */
  public Instant endOf(LocalDate day) {
    return day.plusDays(1).atStartOfDay(zone).toInstant().minusSeconds(1);
  }
}
