package io.contacttriage.contact;

/**
 * A record as the broker handed it over, before anybody looked inside.
 *
 * @param key the record's key as text, or null
 * @param value the record's bytes, or null for a tombstone
 * @param traceparent header of that name, or null
 * @param signature header of that name, or null
 */
public record IntakeRecord(
    String key, byte[] value, String traceparent, String signature, RecordCoordinates coordinates) {
  /** A record that nobody signed. */
  public IntakeRecord(String key, byte[] value, String traceparent, RecordCoordinates coordinates) {
    this(key, value, traceparent, null, coordinates);
  }
}
