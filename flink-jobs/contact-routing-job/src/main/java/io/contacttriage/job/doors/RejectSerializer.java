package io.contacttriage.job.doors;

import io.contacttriage.contact.RecordCoordinates;
import io.contacttriage.contact.RejectWriter;
import io.contacttriage.contact.RejectedRecord;
import java.nio.charset.StandardCharsets;
import org.apache.flink.api.common.serialization.SerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;

/** A reject as a record: keyed by its coordinates, which name it for ever. */
final class RejectSerializer implements KafkaRecordSerializationSchema<RejectedRecord> {
  private final String topic;
  private transient RejectWriter writer;

  RejectSerializer(String topic) {
    this.topic = topic;
  }

  @Override
  public void open(
      SerializationSchema.InitializationContext context, KafkaSinkContext sinkContext) {
    writer = new RejectWriter();
  }

  @Override
  public ProducerRecord<byte[], byte[]> serialize(
      RejectedRecord rejected, KafkaSinkContext context, Long timestamp) {
    RecordCoordinates at = rejected.coordinates();
    String key = at.topic() + "/" + at.partition() + "/" + at.offset();
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(topic, key.getBytes(StandardCharsets.UTF_8), writer.write(rejected));
    record
        .headers()
        .add("cause", rejected.cause().wireName().getBytes(StandardCharsets.UTF_8))
        .add("schema-version", "1".getBytes(StandardCharsets.UTF_8));
    return record;
  }
}
