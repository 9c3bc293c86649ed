package io.contacttriage.cli.evaluate;

import io.contacttriage.cli.report.HtmlWriter;
import io.contacttriage.cli.report.ReportPage;
import io.contacttriage.cli.report.Shown;
import java.util.List;
import java.util.stream.Stream;

/** The labels of a head with a bar for precision and one for recall. */
final class LabelBars {
  private LabelBars() {}

  static void write(HtmlWriter html, Head head) {
    html.open("section").element("h2", head.title() + ", label by label");
    if (head.contacts() == 0) {
      html.element("p", "The data carry no such labels.").close();
      return;
    }
    html.open("p", "class", "hint");
    html.open("span", "class", "key one").close().element("span", LabelFigure.PRECISION.title());
    html.open("span", "class", "key two").close().element("span", LabelFigure.RECALL.title());
    html.close();
    html.open("div", "class", "wide").open("table");
    ReportPage.titles(
        html,
        List.of(
            "Label",
            LabelFigure.SUPPORT.title(),
            "",
            LabelFigure.PRECISION.title(),
            LabelFigure.RECALL.title(),
            LabelFigure.F1.title(),
            LabelFigure.AUPRC.title()));
    html.open("tbody");
    head.labels().forEach(row -> row(html, row));
    html.close().close().close().close();
  }

  private static void row(HtmlWriter html, Head.Row row) {
    LabelTally tally = row.tally();
    html.open("tr", "class", row.isSafety() ? "safety" : "plain");
    html.element("td", row.label()).element("td", Shown.count(tally.support()));
    html.open("td", "class", "bars");
    bar(html, "one", tally.precision());
    bar(html, "two", tally.recall());
    html.close();
    Stream.of(tally.precision(), tally.recall(), tally.f1(), row.averagePrecision())
        .forEach(value -> html.element("td", Shown.share(value)));
    html.close();
  }

  private static void bar(HtmlWriter html, String colour, double share) {
    String width = Double.isNaN(share) ? "0%" : Shown.share(share);
    html.open("div", "class", "bar " + colour, "style", "width:" + width).close();
  }
}
