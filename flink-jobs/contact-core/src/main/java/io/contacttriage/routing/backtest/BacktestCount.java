package io.contacttriage.routing.backtest;

import java.util.Arrays;
import java.util.stream.Stream;

/**
 * A number of contacts of which the same can be said. Public and flat, so that Flink can keep it as
 * a POJO; treat the array as immutable.
 *
 * @param live what the live book says, or empty
 * @param candidate what the candidate says, or empty
 * @param at an hour such as {@code 2026-07-03T09} or a day such as {@code 2026-07-03}, or empty
 * @param examples the first ids in alphabetical order, at most {@link #EXAMPLES}
 */
public record BacktestCount(
    Kind kind, String live, String candidate, String at, long contacts, String[] examples) {
  public static final int EXAMPLES = 5;

  /** What is counted, and what the texts are. */
  public enum Kind {
    /** Every contact: queue and priority in each book, such as {@code payments P2}. */
    MOVED,
    /** Every contact: its queue in each book, by the hour of receipt. */
    ARRIVED,
    /** First answers due at an hour: a queue in one of the books. */
    ANSWER_DUE,
    /** Legal clocks that end on a day: a law in one of the books. */
    CLOCK_DUE,
    /** A part of the decision that differs, such as {@code skills}, as {@code candidate}. */
    CHANGED,
    /** A term list that a book asks for and the text of a contact was never read for. */
    TERMS_UNREAD,
    /** Lines of the history that are no audit record; their places are the examples. */
    UNREADABLE
  }

  /** The same for counts that can be added. */
  public String key() {
    return kind + "\n" + live + "\n" + candidate + "\n" + at;
  }

  /** Both together; they must have the same key. */
  public BacktestCount plus(BacktestCount other) {
    String[] first =
        Stream.concat(Arrays.stream(examples), Arrays.stream(other.examples))
            .distinct()
            .sorted()
            .limit(EXAMPLES)
            .toArray(String[]::new);
    return new BacktestCount(kind, live, candidate, at, contacts + other.contacts, first);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof BacktestCount that
        && key().equals(that.key())
        && contacts == that.contacts
        && Arrays.equals(examples, that.examples);
  }

  @Override
  public int hashCode() {
    return 31 * key().hashCode() + Long.hashCode(contacts);
  }

  @Override
  public String toString() {
    return key().replace('\n', ' ') + ": " + contacts + " " + Arrays.toString(examples);
  }
}
