package io.contacttriage.job.doors;

import io.contacttriage.routing.AuditRecord;
import io.contacttriage.routing.AuditWriter;
import java.nio.charset.StandardCharsets;
import org.apache.flink.api.common.serialization.SerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;

/** An audit record as a record: keyed by its contact, so that nothing of the customer is in it. */
final class AuditSerializer implements KafkaRecordSerializationSchema<AuditRecord> {
  private final String topic;
  private transient AuditWriter writer;

  AuditSerializer(String topic) {
    this.topic = topic;
  }

  @Override
  public void open(
      SerializationSchema.InitializationContext context, KafkaSinkContext sinkContext) {
    writer = new AuditWriter();
  }

  @Override
  public ProducerRecord<byte[], byte[]> serialize(
      AuditRecord record, KafkaSinkContext context, Long timestamp) {
    ProducerRecord<byte[], byte[]> audited =
        new ProducerRecord<>(
            topic,
            null,
            record.decision().decidedAt().toEpochMilli(),
            record.contact().facts().contactId().getBytes(StandardCharsets.UTF_8),
            writer.write(record));
    audited
        .headers()
        .add(
            "schema-version",
            String.valueOf(AuditWriter.SCHEMA_VERSION).getBytes(StandardCharsets.UTF_8));
    return audited;
  }
}
