package io.contacttriage.cli.evaluate;

import io.contacttriage.cli.report.HtmlWriter;
import io.contacttriage.cli.report.Shown;
import io.contacttriage.scoring.HarmLabel;
import java.util.Locale;

/** Reliability diagrams: what the model said against what came true. */
final class ReliabilityCharts {
  private static final int SIDE = 170;
  private static final int MARGIN = 22;

  private ReliabilityCharts() {}

  static void write(HtmlWriter html, Evaluation all) {
    html.open("section").element("h2", "Do probabilities mean what they say?");
    html.element(
        "p",
        "Each dot is the contacts of one range of confidence, larger for more of them: across, the"
            + " confidence of the model; up, how often it came true. On the dashed line the two are"
            + " the same; below it the model is too sure of itself, above it too modest. The"
            + " orange stroke is the gap.",
        "class",
        "hint");
    html.open("div", "class", "charts");
    chart(html, "Best topic", all.topicReliability());
    chart(html, "Best urgency", all.urgencyReliability());
    for (HarmLabel label : HarmLabel.values()) {
      chart(html, label.label(), all.harmReliability(label));
    }
    html.close().close();
  }

  private static void chart(HtmlWriter html, String title, Reliability reliability) {
    html.open("figure").open("figcaption").text(title + " ");
    html.element("span", "error " + Shown.share(reliability.error())).close();
    html.open(
        "svg",
        "xmlns",
        "http://www.w3.org/2000/svg",
        "viewBox",
        "0 0 " + (SIDE + MARGIN + 8) + " " + (SIDE + MARGIN + 8),
        "role",
        "img",
        "aria-label",
        "Reliability of " + title);
    String side = Integer.toString(SIDE);
    html.empty(
        "rect",
        "class",
        "frame",
        "x",
        Integer.toString(MARGIN),
        "y",
        "4",
        "width",
        side,
        "height",
        side);
    html.empty("line", "class", "ideal", "x1", x(0), "y1", y(0), "x2", x(1), "y2", y(1));
    html.element("text", "0", "class", "soft", "x", "10", "y", Integer.toString(SIDE + 18));
    html.element("text", "1", "class", "soft", "x", x(0.97), "y", Integer.toString(SIDE + 18));
    html.element("text", "1", "class", "soft", "x", "10", "y", "14");
    int most = reliability.bins().stream().mapToInt(Reliability.Bin::contacts).max().orElse(0);
    for (Reliability.Bin bin : reliability.bins()) {
      if (bin.contacts() > 0) {
        dot(html, bin, Math.sqrt((double) bin.contacts() / most));
      }
    }
    html.close().close();
  }

  /**
   * @param size of the area, 1 for the fullest bin
   */
  private static void dot(HtmlWriter html, Reliability.Bin bin, double size) {
    String across = x(bin.confidence());
    html.empty(
        "line",
        "class",
        "gap",
        "x1",
        across,
        "y1",
        y(bin.confidence()),
        "x2",
        across,
        "y2",
        y(bin.came()),
        // A gap of a handful of contacts is chance and must not shout.
        "stroke-opacity",
        text(0.2 + 0.8 * size));
    html.open("circle", "class", "dot", "cx", across, "cy", y(bin.came()), "r", text(2 + 5 * size));
    html.element(
        "title",
        "said "
            + Shown.share(bin.confidence())
            + ", came true "
            + Shown.share(bin.came())
            + ", "
            + Shown.contacts(bin.contacts()));
    html.close();
  }

  private static String x(double share) {
    return text(MARGIN + share * SIDE);
  }

  private static String y(double share) {
    return text(4 + (1 - share) * SIDE);
  }

  private static String text(double coordinate) {
    return String.format(Locale.ROOT, "%.1f", coordinate);
  }
}
