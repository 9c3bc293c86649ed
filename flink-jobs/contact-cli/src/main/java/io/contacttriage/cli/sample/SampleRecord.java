package io.contacttriage.cli.sample;

import java.time.Instant;

/**
 * One record of the sample stream, ready to be sent.
 *
 * @param contactId null when malformed
 * @param key of the Kafka record: the contact's routing key
 * @param value of the Kafka record; not copied, not to be changed
 * @param sendAt when its turn is: the contact's {@code receivedAt}, unless it is a redelivery
 */
public record SampleRecord(Kind kind, String contactId, String key, byte[] value, Instant sendAt) {

  /** Why the record is in the stream. */
  public enum Kind {
    CONTACT,
    /** One of many contacts about the same outage within a short time. */
    INCIDENT,
    /** The very bytes of an earlier record. */
    REDELIVERY,
    MALFORMED
  }
}
