package io.contacttriage.cli.policy;

import io.contacttriage.cli.report.HtmlWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.SortedMap;

/** Two small lines over the same hours: how many contacts in each book. */
final class HourLines {
  private static final int WIDTH = 260;
  private static final int HEIGHT = 32;

  private HourLines() {}

  /**
   * Draws a cell of a table.
   *
   * @param was contacts by hour, such as {@code 2026-07-03T09}
   * @param first hour of the whole picture
   * @param last hour of the whole picture
   */
  static void write(
      HtmlWriter html,
      SortedMap<String, Long> was,
      SortedMap<String, Long> is,
      String first,
      String last) {
    long most =
        Math.max(
            was.values().stream().mapToLong(n -> n).max().orElse(0),
            is.values().stream().mapToLong(n -> n).max().orElse(0));
    html.open("td");
    html.open(
        "svg",
        "xmlns",
        "http://www.w3.org/2000/svg",
        "viewBox",
        "0 0 " + WIDTH + " " + HEIGHT,
        "width",
        Integer.toString(WIDTH),
        "role",
        "img",
        "aria-label",
        "contacts by hour, at most " + most);
    html.empty("path", "class", "was", "d", line(was, first, last, most));
    html.empty("path", "class", "is", "d", line(is, first, last, most));
    html.close().close();
  }

  private static String line(SortedMap<String, Long> byHour, String first, String last, long most) {
    Instant begin = hour(first);
    long hours = Math.max(1, Duration.between(begin, hour(last)).toHours());
    // More points than pixels are not seen: those of one pixel become their highest.
    long[] heights = new long[(int) Math.min(hours, WIDTH - 1) + 1];
    byHour.forEach(
        (at, contacts) -> {
          long hour = Duration.between(begin, hour(at)).toHours();
          int pixel = (int) (hour * (heights.length - 1) / hours);
          heights[pixel] = Math.max(heights[pixel], contacts);
        });
    StringBuilder path = new StringBuilder();
    for (int i = 0; i < heights.length; i++) {
      double x = (double) i * WIDTH / Math.max(1, heights.length - 1);
      double y = HEIGHT - 1 - (HEIGHT - 2.0) * heights[i] / Math.max(1, most);
      path.append(String.format(Locale.ROOT, "%s%.1f %.1f", i == 0 ? "M" : "L", x, y));
    }
    return path.toString();
  }

  private static Instant hour(String hour) {
    return Instant.parse(hour + ":00:00Z");
  }
}
