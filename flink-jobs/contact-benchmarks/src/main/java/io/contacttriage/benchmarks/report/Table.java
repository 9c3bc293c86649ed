package io.contacttriage.benchmarks.report;

import io.contacttriage.cli.report.HtmlWriter;
import io.contacttriage.cli.report.ReportPage;
import io.contacttriage.cli.tools.TextTable;
import java.util.ArrayList;
import java.util.List;

/** Rows under titles, the same in a terminal and in a browser. */
public final class Table {
  private final String[] titles;
  private final List<String[]> rows = new ArrayList<>();

  public Table(String... titles) {
    this.titles = titles.clone();
  }

  public Table row(String... cells) {
    rows.add(cells.clone());
    return this;
  }

  public boolean isEmpty() {
    return rows.isEmpty();
  }

  String text() {
    TextTable table = new TextTable(titles);
    rows.forEach(table::row);
    return table.render();
  }

  void write(HtmlWriter html) {
    html.open("div", "class", "wide").open("table");
    ReportPage.titles(html, List.of(titles));
    html.open("tbody");
    for (String[] row : rows) {
      html.open("tr");
      for (String cell : row) {
        html.element("td", cell);
      }
      html.close();
    }
    html.close().close().close();
  }
}
