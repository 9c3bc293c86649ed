package io.contacttriage.job.doors;

import io.contacttriage.routing.erasure.ErasureReceipt;
import io.contacttriage.routing.erasure.ErasureReceiptWriter;
import java.nio.charset.StandardCharsets;
import org.apache.flink.api.common.serialization.SerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;

/** A subtask's word that a person is forgotten as a record, keyed by the request. */
final class ReceiptSerializer implements KafkaRecordSerializationSchema<ErasureReceipt> {
  private final String topic;
  private transient ErasureReceiptWriter writer;

  ReceiptSerializer(String topic) {
    this.topic = topic;
  }

  @Override
  public void open(
      SerializationSchema.InitializationContext context, KafkaSinkContext sinkContext) {
    writer = new ErasureReceiptWriter();
  }

  @Override
  public ProducerRecord<byte[], byte[]> serialize(
      ErasureReceipt receipt, KafkaSinkContext context, Long timestamp) {
    return new ProducerRecord<>(
        topic, receipt.requestId().getBytes(StandardCharsets.UTF_8), writer.write(receipt));
  }
}
