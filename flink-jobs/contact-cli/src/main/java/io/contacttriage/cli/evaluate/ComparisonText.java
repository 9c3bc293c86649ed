package io.contacttriage.cli.evaluate;

import io.contacttriage.cli.Terminal;
import io.contacttriage.cli.report.Shown;
import io.contacttriage.cli.tools.TextTable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A comparison as tables for a terminal. */
final class ComparisonText {
  /** Shown by language: the rest is in JSON. */
  static final List<Figure> BY_LANGUAGE =
      List.of(
          Figure.TOPIC_ACCURACY,
          Figure.URGENCY_ACCURACY,
          Figure.CRITICAL_RECALL,
          Figure.HARM_MACRO_F1,
          Figure.HARM_MEAN_AUPRC,
          Figure.HARMLESS_FLAGGED);

  private static final int CASES = 20;

  private final Comparison comparison;
  private final Terminal terminal;
  private final StringBuilder text = new StringBuilder();

  private ComparisonText(Comparison comparison, Terminal terminal) {
    this.comparison = comparison;
    this.terminal = terminal;
  }

  static String of(Comparison comparison, Terminal terminal) {
    return new ComparisonText(comparison, terminal).write();
  }

  private String write() {
    line(
        terminal.bold(
            Shown.contacts(comparison.contacts()) + " of part " + comparison.part().label()));
    side("A", comparison.a());
    side("B", comparison.b());
    comparison.cautions().forEach(caution -> line(terminal.red(caution)));
    line("");
    figures("Figures", figure -> !figure.isSafety());
    figures("Safety", Figure::isSafety);
    line("Difference: B minus A, shares in percentage points, with its 95% interval (paired");
    line("bootstrap); better or worse where the interval does not hold 0.\n");
    if (comparison.hasLanguages()) {
      languages();
    }
    cases("Safety cases that A found and B missed", comparison.foundOnlyByA());
    cases("Safety cases that B found and A missed", comparison.foundOnlyByB());
    return text.toString();
  }

  private void side(String name, Comparison.Side side) {
    line(
        name
            + " "
            + side.title()
            + ": prepare "
            + Shown.micros(side.speed().prepareMicros())
            + ", score "
            + Shown.micros(side.speed().scoreMicros())
            + " a text; scored by "
            + Shown.tiers(side.tiers()));
  }

  private void figures(String title, Predicate<Figure> isShown) {
    TextTable table = new TextTable("", "A", "B", "difference", "from", "to", "B is");
    List<Difference.Mark> marks = new ArrayList<>();
    for (Difference each : comparison.all()) {
      Figure figure = each.figure();
      if (isShown.test(figure)) {
        table.row(
            figure.title(),
            figure.show(each.a()),
            figure.show(each.b()),
            figure.showDifference(each.difference()),
            figure.showDifference(each.low()),
            figure.showDifference(each.high()),
            each.mark().label());
        marks.add(each.mark());
      }
    }
    line(terminal.bold(title));
    painted(table, marks);
  }

  /** Whole lines are painted: codes inside a cell would count as its width. */
  private void painted(TextTable table, List<Difference.Mark> marks) {
    List<String> lines = table.render().lines().toList();
    line(lines.get(0));
    for (int i = 0; i < marks.size(); i++) {
      String row = lines.get(i + 1);
      line(
          switch (marks.get(i)) {
            case NONE -> row;
            case BETTER -> terminal.green(row);
            case WORSE -> terminal.red(row);
          });
    }
    line("");
  }

  private void languages() {
    line(terminal.bold("By language: difference, * where the interval does not hold 0"));
    TextTable table =
        new TextTable(
            Stream.concat(
                    Stream.of("language", "contacts"), BY_LANGUAGE.stream().map(Figure::title))
                .toArray(String[]::new));
    comparison
        .byLanguage()
        .forEach(
            (language, part) -> {
              List<String> cells = new ArrayList<>(List.of(language, Shown.count(part.contacts())));
              for (Figure figure : BY_LANGUAGE) {
                Difference each = part.of(figure);
                cells.add(
                    figure.showDifference(each.difference())
                        + (each.mark() == Difference.Mark.NONE ? "" : "*"));
              }
              table.row(cells.toArray(String[]::new));
            });
    line(table.render());
  }

  private void cases(String title, List<SafetyCase> cases) {
    line(terminal.bold(title + ": " + cases.size()));
    cases.stream().limit(CASES).forEach(each -> line("  " + each.id() + "  " + each.what()));
    if (cases.size() > CASES) {
      line("  and " + (cases.size() - CASES) + " more; --json and --html list all");
    }
  }

  private void line(String line) {
    text.append(line).append('\n');
  }
}
