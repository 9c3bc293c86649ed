package io.contacttriage.job.doors;

import io.contacttriage.routing.launch.PolicyStatus;
import io.contacttriage.routing.launch.PolicyStatusWriter;
import java.nio.charset.StandardCharsets;
import org.apache.flink.api.common.serialization.SerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;

/** What became of a policy book as a record, keyed by the book's role. */
final class StatusSerializer implements KafkaRecordSerializationSchema<PolicyStatus> {
  private final String topic;
  private transient PolicyStatusWriter writer;

  StatusSerializer(String topic) {
    this.topic = topic;
  }

  @Override
  public void open(
      SerializationSchema.InitializationContext context, KafkaSinkContext sinkContext) {
    writer = new PolicyStatusWriter();
  }

  @Override
  public ProducerRecord<byte[], byte[]> serialize(
      PolicyStatus status, KafkaSinkContext context, Long timestamp) {
    return new ProducerRecord<>(
        topic, status.role().wireName().getBytes(StandardCharsets.UTF_8), writer.write(status));
  }
}
