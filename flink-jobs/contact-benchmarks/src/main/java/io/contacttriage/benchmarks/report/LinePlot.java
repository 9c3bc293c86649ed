package io.contacttriage.benchmarks.report;

import io.contacttriage.cli.report.HtmlWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Lines over one axis, with bands where something happened. */
public final class LinePlot {
  /** So many lines can be told apart. */
  static final int COLOURS = 8;

  private static final int LEFT = 64;
  private static final int WIDTH = 860;
  private static final int HEIGHT = 260;
  private static final int TOP = 18;
  private static final int BOTTOM = 38;
  private static final int RIGHT = 20;
  private static final int MOST_DOTS = 12;

  private final String across;
  private final String up;
  private final boolean logarithmicAcross;
  private final boolean logarithmicUp;
  private final List<Line> lines = new ArrayList<>();
  private final List<Band> bands = new ArrayList<>();

  /** A point of a line. */
  public record Point(double x, double y) {}

  private record Line(String name, List<Point> points) {}

  private record Band(String name, double from, double to) {}

  private LinePlot(String across, String up, boolean logarithmicAcross, boolean logarithmicUp) {
    this.across = across;
    this.up = up;
    this.logarithmicAcross = logarithmicAcross;
    this.logarithmicUp = logarithmicUp;
  }

  /** Over time. */
  public static LinePlot overTime(String across, String up) {
    return new LinePlot(across, up, false, false);
  }

  /** Over time, for values over 0 that differ by powers of ten. */
  public static LinePlot overTimeLogarithmic(String across, String up) {
    return new LinePlot(across, up, false, true);
  }

  /** Equal ratios have equal lengths on both axes; values over 0. */
  public static LinePlot logarithmic(String across, String up) {
    return new LinePlot(across, up, true, true);
  }

  /** At most eight; points in order. */
  public LinePlot line(String name, List<Point> points) {
    lines.add(new Line(name, List.copyOf(points)));
    return this;
  }

  /** Marks a stretch; those of one name have one colour. */
  public LinePlot band(String name, double from, double to) {
    bands.add(new Band(name, from, to));
    return this;
  }

  public void write(HtmlWriter html) {
    if (points().findAny().isEmpty()) {
      return;
    }
    html.open("figure");
    key(html);
    html.open("div", "class", "wide");
    Svg.open(html, LEFT + WIDTH + RIGHT, TOP + HEIGHT + BOTTOM, up + " by " + across);
    Axis x = axis(points().map(Point::x).toList(), logarithmicAcross, false);
    Axis y = axis(points().map(Point::y).toList(), logarithmicUp, true);
    bands.forEach(
        band ->
            Svg.box(
                html,
                "band " + style(band.name()),
                LEFT + x.share(band.from()) * WIDTH,
                TOP,
                // A moment must be seen too.
                Math.max(2, (x.share(band.to()) - x.share(band.from())) * WIDTH),
                HEIGHT,
                band.name()));
    frame(html, x, y);
    lines.forEach(line -> write(html, line, x, y));
    html.close().close().close();
  }

  private void frame(HtmlWriter html, Axis x, Axis y) {
    for (double tick : y.ticks()) {
      double at = TOP + (1 - y.share(tick)) * HEIGHT;
      Svg.line(html, "frame", LEFT, at, LEFT + WIDTH, at);
      Svg.text(html, "soft", LEFT - 8, at + 4, "end", Svg.number(tick));
    }
    Stream<Double> places =
        logarithmicAcross ? points().map(Point::x).distinct() : x.ticks().stream();
    places.forEach(
        tick ->
            Svg.text(
                html,
                "soft",
                LEFT + x.share(tick) * WIDTH,
                TOP + HEIGHT + 16,
                "middle",
                Svg.number(tick)));
    Svg.text(html, "soft", LEFT, 11, "start", up);
    Svg.text(html, "soft", LEFT + WIDTH, TOP + HEIGHT + 33, "end", across);
  }

  private void write(HtmlWriter html, Line line, Axis x, Axis y) {
    StringBuilder points = new StringBuilder();
    String style = "series " + style(line.name());
    for (Point point : line.points()) {
      String px = Svg.at(LEFT + x.share(point.x()) * WIDTH);
      String py = Svg.at(TOP + (1 - y.share(point.y())) * HEIGHT);
      points.append(px).append(',').append(py).append(' ');
      if (line.points().size() <= MOST_DOTS) {
        html.open("circle", "class", style, "cx", px, "cy", py, "r", "3");
        html.element("title", line.name() + ": " + Svg.number(point.y())).close();
      }
    }
    html.empty("polyline", "class", style, "points", points.toString().strip());
  }

  private void key(HtmlWriter html) {
    html.open("figcaption");
    for (String name : names()) {
      html.open("span", "class", "key series " + style(name)).close().element("span", name);
    }
    html.close();
  }

  private Stream<Point> points() {
    return lines.stream().flatMap(line -> line.points().stream());
  }

  private List<String> names() {
    return Stream.concat(lines.stream().map(Line::name), bands.stream().map(Band::name))
        .distinct()
        .toList();
  }

  private String style(String name) {
    return "s" + names().indexOf(name) % COLOURS;
  }

  private static Axis axis(List<Double> values, boolean logarithmic, boolean fromZero) {
    double least = values.stream().mapToDouble(value -> value).min().orElse(0);
    double most = values.stream().mapToDouble(value -> value).max().orElse(1);
    if (logarithmic && fromZero) {
      return Axis.logarithmic(least, most);
    }
    if (logarithmic) {
      // Across, the values themselves are the ticks: no room is wasted up to a power of ten.
      return new Axis(least, most > least ? most : least * 2, true);
    }
    return fromZero ? Axis.fromZero(most) : Axis.between(least, most);
  }
}
