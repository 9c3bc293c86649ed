package io.contacttriage.cli.policy;

import io.contacttriage.cli.report.HtmlWriter;
import io.contacttriage.cli.report.ReportPage;
import io.contacttriage.cli.report.Shown;
import io.contacttriage.routing.backtest.BacktestCount;
import io.contacttriage.routing.backtest.BacktestCount.Kind;
import io.contacttriage.routing.backtest.BacktestReport;
import io.contacttriage.routing.backtest.SafetyMove;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** A backtest for people who decide about a policy: one file, ids and numbers only. */
final class BacktestHtml {
  /** More rows than this nobody reads in a browser; the JSON has all. */
  private static final int MOST_ROWS = 2_000;

  private final BacktestReport report;
  private final HtmlWriter html;

  private BacktestHtml(BacktestReport report, HtmlWriter html) {
    this.report = report;
    this.html = html;
  }

  static String of(BacktestReport report) {
    return ReportPage.of(
        "Backtest of " + report.candidate(), html -> new BacktestHtml(report, html).write());
  }

  private void write() {
    html.element("h1", "What would " + report.candidate() + " change?");
    html.element("p", BacktestText.summary(report), "class", "lead");
    ReportPage.cautions(html, BacktestText.cautions(report));
    tiles();
    safety();
    picture();
    moves();
    matrix();
    volume();
    clocks();
    changes();
    reading();
  }

  private void tiles() {
    html.open("div", "class", "tiles");
    ReportPage.tile(html, "Contacts", Shown.count(report.contacts()), "decided by both books");
    ReportPage.tile(html, "Moved", Shown.count(report.moved()), "to another queue or priority");
    ReportPage.tile(
        html, "Share", Shown.share((double) report.moved() / report.contacts()), "of all contacts");
    ReportPage.tile(
        html,
        "Safety moves",
        Shown.count(report.safetyMoves().size()),
        Shown.count(report.lowered()) + " of them lower or later");
    html.close();
  }

  private void safety() {
    html.open("section").element("h2", "Contacts about self-harm, child safety or violence");
    if (report.safetyMoves().isEmpty()) {
      html.element("p", "None of them moves.").close();
      return;
    }
    html.element(
        "p",
        "Every flagged contact whose queue, priority or time of answer changes; those that wait"
            + " longer or matter less come first.",
        "class",
        "hint");
    html.open("div", "class", "wide").open("table");
    ReportPage.titles(html, List.of("Contact", "Received", "Flags", "Now", "Then", ""));
    html.open("tbody");
    for (SafetyMove move : report.safetyMoves().stream().limit(MOST_ROWS).toList()) {
      html.open("tr").open("td").element("code", move.contactId()).close();
      html.element("td", move.receivedAt()).element("td", move.flags());
      html.element("td", move.live()).element("td", move.candidate());
      html.element(
          "td", move.lower() ? "lower or later" : "", "class", move.lower() ? "bad" : "note");
      html.close();
    }
    html.close().close().close();
    rest(report.safetyMoves().size());
    html.close();
  }

  private void picture() {
    Map<String, Map<String, Long>> flows = new TreeMap<>();
    report
        .matrix()
        .forEach(
            (from, row) ->
                row.forEach(
                    (to, contacts) -> {
                      if (!from.equals(to)) {
                        flows.computeIfAbsent(from, name -> new TreeMap<>()).put(to, contacts);
                      }
                    }));
    List<Sankey.Band> bands = new ArrayList<>();
    flows.forEach(
        (from, row) ->
            row.forEach((to, contacts) -> bands.add(new Sankey.Band(from, to, contacts))));
    html.open("section").element("h2", "From queue to queue");
    if (bands.isEmpty()) {
      html.element("p", "No contact changes its queue.").close();
      return;
    }
    html.element(
        "p",
        "Contacts that change their queue, from where they go now (left) to where they would go"
            + " (right).",
        "class",
        "hint");
    Sankey.write(html, bands);
    html.close();
  }

  private void moves() {
    if (report.moves().isEmpty()) {
      return;
    }
    html.open("section").element("h2", "Moves, the largest first");
    html.open("div", "class", "wide").open("table");
    ReportPage.titles(html, List.of("Now", "Then", "Contacts", "Share", "Examples"));
    html.open("tbody");
    for (BacktestCount move : report.moves().stream().limit(MOST_ROWS).toList()) {
      html.open("tr").element("td", move.live()).element("td", move.candidate());
      html.element("td", Shown.count(move.contacts()));
      html.element("td", Shown.share((double) move.contacts() / report.contacts()));
      html.element("td", String.join(", ", move.examples()), "class", "text").close();
    }
    html.close().close().close();
    rest(report.moves().size());
    html.close();
  }

  private void matrix() {
    SortedMap<String, SortedMap<String, Long>> matrix = report.matrix();
    TreeSet<String> columns = new TreeSet<>();
    matrix.values().forEach(row -> columns.addAll(row.keySet()));
    html.open("section").element("h2", "Every queue now and then");
    html.element(
        "p", "Rows: the queue now. Columns: the queue under the candidate.", "class", "hint");
    html.open("div", "class", "wide").open("table");
    List<String> titles = new ArrayList<>(List.of(""));
    titles.addAll(columns);
    ReportPage.titles(html, titles);
    html.open("tbody");
    matrix.forEach(
        (from, row) -> {
          html.open("tr").element("td", from);
          for (String to : columns) {
            long contacts = row.getOrDefault(to, 0L);
            boolean moved = contacts > 0 && !to.equals(from);
            html.element(
                "td", contacts == 0 ? "" : Shown.count(contacts), "class", moved ? "bad" : "note");
          }
          html.close();
        });
    html.close().close().close().close();
  }

  private void volume() {
    var was = report.arrivedLive();
    var is = report.arrivedCandidate();
    var dueWas = report.dueLive(Kind.ANSWER_DUE);
    var dueIs = report.dueCandidate(Kind.ANSWER_DUE);
    TreeSet<String> queues = new TreeSet<>(was.keySet());
    queues.addAll(is.keySet());
    TreeSet<String> hours = new TreeSet<>();
    was.values().forEach(row -> hours.addAll(row.keySet()));
    if (hours.isEmpty()) {
      return;
    }
    html.open("section").element("h2", "Load of the queues");
    html.element(
        "p",
        "Contacts that arrive, now (grey) and under the candidate (coloured), by hour; and the hour"
            + " in which most first answers are due.",
        "class",
        "hint");
    html.open("div", "class", "wide").open("table");
    ReportPage.titles(
        html,
        List.of("Queue", "Now", "Then", "Change", "By hour", "Most answers due now", "and then"));
    html.open("tbody");
    for (String queue : queues) {
      SortedMap<String, Long> before = was.getOrDefault(queue, new TreeMap<>());
      SortedMap<String, Long> after = is.getOrDefault(queue, new TreeMap<>());
      html.open("tr").element("td", queue);
      difference(BacktestText.sum(before), BacktestText.sum(after));
      HourLines.write(html, before, after, hours.first(), hours.last());
      html.element("td", BacktestText.peak(dueWas.get(queue)));
      html.element("td", BacktestText.peak(dueIs.get(queue))).close();
    }
    html.close().close().close().close();
  }

  private void clocks() {
    var was = report.dueLive(Kind.CLOCK_DUE);
    var is = report.dueCandidate(Kind.CLOCK_DUE);
    TreeSet<String> laws = new TreeSet<>(was.keySet());
    laws.addAll(is.keySet());
    html.open("section").element("h2", "Legal clocks");
    if (laws.isEmpty()) {
      html.element("p", "No clock starts in either book.").close();
      return;
    }
    html.open("div", "class", "wide").open("table");
    ReportPage.titles(
        html, List.of("Law", "Now", "Then", "Change", "Most end on, now", "and then"));
    html.open("tbody");
    for (String law : laws) {
      html.open("tr").element("td", law);
      difference(
          BacktestText.sum(was.getOrDefault(law, new TreeMap<>())),
          BacktestText.sum(is.getOrDefault(law, new TreeMap<>())));
      html.element("td", BacktestText.peak(was.get(law)));
      html.element("td", BacktestText.peak(is.get(law))).close();
    }
    html.close().close().close().close();
  }

  private void changes() {
    html.open("section").element("h2", "What changes on decisions");
    if (report.of(Kind.CHANGED).isEmpty()) {
      html.element("p", "Nothing: every contact is decided as it was.").close();
      return;
    }
    html.open("div", "class", "wide").open("table");
    ReportPage.titles(html, List.of("Part", "Contacts", "Examples"));
    html.open("tbody");
    for (BacktestCount change : report.of(Kind.CHANGED)) {
      html.open("tr").element("td", change.candidate());
      html.element("td", Shown.count(change.contacts()));
      html.element("td", String.join(", ", change.examples()), "class", "text").close();
    }
    html.close().close().close().close();
  }

  private void reading() {
    html.open("section").element("h2", "How to read this").open("dl");
    ReportPage.definition(
        html, "Now, then", "Under the live book and under the candidate, for the same contacts.");
    ReportPage.definition(
        html,
        "Memory",
        "What was known of a person's earlier contacts is taken as it was recorded, in both books.");
    ReportPage.definition(
        html,
        "Lower or later",
        "The candidate gives a contact about safety a lower priority or a later time of answer. A"
            + " backtest with such contacts fails.");
    html.close().close();
  }

  private void difference(long was, long is) {
    html.element("td", Shown.count(was)).element("td", Shown.count(is));
    html.element("td", BacktestText.signed(is - was));
  }

  private void rest(int rows) {
    if (rows > MOST_ROWS) {
      html.element("p", Shown.count(rows - MOST_ROWS) + " more are in the JSON.", "class", "hint");
    }
  }
}
