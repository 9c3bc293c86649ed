package io.contacttriage.routing.backtest;

import io.contacttriage.routing.backtest.BacktestCount.Kind;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What a backtest found.
 *
 * @param live {@code name/version} of the live book
 * @param candidate the same of the candidate
 * @param counts each key once
 * @param safetyMoves those that lower something first, then by time of receipt
 */
public record BacktestReport(
    String live, String candidate, List<BacktestCount> counts, List<SafetyMove> safetyMoves) {
  public BacktestReport {
    counts =
        counts.stream()
            .sorted(
                Comparator.comparing(BacktestCount::kind)
                    .thenComparing(Comparator.comparingLong(BacktestCount::contacts).reversed())
                    .thenComparing(BacktestCount::key))
            .toList();
    safetyMoves =
        safetyMoves.stream()
            .sorted(
                Comparator.comparing((SafetyMove move) -> !move.lower())
                    .thenComparing(SafetyMove::receivedAt)
                    .thenComparing(SafetyMove::contactId))
            .toList();
  }

  /** Contacts that were compared. */
  public long contacts() {
    return sum(of(Kind.MOVED));
  }

  /** Contacts whose queue or priority differs. */
  public long moved() {
    return sum(moves());
  }

  /** Lines of the history that could not be read. */
  public long unreadable() {
    return sum(of(Kind.UNREADABLE));
  }

  /**
   * Contacts, by term list, that the history was not read for although the live book asks for the
   * list; it counts as not hit, so what is compared is not what the book would do.
   */
  public Map<String, Long> unreadLive() {
    return unread(BacktestCount::live);
  }

  /** The same for the candidate. */
  public Map<String, Long> unreadCandidate() {
    return unread(BacktestCount::candidate);
  }

  private Map<String, Long> unread(Function<BacktestCount, String> book) {
    Map<String, Long> unread = new TreeMap<>();
    for (BacktestCount count : of(Kind.TERMS_UNREAD)) {
      if (!book.apply(count).isEmpty()) {
        unread.merge(book.apply(count), count.contacts(), Long::sum);
      }
    }
    return unread;
  }

  /** Contacts flagged for safety that the candidate gives a lower priority or a later answer. */
  public long lowered() {
    return safetyMoves.stream().filter(SafetyMove::lower).count();
  }

  /** Counts of one kind, the largest first. */
  public List<BacktestCount> of(Kind kind) {
    return counts.stream().filter(count -> count.kind() == kind).toList();
  }

  /** From a queue and priority to another, the largest first. */
  public List<BacktestCount> moves() {
    return of(Kind.MOVED).stream().filter(move -> !move.live().equals(move.candidate())).toList();
  }

  /** Contacts by queue of the live book, then by queue of the candidate. */
  public SortedMap<String, SortedMap<String, Long>> matrix() {
    return table(Kind.ARRIVED, BacktestCount::live, BacktestCount::candidate);
  }

  /** Contacts by queue, then by hour of receipt, under the live book. */
  public SortedMap<String, SortedMap<String, Long>> arrivedLive() {
    return table(Kind.ARRIVED, BacktestCount::live, BacktestCount::at);
  }

  /** Contacts by queue, then by hour of receipt, under the candidate. */
  public SortedMap<String, SortedMap<String, Long>> arrivedCandidate() {
    return table(Kind.ARRIVED, BacktestCount::candidate, BacktestCount::at);
  }

  /** First answers or clocks due by queue or law, then by hour or day, under the live book. */
  public SortedMap<String, SortedMap<String, Long>> dueLive(Kind kind) {
    return withoutOther(table(kind, BacktestCount::live, BacktestCount::at));
  }

  /** First answers or clocks due by queue or law, then by hour or day, under the candidate. */
  public SortedMap<String, SortedMap<String, Long>> dueCandidate(Kind kind) {
    return withoutOther(table(kind, BacktestCount::candidate, BacktestCount::at));
  }

  private SortedMap<String, SortedMap<String, Long>> table(
      Kind kind, Function<BacktestCount, String> row, Function<BacktestCount, String> column) {
    SortedMap<String, SortedMap<String, Long>> table = new TreeMap<>();
    for (BacktestCount count : of(kind)) {
      table
          .computeIfAbsent(row.apply(count), name -> new TreeMap<>())
          .merge(column.apply(count), count.contacts(), Long::sum);
    }
    return table;
  }

  /** Counts of the other book have no name here. */
  private static SortedMap<String, SortedMap<String, Long>> withoutOther(
      SortedMap<String, SortedMap<String, Long>> table) {
    table.remove("");
    return table;
  }

  /** The rows' sums. */
  public static Map<String, Long> totals(SortedMap<String, SortedMap<String, Long>> table) {
    return table.entrySet().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey,
                row -> row.getValue().values().stream().mapToLong(n -> n).sum(),
                Long::sum,
                TreeMap::new));
  }

  private static long sum(List<BacktestCount> counts) {
    return counts.stream().mapToLong(BacktestCount::contacts).sum();
  }
}
