package io.contacttriage.job.operators;

import io.contacttriage.contact.RecordCoordinates;

/**
 * A policy book that passed every check, as one message: the whole snapshot.
 *
 * @param key {@code live}, {@code candidate} or {@code withdrawn}
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
}
