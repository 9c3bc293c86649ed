package io.contacttriage.contact;

import java.util.List;
import java.util.Objects;

/**
 * A record that was put aside, with its cause. It holds no content of the record: the bytes stay in
 * their topic at the coordinates, and the digest proves that they are the same ones.
 *
 * @param detail what was wanted and what was found, free of the person's words
 * @param field JSON pointer of the offending field, or null
 * @param contactId when it could be read, else null
 * @param problems every problem of a policy book, each with its place; empty for contacts
 * @param sizeBytes of the record's value
 * @param sha256 of the record's value, hexadecimal
 */
public record RejectedRecord(
    RejectCause cause,
    String detail,
    String field,
    String contactId,
    List<String> problems,
    RecordCoordinates coordinates,
    int sizeBytes,
    String sha256) {
  public RejectedRecord {
    Objects.requireNonNull(cause, "cause");
    Objects.requireNonNull(detail, "detail");
    Objects.requireNonNull(coordinates, "coordinates");
    problems = problems == null ? List.of() : List.copyOf(problems);
  }

  /** A reject of a whole record: no field of it is to blame alone. */
  public static RejectedRecord of(
      RejectCause cause,
      String detail,
      List<String> problems,
      RecordCoordinates coordinates,
      byte[] value) {
    return new RejectedRecord(
        cause,
        detail,
        null,
        null,
        problems,
        coordinates,
        value == null ? 0 : value.length,
        Sha256.hex(value));
  }
}
