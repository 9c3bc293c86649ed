package io.contacttriage.cli.evaluate;

import io.contacttriage.cli.report.HtmlWriter;
import io.contacttriage.cli.report.ReportPage;
import io.contacttriage.cli.report.Shown;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** A comparison as one page for a browser; ids instead of texts. */
final class ComparisonHtml {
  private final Comparison comparison;
  private final HtmlWriter html;

  private ComparisonHtml(Comparison comparison, HtmlWriter html) {
    this.comparison = comparison;
    this.html = html;
  }

  static String of(Comparison comparison) {
    return ReportPage.of(
        comparison.a().title() + " and " + comparison.b().title(),
        html -> new ComparisonHtml(comparison, html).write());
  }

  private void write() {
    html.element("h1", "Is B better than A?");
    side("A", comparison.a());
    side("B", comparison.b());
    html.element(
        "p",
        "Both on the same "
            + Shown.contacts(comparison.contacts())
            + " of part "
            + comparison.part().label()
            + ".",
        "class",
        "lead");
    ReportPage.cautions(html, comparison.cautions());
    reading();
    figures("Safety", Figure::isSafety);
    figures("Everything else", figure -> !figure.isSafety());
    if (comparison.hasLanguages()) {
      languages();
    }
    cases();
    definitions();
  }

  private void side(String name, Comparison.Side side) {
    html.open("p").element("strong", name + " " + side.title());
    html.text(
        ": prepare "
            + Shown.micros(side.speed().prepareMicros())
            + ", score "
            + Shown.micros(side.speed().scoreMicros())
            + " a text; scored by "
            + Shown.tiers(side.tiers()));
    html.close();
  }

  private void reading() {
    html.open("section").element("h2", "How to read this");
    html.open("p").text("The dot is B minus A, the line how far chance could move it. ");
    html.element("span", "Green", "class", "good").text(": B is better, hardly by chance. ");
    html.element("span", "Red", "class", "bad").text(": B is worse, hardly by chance. ");
    html.text("Grey: these contacts do not tell the two apart. Read safety first.");
    html.close().close();
  }

  private void figures(String title, Predicate<Figure> isShown) {
    List<Difference> shown =
        comparison.all().stream().filter(each -> isShown.test(each.figure())).toList();
    IntervalPlot plot = new IntervalPlot(shown);
    html.open("section").element("h2", title).open("div", "class", "wide").open("table");
    ReportPage.titles(html, List.of("", "A", "B", "Difference", "95% interval", "", "B is"));
    html.open("tbody");
    for (Difference each : shown) {
      Figure figure = each.figure();
      html.open("tr").element("td", figure.title());
      html.element("td", figure.show(each.a())).element("td", figure.show(each.b()));
      html.element("td", figure.showDifference(each.difference()));
      html.element(
          "td", figure.showDifference(each.low()) + " to " + figure.showDifference(each.high()));
      html.open("td");
      plot.write(html, each);
      html.close();
      html.element("td", each.mark().label(), "class", IntervalPlot.style(each.mark())).close();
    }
    html.close().close().close().close();
  }

  private void languages() {
    html.open("section").element("h2", "By language");
    html.element(
        "p",
        "Difference, B minus A; coloured where it is hardly chance. Shares in percentage points.",
        "class",
        "hint");
    html.open("div", "class", "wide").open("table");
    List<String> titles = new ArrayList<>(List.of("Language", "Contacts"));
    ComparisonText.BY_LANGUAGE.forEach(figure -> titles.add(figure.title()));
    ReportPage.titles(html, titles);
    html.open("tbody");
    comparison
        .byLanguage()
        .forEach(
            (language, part) -> {
              html.open("tr").element("td", language);
              html.element("td", Shown.count(part.contacts()));
              for (Figure figure : ComparisonText.BY_LANGUAGE) {
                Difference each = part.of(figure);
                html.element(
                    "td",
                    figure.showDifference(each.difference()),
                    "class",
                    IntervalPlot.style(each.mark()),
                    "title",
                    figure.showDifference(each.low())
                        + " to "
                        + figure.showDifference(each.high()));
              }
              html.close();
            });
    html.close().close().close().close();
  }

  private void cases() {
    html.open("section").element("h2", "Safety cases that only one of them found");
    html.element("p", SafetyCase.MEANING + " By id.", "class", "hint");
    cases("A found, B missed", comparison.foundOnlyByA());
    cases("B found, A missed", comparison.foundOnlyByB());
    html.close();
  }

  private void cases(String title, List<SafetyCase> cases) {
    html.element("h3", title + ": " + cases.size());
    if (cases.isEmpty()) {
      html.element("p", "None.", "class", "lead");
      return;
    }
    html.open("ul", "class", "cases");
    for (SafetyCase each : cases) {
      html.open("li").element("code", each.id()).text(" " + each.what()).close();
    }
    html.close();
  }

  private void definitions() {
    html.open("section").element("h2", "What each figure is").open("dl");
    ReportPage.definition(html, "95% interval", PairedBootstrap.MEANING);
    Figure.define(html);
    ReportPage.definition(html, LabelFigure.F1.title(), LabelFigure.F1.meaning());
    ReportPage.definition(html, LabelFigure.AUPRC.title(), LabelFigure.AUPRC.meaning());
    ReportPage.definition(html, "Time for a text", Speed.MEANING);
    html.close().close();
  }
}
