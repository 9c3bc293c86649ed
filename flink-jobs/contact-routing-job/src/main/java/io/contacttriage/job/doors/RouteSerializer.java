package io.contacttriage.job.doors;

import io.contacttriage.routing.DecisionHeaders;
import io.contacttriage.routing.DecisionWriter;
import io.contacttriage.routing.RoutingDecision;
import java.nio.charset.StandardCharsets;
import org.apache.flink.api.common.serialization.SerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;

/** A decision as a record of the routes topic: key, headers, JSON. */
final class RouteSerializer implements KafkaRecordSerializationSchema<RoutingDecision> {
  private final String topic;
  private transient DecisionWriter writer;

  RouteSerializer(String topic) {
    this.topic = topic;
  }

  @Override
  public void open(
      SerializationSchema.InitializationContext context, KafkaSinkContext sinkContext) {
    writer = new DecisionWriter();
  }

  @Override
  public ProducerRecord<byte[], byte[]> serialize(
      RoutingDecision decision, KafkaSinkContext context, Long timestamp) {
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(
            topic,
            null,
            decision.decidedAt().toEpochMilli(),
            decision.routingKey().getBytes(StandardCharsets.UTF_8),
            writer.write(decision));
    DecisionHeaders.of(decision)
        .forEach(
            (name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
    return record;
  }
}
