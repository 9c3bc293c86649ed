package io.contacttriage.cli.evaluate;

import io.contacttriage.cli.report.HtmlWriter;
import io.contacttriage.cli.report.Shown;
import io.contacttriage.scoring.Topic;
import io.contacttriage.scoring.Urgency;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;

/** What was taken for what: wanted labels in rows, found ones in columns. */
final class HeatMap {
  private static final int CELL = 34;
  private static final int LEFT = 150;

  /** From this share on the cell is dark and its number light. */
  private static final double DARK = 0.55;

  private HeatMap() {}

  static void write(HtmlWriter html, Evaluation all) {
    html.open("section").element("h2", "What is taken for what");
    html.open("p", "class", "hint");
    html.open("span", "class", "key one").close().element("span", "right");
    html.open("span", "class", "key two").close().element("span", "taken for another");
    html.text(
        "Each row is what people said, each column what the model said; the number is contacts, the"
            + " shade their share of the row.");
    html.close();
    if (all.topics().contacts() > 0) {
      matrix(html, "Topic", all.topics(), Topic.values(), Topic::label);
    }
    if (all.urgencies().contacts() > 0) {
      matrix(html, "Urgency", all.urgencies(), Urgency.values(), Urgency::label);
    }
    html.close();
  }

  private static <E extends Enum<E>> void matrix(
      HtmlWriter html, String title, HeadTally<E> head, E[] labels, Function<E, String> name) {
    int side = labels.length * CELL;
    // Room for the longest slanted title.
    int top = 26 + 5 * Stream.of(labels).map(name).mapToInt(String::length).max().orElse(0);
    // The last slanted title needs room to the right.
    int width = LEFT + side + 90;
    int height = top + side + 4;
    html.element("h3", title).open("div", "class", "wide");
    html.open(
        "svg",
        "xmlns",
        "http://www.w3.org/2000/svg",
        "viewBox",
        "0 0 " + width + " " + height,
        "width",
        Integer.toString(width),
        "role",
        "img",
        "aria-label",
        title + ": wanted by found");
    for (int i = 0; i < labels.length; i++) {
      int middle = i * CELL + CELL / 2;
      String label = name.apply(labels[i]);
      html.element(
          "text", label, "x", at(LEFT - 8), "y", at(top + middle + 4), "text-anchor", "end");
      html.element(
          "text",
          label,
          "transform",
          "translate(" + (LEFT + middle + 2) + " " + (top - 8) + ") rotate(-50)");
      row(html, head, labels, i, top + i * CELL, name);
    }
    html.close().close();
  }

  private static <E extends Enum<E>> void row(
      HtmlWriter html, HeadTally<E> head, E[] labels, int row, int y, Function<E, String> name) {
    int support = head.label(labels[row]).support();
    for (int column = 0; column < labels.length; column++) {
      int contacts = head.count(labels[row], labels[column]);
      double share = support == 0 ? 0 : (double) contacts / support;
      String x = at(LEFT + column * CELL);
      String size = at(CELL - 2);
      html.empty(
          "rect", "class", "frame", "x", x, "y", at(y), "width", size, "height", size, "rx", "3");
      if (contacts == 0) {
        continue;
      }
      html.open(
          "rect",
          "class",
          row == column ? "right" : "wrong",
          "x",
          x,
          "y",
          at(y),
          "width",
          size,
          "height",
          size,
          "rx",
          "3",
          "fill-opacity",
          // The least visible shade, so that one contact of many is seen.
          String.format(Locale.ROOT, "%.2f", 0.12 + 0.88 * share));
      html.element(
          "title",
          name.apply(labels[row])
              + " taken for "
              + name.apply(labels[column])
              + ": "
              + Shown.contacts(contacts)
              + ", "
              + Shown.share(share));
      html.close();
      html.element(
          "text",
          Integer.toString(contacts),
          "class",
          share >= DARK ? "on" : "plain",
          "x",
          at(LEFT + column * CELL + CELL / 2 - 1),
          "y",
          at(y + CELL / 2 + 3),
          "text-anchor",
          "middle",
          "pointer-events",
          "none");
    }
  }

  private static String at(int coordinate) {
    return Integer.toString(coordinate);
  }
}
