package io.contacttriage.benchmarks.profile;

import io.contacttriage.cli.report.HtmlWriter;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Folded stacks as a picture: each box is a frame, as wide as the CPU time spent in it and in all
 * that it called, which stand on it. From left to right they are in the order of their names.
 */
public final class FlameGraph {
  private static final int WIDTH = 1200;
  private static final int ROW = 18;
  private static final int KEY = 26;

  /** Of a character at the size of the labels, in pixels. */
  private static final double CHARACTER = 6.1;

  private static final int SHORTEST_LABEL = 4;

  /** A narrower box is not seen, in pixels. */
  private static final double LEAST_WIDTH = 0.4;

  private static final String ROOT_COLOUR = "#e6e9ec";
  private static final String INK = "#1a1f25";

  private final Node root = new Node();

  private static final class Node {
    final Map<String, Node> children = new TreeMap<>();
    long nanos;

    int depth() {
      return 1 + children.values().stream().mapToInt(Node::depth).max().orElse(0);
    }
  }

  public FlameGraph(FoldedStacks stacks) {
    stacks
        .byFrames()
        .forEach(
            (frames, nanos) -> {
              Node node = root;
              node.nanos += nanos;
              for (String frame : frames) {
                node = node.children.computeIfAbsent(frame, name -> new Node());
                node.nanos += nanos;
              }
            });
  }

  /** The picture as a file of its own. */
  public String svg() {
    HtmlWriter picture = HtmlWriter.ofPicture();
    write(picture);
    return picture.finished();
  }

  /** The picture as a part of a page. */
  public void write(HtmlWriter html) {
    int height = KEY + root.depth() * ROW;
    html.open(
        "svg",
        "xmlns",
        "http://www.w3.org/2000/svg",
        "viewBox",
        "0 0 " + WIDTH + " " + height,
        "width",
        Integer.toString(WIDTH),
        "height",
        Integer.toString(height),
        "font-family",
        "system-ui, sans-serif",
        "font-size",
        "11",
        "role",
        "img",
        "aria-label",
        "Flame graph: CPU time by stack");
    box(html, "#ffffff", 0, 0, WIDTH, height, "");
    key(html);
    write(html, "all CPU time of the job's process", root, ROOT_COLOUR, 0, height - ROW);
    html.close();
  }

  private void key(HtmlWriter html) {
    double x = 4;
    for (Library library : Library.values()) {
      box(html, library.colour(), x, 6, 12, 12, library.title());
      label(html, x + 17, 16, library.title());
      x += 36 + library.title().length() * CHARACTER;
    }
  }

  private void write(HtmlWriter html, String name, Node node, String colour, double x, double y) {
    double width = width(node);
    box(html, colour, x, y, width - 0.5, ROW - 1, tip(name, node));
    int room = (int) ((width - 6) / CHARACTER);
    if (room >= SHORTEST_LABEL) {
      label(
          html,
          x + 3,
          y + ROW - 5,
          name.length() <= room ? name : name.substring(0, room - 1) + "…");
    }
    double left = x;
    for (Map.Entry<String, Node> child : node.children.entrySet()) {
      if (width(child.getValue()) >= LEAST_WIDTH) {
        String below = node == root ? ROOT_COLOUR : Library.ofFrame(child.getKey()).colour();
        write(html, child.getKey(), child.getValue(), below, left, y - ROW);
      }
      left += width(child.getValue());
    }
  }

  private double width(Node node) {
    return root.nanos == 0 ? 0 : (double) node.nanos / root.nanos * WIDTH;
  }

  private String tip(String name, Node node) {
    return String.format(
        Locale.ROOT, "%s: %.1f %%", name, root.nanos == 0 ? 0 : node.nanos * 100.0 / root.nanos);
  }

  private static void box(
      HtmlWriter html,
      String colour,
      double x,
      double y,
      double width,
      double height,
      String says) {
    html.open(
        "rect",
        "fill",
        colour,
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

  private static void label(HtmlWriter html, double x, double y, String text) {
    // A page's own style for text would be light on light boxes in the dark.
    html.element(
        "text", text, "x", at(x), "y", at(y), "style", "fill:" + INK + ";pointer-events:none");
  }

  private static String at(double coordinate) {
    return String.format(Locale.ROOT, "%.1f", coordinate);
  }
}
