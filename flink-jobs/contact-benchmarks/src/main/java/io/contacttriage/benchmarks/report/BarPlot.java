package io.contacttriage.benchmarks.report;

import io.contacttriage.benchmarks.Spread;
import io.contacttriage.cli.report.HtmlWriter;
import java.util.ArrayList;
import java.util.List;

/** One bar for each median, with a stroke from the least to the most and, if any, a wanted mark. */
public final class BarPlot {
  private static final int LABEL = 270;
  private static final int BARS = 480;
  private static final int VALUE = 200;
  private static final int ROW = 28;
  private static final int AXIS = 24;

  /** A logarithmic bar of the least value would have no length. */
  private static final double ROOM_BELOW = 0.5;

  private final String title;
  private final boolean logarithmic;
  private final List<Bar> bars = new ArrayList<>();

  private record Bar(String label, Spread spread, String shown, Double wanted) {}

  private BarPlot(String title, boolean logarithmic) {
    this.title = title;
    this.logarithmic = logarithmic;
  }

  /** Bars from 0 on. */
  public static BarPlot linear(String title) {
    return new BarPlot(title, false);
  }

  /** Bars of what differs by powers of ten; values over 0. */
  public static BarPlot logarithmic(String title) {
    return new BarPlot(title, true);
  }

  /**
   * Adds a bar.
   *
   * @param shown beside the bar
   * @param wanted at least; null when nothing is
   */
  public BarPlot bar(String label, Spread spread, String shown, Double wanted) {
    bars.add(new Bar(label, spread, shown, wanted));
    return this;
  }

  public boolean isEmpty() {
    return bars.isEmpty();
  }

  public void write(HtmlWriter html) {
    int height = bars.size() * ROW + AXIS;
    html.open("div", "class", "wide");
    Svg.open(html, LABEL + BARS + VALUE, height, title);
    Axis axis = axis();
    for (double tick : axis.ticks()) {
      double x = x(axis, tick);
      Svg.line(html, "frame", x, 0, x, height - AXIS);
      Svg.text(html, "soft", x, height - 8, "middle", Svg.number(tick));
    }
    for (int i = 0; i < bars.size(); i++) {
      write(html, axis, bars.get(i), i * ROW);
    }
    html.close().close();
  }

  private void write(HtmlWriter html, Axis axis, Bar bar, int y) {
    Spread spread = bar.spread();
    int middle = y + ROW / 2;
    Svg.text(html, "label", LABEL - 10, middle + 4, "end", bar.label());
    Svg.box(
        html,
        "series s0",
        LABEL,
        y + 5,
        x(axis, spread.median()) - LABEL,
        ROW - 10,
        bar.label() + ": " + bar.shown());
    Svg.line(html, "whisker", x(axis, spread.least()), middle, x(axis, spread.most()), middle);
    if (bar.wanted() != null) {
      double x = x(axis, bar.wanted());
      Svg.line(html, "wanted", x, y + 2, x, y + ROW - 2);
    }
    Svg.text(html, "label", LABEL + BARS + 10, middle + 4, "start", bar.shown());
  }

  private Axis axis() {
    double most = 0;
    double least = Double.MAX_VALUE;
    for (Bar bar : bars) {
      most = Math.max(most, Math.max(bar.spread().most(), bar.wanted() == null ? 0 : bar.wanted()));
      least = Math.min(least, bar.spread().least());
    }
    return logarithmic ? Axis.logarithmic(least * ROOM_BELOW, most) : Axis.fromZero(most);
  }

  private static double x(Axis axis, double value) {
    return LABEL + axis.share(value) * BARS;
  }
}
