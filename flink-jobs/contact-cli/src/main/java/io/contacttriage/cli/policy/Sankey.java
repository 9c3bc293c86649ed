package io.contacttriage.cli.policy;

import io.contacttriage.cli.report.HtmlWriter;
import io.contacttriage.cli.report.Shown;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** Bands from the queues that lose contacts, on the left, to those that gain them, on the right. */
final class Sankey {
  private static final int WIDTH = 860;
  private static final int LEFT = 210;
  private static final int RIGHT = WIDTH - 210;
  private static final int BAR = 10;
  private static final int GAP = 14;
  private static final double HEIGHT = 360;

  /** A band of one contact beside one of a thousand is still seen. */
  private static final double THINNEST = 1.5;

  private final List<Band> bands;
  private final double perContact;

  private Sankey(List<Band> bands) {
    this.bands = bands;
    this.perContact = HEIGHT / bands.stream().mapToLong(Band::contacts).sum();
  }

  /** Contacts that go from one queue to another. */
  record Band(String from, String to, long contacts) {}

  /** Draws bands; there must be one. */
  static void write(HtmlWriter html, List<Band> bands) {
    new Sankey(bands).write(html);
  }

  private void write(HtmlWriter html) {
    Map<String, Double> left = tops(Band::from);
    Map<String, Double> right = tops(Band::to);
    double bottom = Math.max(bottom(left, Band::from), bottom(right, Band::to));
    html.open("div", "class", "wide");
    html.open(
        "svg",
        "xmlns",
        "http://www.w3.org/2000/svg",
        "viewBox",
        "0 0 " + WIDTH + " " + at(bottom + 4),
        "width",
        Integer.toString(WIDTH),
        "role",
        "img",
        "aria-label",
        "Contacts that change their queue");
    names(html, left, Band::from, LEFT - BAR, LEFT - BAR - 8, "end");
    names(html, right, Band::to, RIGHT, RIGHT + BAR + 8, "start");
    Map<String, Double> nextLeft = new TreeMap<>(left);
    Map<String, Double> nextRight = new TreeMap<>(right);
    for (Band band : bands) {
      double height = height(band);
      double from = nextLeft.merge(band.from(), height, Double::sum) - height;
      double to = nextRight.merge(band.to(), height, Double::sum) - height;
      html.open("path", "class", "band", "d", shape(from, to, height));
      html.element(
          "title", band.from() + " to " + band.to() + ": " + Shown.contacts(band.contacts()));
      html.close();
    }
    html.close().close();
  }

  private void names(
      HtmlWriter html,
      Map<String, Double> tops,
      Function<Band, String> side,
      int barX,
      int textX,
      String anchor) {
    tops.forEach(
        (queue, top) -> {
          double height = sum(queue, side, this::height);
          long contacts = (long) sum(queue, side, Band::contacts);
          html.empty(
              "rect",
              "class",
              "right",
              "x",
              Integer.toString(barX),
              "y",
              at(top),
              "width",
              Integer.toString(BAR),
              "height",
              at(height));
          html.element(
              "text",
              queue + " " + Shown.count(contacts),
              "x",
              Integer.toString(textX),
              "y",
              at(top + height / 2 + 4),
              "text-anchor",
              anchor);
        });
  }

  /** Where each queue of a side begins, in the order of the bands. */
  private Map<String, Double> tops(Function<Band, String> side) {
    Map<String, Double> tops = new TreeMap<>();
    double next = 4;
    for (String queue : queues(side)) {
      tops.put(queue, next);
      next += Math.max(sum(queue, side, this::height), 4) + GAP;
    }
    return tops;
  }

  private double bottom(Map<String, Double> tops, Function<Band, String> side) {
    return tops.entrySet().stream()
        .mapToDouble(top -> top.getValue() + sum(top.getKey(), side, this::height))
        .max()
        .orElse(0);
  }

  private List<String> queues(Function<Band, String> side) {
    return new ArrayList<>(bands.stream().map(side).distinct().toList());
  }

  private double sum(String queue, Function<Band, String> side, ToDoubleFunction<Band> measure) {
    return bands.stream().filter(band -> side.apply(band).equals(queue)).mapToDouble(measure).sum();
  }

  private double height(Band band) {
    return Math.max(THINNEST, band.contacts() * perContact);
  }

  private static String shape(double from, double to, double height) {
    double middle = (LEFT + RIGHT) / 2.0;
    return String.format(
        Locale.ROOT,
        "M%d %.1fC%.1f %.1f %.1f %.1f %d %.1fV%.1fC%.1f %.1f %.1f %.1f %d %.1fZ",
        LEFT,
        from,
        middle,
        from,
        middle,
        to,
        RIGHT,
        to,
        to + height,
        middle,
        to + height,
        middle,
        from + height,
        LEFT,
        from + height);
  }

  private static String at(double coordinate) {
    return String.format(Locale.ROOT, "%.1f", coordinate);
  }
}
