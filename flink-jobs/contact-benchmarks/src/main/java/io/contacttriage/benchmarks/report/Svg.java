package io.contacttriage.benchmarks.report;

import io.contacttriage.cli.report.HtmlWriter;
import java.util.Locale;

/** The few shapes of the plots. */
final class Svg {
  private Svg() {}

  /** Opens a picture; its writer closes it. */
  static void open(HtmlWriter html, int width, int height, String label) {
    html.open(
        "svg",
        "xmlns",
        "http://www.w3.org/2000/svg",
        "viewBox",
        "0 0 " + width + " " + height,
        "width",
        Integer.toString(width),
        "height",
        Integer.toString(height),
        "role",
        "img",
        "aria-label",
        label);
  }

  static void line(HtmlWriter html, String style, double x1, double y1, double x2, double y2) {
    html.empty("line", "class", style, "x1", at(x1), "y1", at(y1), "x2", at(x2), "y2", at(y2));
  }

  /** A box that says what it is when it is pointed at. */
  static void box(
      HtmlWriter html, String style, double x, double y, double width, double height, String says) {
    html.open(
        "rect",
        "class",
        style,
        "x",
        at(x),
        "y",
        at(y),
        "width",
        at(Math.max(0, width)),
        "height",
        at(height));
    html.element("title", says).close();
  }

  /**
   * @param anchor {@code start}, {@code middle} or {@code end}
   */
  static void text(
      HtmlWriter html, String style, double x, double y, String anchor, String content) {
    html.element("text", content, "class", style, "x", at(x), "y", at(y), "text-anchor", anchor);
  }

  static String at(double coordinate) {
    return String.format(Locale.ROOT, "%.1f", coordinate);
  }

  /** A value beside an axis, as short as it can be. */
  static String number(double value) {
    if (value >= 1) {
      return String.format(Locale.ROOT, value == Math.rint(value) ? "%,.0f" : "%,.1f", value);
    }
    return value == 0 ? "0" : String.format(Locale.ROOT, "%.2g", value).replaceFirst("0+$", "");
  }
}
