package io.contacttriage.cli.policy;

import io.contacttriage.cli.report.Shown;
import io.contacttriage.cli.tools.TextTable;
import io.contacttriage.routing.backtest.BacktestCount;
import io.contacttriage.routing.backtest.BacktestCount.Kind;
import io.contacttriage.routing.backtest.BacktestReport;
import io.contacttriage.routing.backtest.SafetyMove;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;

/** A backtest for a terminal, and the sentences that every form of it shares. */
final class BacktestText {
  private static final int MOST_ROWS = 20;

  private BacktestText() {}

  static String of(BacktestReport report) {
    StringBuilder text = new StringBuilder(summary(report)).append('\n');
    cautions(report).forEach(caution -> text.append("warning: ").append(caution).append('\n'));
    TextTable moves = new TextTable("now", "then", "contacts", "share", "such as");
    for (BacktestCount move : report.moves().stream().limit(MOST_ROWS).toList()) {
      moves.row(
          move.live(),
          move.candidate(),
          Shown.count(move.contacts()),
          Shown.share((double) move.contacts() / report.contacts()),
          move.examples()[0]);
    }
    append(text, moves, report.moves().size());
    TextTable safety = new TextTable("contact", "flags", "now", "then", "");
    for (SafetyMove move : report.safetyMoves().stream().limit(MOST_ROWS).toList()) {
      safety.row(
          move.contactId(),
          move.flags(),
          move.live(),
          move.candidate(),
          move.lower() ? "lower or later" : "");
    }
    append(text, safety, report.safetyMoves().size());
    TextTable changes = new TextTable("what changes", "contacts", "such as");
    for (BacktestCount change : report.of(Kind.CHANGED)) {
      changes.row(change.candidate(), Shown.count(change.contacts()), change.examples()[0]);
    }
    append(text, changes, 0);
    return text.toString();
  }

  private static void append(StringBuilder text, TextTable table, int rows) {
    if (!table.isEmpty()) {
      text.append('\n').append(table.render());
    }
    if (rows > MOST_ROWS) {
      text.append(rows - MOST_ROWS).append(" more: --json or --html\n");
    }
  }

  static String summary(BacktestReport report) {
    return String.format(
        Locale.ROOT,
        "Of %s, decided by %s and by %s, %s (%s) would go to another queue or priority.",
        Shown.contacts(report.contacts()),
        report.live(),
        report.candidate(),
        Shown.count(report.moved()),
        Shown.share((double) report.moved() / report.contacts()));
  }

  /** Without this a new list would look as if it changed nothing. */
  private static String unread(String book, String list, long contacts) {
    return Shown.contacts(contacts)
        + " of the history were not read for the term list "
        + list
        + " of "
        + book
        + ": it counts as not hit there, so what the list would do is not in these figures. Make a"
        + " history that knows it with 'policy history --candidate', or run the book as a candidate.";
  }

  static List<String> cautions(BacktestReport report) {
    List<String> cautions = new ArrayList<>();
    if (report.lowered() > 0) {
      cautions.add(
          Shown.contacts(report.lowered())
              + " about self-harm, child safety or violence would be answered later or with a lower"
              + " priority.");
    }
    report
        .unreadCandidate()
        .forEach((list, contacts) -> cautions.add(unread(report.candidate(), list, contacts)));
    report
        .unreadLive()
        .forEach((list, contacts) -> cautions.add(unread(report.live(), list, contacts)));
    for (BacktestCount unreadable : report.of(Kind.UNREADABLE)) {
      cautions.add(
          Shown.count(unreadable.contacts())
              + " lines of the history could not be read, such as at "
              + unreadable.examples()[0]
              + ".");
    }
    return cautions;
  }

  static long sum(SortedMap<String, Long> counts) {
    return counts.values().stream().mapToLong(n -> n).sum();
  }

  /** The largest count and when it is; a dash where there is none. */
  static String peak(SortedMap<String, Long> counts) {
    return counts == null
        ? Shown.NOTHING
        : counts.entrySet().stream()
            .max(
                Map.Entry.<String, Long>comparingByValue()
                    .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
            .map(peak -> Shown.count(peak.getValue()) + ", " + peak.getKey())
            .orElse(Shown.NOTHING);
  }

  static String signed(long difference) {
    return difference == 0 ? "0" : String.format(Locale.ROOT, "%+,d", difference);
  }
}
