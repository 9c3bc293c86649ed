package io.contacttriage.routing.diff;

import io.contacttriage.routing.Additions;
import io.contacttriage.routing.Exposure;
import io.contacttriage.routing.Route;
import io.contacttriage.routing.policy.Due;
import io.contacttriage.routing.policy.LegalClock;
import io.contacttriage.routing.policy.Rule;
import io.contacttriage.scoring.HarmLabel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Parts of a book as people say them. */
final class Words {
  private Words() {}

  /** {@code a}, {@code a and b}, {@code a, b and c}. */
  static String list(List<String> items) {
    int last = items.size() - 1;
    return last < 1
        ? String.join("", items)
        : String.join(", ", items.subList(0, last)) + " and " + items.get(last);
  }

  /** {@code tag a}, {@code tags a and b}. */
  static String list(String one, List<String> items) {
    return one + (items.size() == 1 ? " " : "s ") + list(items);
  }

  /** In the largest unit that fits, as policies write it; otherwise ISO-8601. */
  static String duration(Duration duration) {
    long seconds = duration.toSeconds();
    if (!duration.equals(Duration.ofSeconds(seconds))) {
      return duration.toString();
    }
    if (seconds % 86_400 == 0) {
      return seconds / 86_400 + "d";
    }
    if (seconds % 3_600 == 0) {
      return seconds / 3_600 + "h";
    }
    return seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s";
  }

  /** {@code payments, P2}. */
  static String place(Route route) {
    return route.queue() + ", " + route.priority();
  }

  static String answerer(Route route) {
    return route.selfService() == null ? "a person" : "article " + route.selfService();
  }

  static String route(Route route) {
    StringBuilder words = new StringBuilder(place(route));
    words.append(", ").append(answerer(route)).append(" answers within ");
    words.append(duration(route.respondWithin()));
    append(words, "with ", "skill", route.skills());
    append(words, "with ", "tag", route.tags());
    return words.toString();
  }

  /** What a rule does, as a sentence without its subject. */
  static String rule(Rule rule) {
    List<String> does = new ArrayList<>();
    if (rule.route() != null) {
      does.add("contacts go to " + route(rule.route()));
    }
    if (rule.add() != null) {
      does.add(additions(rule.add()));
    }
    return "where " + condition(rule.when()) + ", " + String.join("; it ", does);
  }

  /** A condition on one line. */
  static String condition(String when) {
    return when.strip().replaceAll("\\s+", " ");
  }

  static String exposure(Exposure exposure) {
    List<String> labels = exposure.labels().stream().map(HarmLabel::label).toList();
    return exposure.severity().wireName()
        + " content"
        + (labels.isEmpty() ? "" : " (" + list(labels) + ")");
  }

  static String clock(LegalClock clock) {
    return clock.law() + ", " + due(clock);
  }

  static String due(LegalClock clock) {
    String calendar = clock.calendar() == null ? "" : " of calendar " + clock.calendar().name();
    if (clock.due() instanceof Due.BusinessDays days) {
      return days.days() + (days.days() == 1 ? " business day" : " business days") + calendar;
    }
    if (clock.due() instanceof Due.Months months) {
      return months.months() + (months.months() == 1 ? " month" : " months") + calendar;
    }
    return duration(((Due.Elapsed) clock.due()).duration()) + calendar;
  }

  private static String additions(Additions add) {
    StringBuilder words = new StringBuilder();
    append(words, "adds ", "tag", add.tags());
    append(words, "adds ", "skill", add.skills());
    append(words, "starts ", "clock", add.clocks());
    if (add.exposure() != null) {
      words.append(words.isEmpty() ? "" : ", ");
      words.append("warns of ").append(exposure(add.exposure()));
    }
    return words.isEmpty() ? "adds nothing" : words.toString();
  }

  private static void append(StringBuilder words, String verb, String one, List<String> items) {
    if (!items.isEmpty()) {
      words.append(words.isEmpty() ? "" : ", ").append(verb).append(list(one, items));
    }
  }
}
