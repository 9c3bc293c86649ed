package io.contacttriage.cli.evaluate;

import io.contacttriage.cli.Terminal;
import io.contacttriage.cli.report.Shown;
import io.contacttriage.cli.tools.TextTable;
import io.contacttriage.scoring.Topic;
import io.contacttriage.scoring.Urgency;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;

/** An evaluation as tables for a terminal. */
final class EvaluationText {
  private static final int CONFUSIONS = 8;

  private final EvaluationReport report;
  private final Terminal terminal;
  private final StringBuilder text = new StringBuilder();

  private EvaluationText(EvaluationReport report, Terminal terminal) {
    this.report = report;
    this.terminal = terminal;
  }

  static String of(EvaluationReport report, Terminal terminal) {
    return new EvaluationText(report, terminal).write();
  }

  private String write() {
    Evaluation all = report.all();
    line(
        terminal.bold(Shown.contacts(all.contacts()) + ", model " + report.model())
            + (report.part() == TextPart.ALL
                ? ""
                : ", part "
                    + report.part().label()
                    + ", "
                    + Shown.count(report.otherParts())
                    + " of other parts left out"));
    line(
        "A text takes "
            + Shown.micros(report.speed().micros())
            + ": prepare "
            + Shown.micros(report.speed().prepareMicros())
            + ", score "
            + Shown.micros(report.speed().scoreMicros())
            + ". Tiers: "
            + Shown.tiers(report.tiers()));
    report.cautions().forEach(caution -> line(terminal.red(caution)));
    line("");
    for (Head head : Head.of(all)) {
      head(head);
    }
    confusions(all);
    report.slices().forEach(this::slices);
    return text.toString();
  }

  private void head(Head head) {
    if (head.contacts() == 0) {
      line(terminal.bold(head.title()) + ": the data carry no such labels\n");
      return;
    }
    line(terminal.bold(head.title()) + ", " + Shown.contacts(head.contacts()));
    for (Figure figure : head.figures()) {
      line("  " + figure.title() + " " + figure.show(figure.of(report.all())));
    }
    TextTable table = new TextTable("label", "contacts", "precision", "recall", "F1", "AUPRC");
    for (Head.Row row : head.labels()) {
      LabelTally tally = row.tally();
      table.row(
          row.label(),
          Shown.count(tally.support()),
          Shown.share(tally.precision()),
          Shown.share(tally.recall()),
          Shown.share(tally.f1()),
          Shown.share(row.averagePrecision()));
    }
    line(table.render());
  }

  /** The whole matrix of topics is too wide for a terminal. */
  private void confusions(Evaluation all) {
    if (all.urgencies().contacts() > 0) {
      line(terminal.bold("Urgency: wanted in rows, found in columns"));
      TextTable table = new TextTable("wanted", "low", "normal", "high", "critical");
      for (Urgency wanted : Urgency.values()) {
        List<String> cells = new ArrayList<>(List.of(wanted.label()));
        for (Urgency found : Urgency.values()) {
          cells.add(Shown.count(all.urgencies().count(wanted, found)));
        }
        table.row(cells.toArray(String[]::new));
      }
      line(table.render());
    }
    record Confusion(Topic wanted, Topic found, int contacts) {}
    List<Confusion> confusions = new ArrayList<>();
    for (Topic wanted : Topic.values()) {
      for (Topic found : Topic.values()) {
        if (wanted != found && all.topics().count(wanted, found) > 0) {
          confusions.add(new Confusion(wanted, found, all.topics().count(wanted, found)));
        }
      }
    }
    if (!confusions.isEmpty()) {
      line(terminal.bold("Topics most often taken for another"));
      TextTable table = new TextTable("wanted", "found", "contacts");
      confusions.stream()
          .sorted(Comparator.comparing(Confusion::contacts).reversed())
          .limit(CONFUSIONS)
          .forEach(
              each ->
                  table.row(
                      each.wanted().label(), each.found().label(), Shown.count(each.contacts())));
      line(table.render());
    }
  }

  private void slices(Slices slices, SortedMap<String, Evaluation> parts) {
    if (parts.size() == 1 && parts.containsKey(Slices.UNKNOWN)) {
      return;
    }
    line(terminal.bold("By " + slices.title().toLowerCase(Locale.ROOT)));
    TextTable table =
        new TextTable(
            slices.title().toLowerCase(Locale.ROOT),
            "contacts",
            "told",
            "topic",
            "topic F1",
            "urgency",
            "critical",
            "harm F1",
            "harmful flagged",
            "harmless flagged");
    parts.forEach(
        (name, part) ->
            table.row(
                name,
                Shown.count(part.contacts()),
                Shown.share(part.languageAccuracy()),
                Shown.share(part.topics().accuracy()),
                Shown.share(part.topics().macroF1()),
                Shown.share(part.urgencies().accuracy()),
                Shown.share(part.criticalRecall()),
                Shown.share(part.harms().macroF1()),
                Shown.share(part.harms().harmfulFlagged()),
                Shown.share(part.harms().harmlessFlagged())));
    line(table.render());
  }

  private void line(String line) {
    text.append(line).append('\n');
  }
}
