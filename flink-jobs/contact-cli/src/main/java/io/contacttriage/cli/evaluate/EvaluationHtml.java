package io.contacttriage.cli.evaluate;

import io.contacttriage.cli.report.HtmlWriter;
import io.contacttriage.cli.report.ReportPage;
import io.contacttriage.cli.report.Shown;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;

/** An evaluation as one page for people who did not make the model; ids instead of texts. */
final class EvaluationHtml {
  private static final List<Figure> SLICE_FIGURES =
      List.of(
          Figure.TOPIC_ACCURACY,
          Figure.TOPIC_MACRO_F1,
          Figure.URGENCY_ACCURACY,
          Figure.CRITICAL_RECALL,
          Figure.HARM_MACRO_F1,
          Figure.HARMFUL_FLAGGED,
          Figure.HARMLESS_FLAGGED,
          Figure.LANGUAGE_ACCURACY);

  /** Contacts below which a share moves by several points with each. */
  private static final int FEW = 20;

  private final EvaluationReport report;
  private final HtmlWriter html;

  private EvaluationHtml(EvaluationReport report, HtmlWriter html) {
    this.report = report;
    this.html = html;
  }

  static String of(EvaluationReport report) {
    return ReportPage.of(
        "Model " + report.model(), html -> new EvaluationHtml(report, html).write());
  }

  private void write() {
    html.element("h1", "How good is " + report.model() + "?");
    html.element("p", measuredOn(), "class", "lead");
    ReportPage.cautions(html, report.cautions());
    tiles();
    reading();
    report.slices().forEach(this::slices);
    Head.of(report.all()).forEach(head -> LabelBars.write(html, head));
    HeatMap.write(html, report.all());
    ReliabilityCharts.write(html, report.all());
    misses();
    definitions();
  }

  private String measuredOn() {
    String part =
        report.part() == TextPart.ALL
            ? ""
            : " of part "
                + report.part().label()
                + "; "
                + Shown.count(report.otherParts())
                + " of other parts are left out";
    String bad =
        report.badLines() == 0
            ? ""
            : "; " + Shown.count(report.badLines()) + " lines could not be read";
    return "Measured on " + Shown.contacts(report.all().contacts()) + part + bad + ".";
  }

  private void tiles() {
    html.open("div", "class", "tiles");
    tile(Figure.TOPIC_ACCURACY, "goes to the right desk");
    tile(Figure.URGENCY_ACCURACY, "is given the right urgency");
    tile(Figure.CRITICAL_RECALL, "of what is critical is seen as critical");
    tile(Figure.SELF_HARM_RECALL, "of self-harm is found");
    tile(Figure.CHILD_SAFETY_RECALL, "of danger to children is found");
    tile(Figure.VIOLENCE_RECALL, "of threats and violence is found");
    tile(Figure.HARM_MACRO_F1, "over all harm labels");
    tile(Figure.HARMLESS_FLAGGED, "of harmless contacts are flagged for nothing");
    ReportPage.tile(
        html,
        "Time for a text",
        Shown.micros(report.speed().micros()),
        "prepare "
            + Shown.micros(report.speed().prepareMicros())
            + ", score "
            + Shown.micros(report.speed().scoreMicros()));
    report
        .tiers()
        .forEach(
            (tier, share) ->
                ReportPage.tile(
                    html, "Tier " + tier, Shown.share(share), "of contacts are scored by it"));
    html.close();
  }

  private void tile(Figure figure, String note) {
    ReportPage.tile(html, figure.title(), figure.show(figure.of(report.all())), note);
  }

  private void reading() {
    html.open("section").element("h2", "How to read this");
    html.element(
        "p",
        "The model gives each contact a topic, an urgency and any number of harm labels. People"
            + " labelled the same contacts; this page compares the two.");
    html.open("p");
    html.open("span", "class", "key one").close().element("span", "Precision");
    html.text("When the model says it, how often is it true? Low precision is work for nothing. ");
    html.close().open("p");
    html.open("span", "class", "key two").close().element("span", "Recall");
    html.text("When it is true, how often does the model say it? Low recall is what we overlook. ");
    html.close();
    html.element(
        "p",
        "For what is marked safety, recall comes first: a miss may cost a life, a false alarm costs"
            + " a look. Figures on few contacts move by chance; mind the number of contacts. Every"
            + " figure is defined at the end.");
    html.close();
  }

  private void slices(Slices slices, SortedMap<String, Evaluation> parts) {
    if (parts.size() == 1 && parts.containsKey(Slices.UNKNOWN)) {
      return;
    }
    html.open("section").element("h2", "By " + slices.title().toLowerCase(Locale.ROOT));
    html.element(
        "p",
        "Blue: higher is better; orange: lower is better. Pale rows have fewer than "
            + FEW
            + " contacts and say little.",
        "class",
        "hint");
    html.open("div", "class", "wide");
    html.open("table");
    List<String> titles = new ArrayList<>(List.of(slices.title(), "Contacts"));
    SLICE_FIGURES.forEach(figure -> titles.add(figure.title()));
    ReportPage.titles(html, titles);
    html.open("tbody");
    parts.forEach(
        (name, part) -> {
          html.open("tr", "class", part.contacts() < FEW ? "few" : "plain").element("td", name);
          html.element("td", Shown.count(part.contacts()));
          for (Figure figure : SLICE_FIGURES) {
            double value = figure.of(part);
            html.element(
                "td",
                figure.show(value),
                "class",
                figure.higherIsBetter() ? "share" : "share lower",
                "style",
                "--v:" + (Double.isNaN(value) ? "0%" : Shown.share(value)));
          }
          html.close();
        });
    html.close().close().close().close();
  }

  private void misses() {
    List<Miss> misses = Miss.worst(report.outcomes());
    html.open("section").element("h2", "Worst misses");
    html.element("p", Miss.MEANING + " By id; at most " + Miss.MOST + ".", "class", "hint");
    if (misses.isEmpty()) {
      html.element("p", "None: every answer was right.").close();
      return;
    }
    html.open("div", "class", "wide").open("table");
    html.open("thead").open("tr");
    for (String title : List.of("Contact", "Head", "Expected", "Found")) {
      html.element("th", title, "scope", "col", "class", "left");
    }
    html.element("th", "Confidence", "scope", "col").close().close();
    html.open("tbody");
    for (Miss miss : misses) {
      html.open("tr", "class", miss.isSafety() ? "safety" : "plain");
      html.open("td").element("code", miss.id()).close();
      for (String cell : List.of(miss.head(), miss.expected(), miss.found())) {
        html.element("td", cell, "class", "left");
      }
      html.element("td", Shown.share(miss.confidence())).close();
    }
    html.close().close().close().close();
  }

  private void definitions() {
    html.open("section").element("h2", "What each figure is").open("dl");
    for (LabelFigure figure : LabelFigure.values()) {
      ReportPage.definition(html, figure.title(), figure.meaning());
    }
    Figure.define(html);
    ReportPage.definition(html, "Time for a text", Speed.MEANING);
    ReportPage.definition(html, "Tier", EvaluationReport.TIER_MEANING);
    html.close();
    html.element(
        "p",
        "A contact counts only for the heads that people labelled: unknown is never taken for no. A"
            + " dash is a share of nothing.",
        "class",
        "hint");
    html.close();
  }
}
