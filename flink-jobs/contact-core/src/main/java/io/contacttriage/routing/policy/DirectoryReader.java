package io.contacttriage.routing.policy;

import io.contacttriage.routing.cel.DidYouMean;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reads what policies refer to: queues, calendars and clocks. */
final class DirectoryReader {
  private static final Map<String, DayOfWeek> DAYS =
      BookNames.words(DayOfWeek.values(), day -> day.name().toLowerCase(Locale.ROOT));

  private final Problems problems;
  private final Map<String, Place> places = new HashMap<>();

  DirectoryReader(Problems problems) {
    this.problems = problems;
  }

  List<Queue> queues(Fields book) {
    List<Queue> queues = new ArrayList<>();
    for (DocumentNode item : book.requiredItems("queues")) {
      Fields fields = new Fields(item, problems, "a queue", List.of("name", "purpose", "exposure"));
      String name = uniqueName(fields, "queue");
      String purpose = fields.requiredText("purpose");
      var exposure =
          fields.word(fields.required("exposure"), "exposure class", BookNames.SEVERITIES);
      if (name != null && purpose != null && exposure != null) {
        queues.add(new Queue(name, purpose, exposure));
      }
    }
    return queues;
  }

  Map<String, BusinessCalendar> calendars(Fields book) {
    Map<String, BusinessCalendar> calendars = new LinkedHashMap<>();
    for (DocumentNode item : book.items("calendars")) {
      Fields fields =
          new Fields(item, problems, "a calendar", List.of("name", "zone", "weekend", "holidays"));
      String name = uniqueName(fields, "calendar");
      ZoneId zone =
          fields.parsed(
              fields.requiredText("zone"),
              fields.optional("zone"),
              ZoneId::of,
              "a time zone such as Europe/Dublin");
      List<DayOfWeek> weekend = new ArrayList<>();
      fields.items("weekend").forEach(day -> weekend.add(fields.word(day, "weekday", DAYS)));
      List<LocalDate> holidays = new ArrayList<>();
      fields.items("holidays").forEach(day -> holidays.add(date(fields, day)));
      if (weekend.stream().distinct().count() > 6) {
        problems.add(fields.place("weekend"), "a week needs at least one business day");
      } else if (name != null
          && zone != null
          && !weekend.contains(null)
          && !holidays.contains(null)) {
        calendars.put(name, BusinessCalendar.of(name, zone, weekend, holidays));
      }
    }
    return calendars;
  }

  private static LocalDate date(Fields fields, DocumentNode day) {
    return fields.parsed(
        day.text() == null ? "" : day.text(), day, LocalDate::parse, "a date such as 2026-12-25");
  }

  /**
   * Reads the clocks.
   *
   * @param calendars those that could be read
   * @param names of all calendars, also of the faulty ones
   */
  List<LegalClock> clocks(
      Fields book, Map<String, BusinessCalendar> calendars, List<String> names) {
    List<LegalClock> clocks = new ArrayList<>();
    for (DocumentNode item : book.items("clocks")) {
      Fields fields =
          new Fields(item, problems, "a clock", List.of("name", "law", "calendar", "due"));
      String name = uniqueName(fields, "clock");
      String law = fields.requiredText("law");
      String calendar = fields.text("calendar");
      if (calendar != null && !names.contains(calendar)) {
        problems.add(
            fields.place("calendar"),
            "there is no calendar " + calendar,
            DidYouMean.hint(calendar, names));
      }
      Due due = due(fields.required("due"));
      if (due != null && due.needsCalendar() && calendar == null) {
        problems.add(item.place(), "a clock that counts days or months needs a calendar");
      } else if (name != null
          && law != null
          && due != null
          && (calendar == null || calendars.containsKey(calendar))) {
        clocks.add(
            new LegalClock(name, law, calendar == null ? null : calendars.get(calendar), due));
      }
    }
    return clocks;
  }

  private Due due(DocumentNode node) {
    if (node == null) {
      return null;
    }
    List<String> ways = List.of("businessDays", "months", "duration");
    Fields fields = new Fields(node, problems, "due", ways);
    long given = ways.stream().filter(fields::has).count();
    if (node.kind() == DocumentNode.Kind.OBJECT && given != 1) {
      problems.add(
          node.place(), "wanted exactly one of businessDays, months and duration, found " + given);
      return null;
    }
    if (fields.has("businessDays")) {
      Long days = fields.whole(fields.required("businessDays"), 1, 400);
      return days == null ? null : new Due.BusinessDays(days.intValue());
    }
    if (fields.has("months")) {
      Long months = fields.whole(fields.required("months"), 1, 60);
      return months == null ? null : new Due.Months(months.intValue());
    }
    Duration duration =
        fields.has("duration") ? fields.duration(fields.required("duration")) : null;
    return duration == null ? null : new Due.Elapsed(duration);
  }

  private String uniqueName(Fields fields, String what) {
    String name = fields.requiredId("name");
    if (name != null) {
      Place first = places.putIfAbsent(what + " " + name, fields.place("name"));
      if (first != null) {
        problems.add(
            fields.place("name"), "the " + what + " " + name + " is already named at " + first);
      }
    }
    return name;
  }
}
