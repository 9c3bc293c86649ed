package io.contacttriage.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.contacttriage.benchmarks.Spread;
import io.contacttriage.benchmarks.report.LinePlot.Point;
import io.contacttriage.cli.report.HtmlWriter;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class PlotsTest {
  @Test
  void anAxisEndsAtARoundValueAndHasFewTicks() {
    assertThat(Axis.fromZero(237).ticks()).containsExactly(0.0, 50.0, 100.0, 150.0, 200.0, 250.0);
    assertThat(Axis.fromZero(0.4).to()).isEqualTo(0.4, within(1e-9));
    assertThat(Axis.fromZero(0).ticks()).hasSizeGreaterThan(1);
    assertThat(Axis.between(0, 60).ticks()).startsWith(0.0).endsWith(60.0);
  }

  @Test
  void onALogarithmicAxisEqualRatiosHaveEqualLengths() {
    Axis axis = Axis.logarithmic(3, 4_000);

    assertThat(axis.ticks()).containsExactly(1.0, 10.0, 100.0, 1_000.0, 10_000.0);
    assertThat(axis.share(100) - axis.share(10))
        .isEqualTo(axis.share(1_000) - axis.share(100), within(1e-9));
    assertThat(axis.share(0)).isZero();
    assertThat(axis.share(1e9)).isEqualTo(1);
    assertThat(Axis.logarithmic(1, 10).ticks()).containsExactly(1.0, 2.0, 5.0, 10.0);
    assertThat(Axis.logarithmic(10, 10).to()).isGreaterThan(10);
  }

  @Test
  void aBarIsAsLongAsItsMedianAndSaysWhatItIs() throws Exception {
    BarPlot plot =
        BarPlot.linear("rates")
            .bar("twice", new Spread(100, 90, 100), "100 (90–100)", 50.0)
            .bar("once", new Spread(50, 50, 50), "50", null);

    Element picture = picture(plot::write);
    NodeList bars = picture.getElementsByTagName("rect");

    assertThat(number(bars.item(0), "width")).isEqualTo(2 * number(bars.item(1), "width"));
    assertThat(bars.item(0).getTextContent().strip()).isEqualTo("twice: 100 (90–100)");
    assertThat(withClass(picture, "line", "wanted")).isEqualTo(1);
    assertThat(withClass(picture, "line", "whisker")).isEqualTo(2);
  }

  @Test
  void aLineRunsThroughItsPointsAndABandMarksAStretch() throws Exception {
    LinePlot plot =
        LinePlot.overTime("seconds", "ms")
            .line("p99", List.of(new Point(0, 0), new Point(5, 50), new Point(10, 100)))
            .line("p50", List.of(new Point(0, 10), new Point(10, 10)))
            .band("swap", 5, 10);

    Element picture = picture(plot::write);
    String[] points =
        ((Element) picture.getElementsByTagName("polyline").item(0))
            .getAttribute("points")
            .split(" ");
    Element band = (Element) picture.getElementsByTagName("rect").item(0);

    assertThat(points).containsExactly("64.0,278.0", "494.0,148.0", "924.0,18.0");
    assertThat(number(band, "x")).isEqualTo(494);
    assertThat(number(band, "width")).isEqualTo(430);
    assertThat(picture.getTextContent()).contains("p99", "p50", "swap", "seconds", "ms");
  }

  @Test
  void aPlotOfNothingIsNotDrawn() {
    HtmlWriter html = HtmlWriter.ofPicture();

    LinePlot.overTime("seconds", "ms").line("p99", List.of()).write(html);

    assertThat(html.finished()).isEmpty();
  }

  private static Element picture(Consumer<HtmlWriter> plot) throws Exception {
    HtmlWriter html = HtmlWriter.ofPicture().open("div");
    plot.accept(html);
    return TestingReports.parse(html.close().finished()).getDocumentElement();
  }

  private static double number(org.w3c.dom.Node node, String attribute) {
    return Double.parseDouble(((Element) node).getAttribute(attribute));
  }

  private static int withClass(Element picture, String tag, String style) {
    NodeList all = picture.getElementsByTagName(tag);
    int found = 0;
    for (int i = 0; i < all.getLength(); i++) {
      found += ((Element) all.item(i)).getAttribute("class").equals(style) ? 1 : 0;
    }
    return found;
  }
}
