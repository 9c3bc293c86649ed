package io.contacttriage.job.operators;

import io.contacttriage.contact.RecordCoordinates;

/**
 * A policy book that passed every check, as one message: the whole snapshot. Before it, the same
 * snapshot goes ahead as {@link #ANNOUNCED}, still unchecked.
 *
 * @param key {@code live}, {@code candidate}, {@code withdrawn} or {@code announced}
 * @param version newest wins
 * @param json the snapshot as it came, UTF-8
 * @param coordinates where it was published
 */
public record PublishedBook(
    String key, String name, long version, byte[] json, RecordCoordinates coordinates) {
  public static final String LIVE = "live";
  public static final String CANDIDATE = "candidate";

  /** Not a book: the candidate of this version, and every one before, is taken back. */
  public static final String WITHDRAWN = "withdrawn";

  /** Not in effect: a book that may come next, for each process to compile meanwhile. */
  public static final String ANNOUNCED = "announced";
}
