package io.contacttriage.cli.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;

/** The frame of a report: one file with its style inside, no scripts, nothing from elsewhere. */
public final class ReportPage {
  private ReportPage() {}

  public static String of(String title, Consumer<HtmlWriter> body) {
    HtmlWriter html = new HtmlWriter();
    html.open("html", "lang", "en", "xmlns", "http://www.w3.org/1999/xhtml").open("head");
    html.empty("meta", "charset", "utf-8");
    html.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
    html.empty("meta", "name", "color-scheme", "content", "light dark");
    html.element("title", title).style(style()).close();
    html.open("body").open("main");
    body.accept(html);
    html.close().close().close();
    return html.page();
  }

  public static void cautions(HtmlWriter html, List<String> cautions) {
    cautions.forEach(caution -> html.element("p", caution, "class", "caution"));
  }

  /** One of the large figures at the top. */
  public static void tile(HtmlWriter html, String title, String value, String note) {
    html.open("div", "class", "tile");
    html.element("div", title, "class", "name").element("div", value, "class", "value");
    html.element("div", note, "class", "note").close();
  }

  /** Terms and what they mean, at the end of a report. */
  public static void definition(HtmlWriter html, String term, String meaning) {
    html.element("dt", term).element("dd", meaning);
  }

  /** A row of titles; the first stands left. */
  public static void titles(HtmlWriter html, List<String> titles) {
    html.open("thead").open("tr");
    titles.forEach(title -> html.element("th", title, "scope", "col"));
    html.close().close();
  }

  private static String style() {
    try (InputStream in = ReportPage.class.getResourceAsStream("report.css")) {
      if (in == null) {
        throw new IllegalStateException("wanted report.css beside this class, found none");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("report.css of this program cannot be read", e);
    }
  }
}
