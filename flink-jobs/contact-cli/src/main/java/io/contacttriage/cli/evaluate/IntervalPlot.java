package io.contacttriage.cli.evaluate;

import io.contacttriage.cli.report.HtmlWriter;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;

/** Differences as dots with their intervals, all on one scale, with 0 in the middle. */
final class IntervalPlot {
  private static final int WIDTH = 220;
  private static final int HEIGHT = 22;

  /** So that the dot at the edge is whole. */
  private static final int EDGE = 6;

  private final double widest;

  /**
   * @param shown together
   */
  IntervalPlot(List<Difference> shown) {
    double most =
        shown.stream()
            .flatMapToDouble(each -> DoubleStream.of(each.low(), each.high()))
            .filter(Double::isFinite)
            .map(Math::abs)
            .max()
            .orElse(0);
    widest = most == 0 ? 1 : most;
  }

  /** Class of the style sheet for a mark. */
  static String style(Difference.Mark mark) {
    return switch (mark) {
      case NONE -> "plain";
      case BETTER -> "good";
      case WORSE -> "bad";
    };
  }

  /** Only the line at 0 where there is no interval. */
  void write(HtmlWriter html, Difference each) {
    String middle = Integer.toString(HEIGHT / 2);
    html.open(
        "svg",
        "xmlns",
        "http://www.w3.org/2000/svg",
        "viewBox",
        "0 0 " + WIDTH + " " + HEIGHT,
        "width",
        Integer.toString(WIDTH),
        "height",
        Integer.toString(HEIGHT),
        "role",
        "img",
        "aria-label",
        "Interval of " + each.figure().title());
    line(html, "zero", 0, 0, "0", Integer.toString(HEIGHT));
    if (Double.isFinite(each.low())) {
      String style = style(each.mark());
      line(html, "range " + style, each.low(), each.high(), middle, middle);
      html.empty(
          "circle", "class", "point " + style, "cx", x(each.difference()), "cy", middle, "r", "4");
    }
    html.close();
  }

  private void line(
      HtmlWriter html, String style, double from, double to, String top, String bottom) {
    html.empty("line", "class", style, "x1", x(from), "y1", top, "x2", x(to), "y2", bottom);
  }

  private String x(double value) {
    // Calibration errors of resamples lie above that of the contacts: the dot may be outside.
    double share = Math.max(-1, Math.min(1, value / widest));
    return String.format(Locale.ROOT, "%.1f", WIDTH / 2.0 + share * (WIDTH / 2.0 - EDGE));
  }
}
