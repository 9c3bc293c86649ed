package io.contacttriage.contact;

/**
 * Where a record was read.
 *
 * @param timestamp epoch milliseconds that the broker or producer gave the record, or -1
 */
public record RecordCoordinates(String topic, int partition, long offset, long timestamp) {}
