package io.contacttriage.job.doors;

import io.contacttriage.routing.launch.ShadowDiff;
import io.contacttriage.routing.launch.ShadowDiffWriter;
import java.nio.charset.StandardCharsets;
import org.apache.flink.api.common.serialization.SerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;

/** What a candidate would change of one contact as a record, keyed by the contact. */
final class ShadowDiffSerializer implements KafkaRecordSerializationSchema<ShadowDiff> {
  private final String topic;
  private transient ShadowDiffWriter writer;

  ShadowDiffSerializer(String topic) {
    this.topic = topic;
  }

  @Override
  public void open(
      SerializationSchema.InitializationContext context, KafkaSinkContext sinkContext) {
    writer = new ShadowDiffWriter();
  }

  @Override
  public ProducerRecord<byte[], byte[]> serialize(
      ShadowDiff diff, KafkaSinkContext context, Long timestamp) {
    return new ProducerRecord<>(
        topic, diff.live().contactId().getBytes(StandardCharsets.UTF_8), writer.write(diff));
  }
}
