package io.contacttriage.routing.diff;

import io.contacttriage.routing.policy.BusinessCalendar;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** How the days of a calendar changed. */
final class CalendarDiff {
  private CalendarDiff() {}

  static List<String> words(BusinessCalendar was, BusinessCalendar is) {
    List<String> words = new ArrayList<>();
    if (!was.zone().equals(is.zone())) {
      words.add("counts days in " + is.zone() + " instead of " + was.zone());
    }
    without(is.weekend(), was.weekend(), "has a weekend on", words);
    without(was.weekend(), is.weekend(), "no longer has a weekend on", words);
    without(is.holidays(), was.holidays(), "has a holiday on", words);
    without(was.holidays(), is.holidays(), "no longer has a holiday on", words);
    return words;
  }

  private static <T> void without(
      Collection<T> days, Collection<T> others, String verb, List<String> words) {
    List<String> named =
        days.stream()
            .filter(day -> !others.contains(day))
            .map(day -> day.toString().toLowerCase(Locale.ROOT))
            .toList();
    if (!named.isEmpty()) {
      words.add(verb + " " + Words.list(named));
    }
  }
}
