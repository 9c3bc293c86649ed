package io.contacttriage.job.settings;

import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.apache.flink.connector.base.DeliveryGuarantee;

/**
 * How the doors reach Kafka.
 *
 * @param client properties for every Kafka client (security and the like), as Kafka names them
 */
public record KafkaSettings(
    String bootstrapServers,
    String groupId,
    String contactsTopic,
    String policiesTopic,
    String routesTopic,
    String rejectsTopic,
    String auditTopic,
    String policyStatusTopic,
    String shadowDiffsTopic,
    String erasuresTopic,
    String erasureReceiptsTopic,
    DeliveryGuarantee deliveryGuarantee,
    Duration transactionTimeout,
    Map<String, String> client) {
  public KafkaSettings {
    client = Map.copyOf(client);
  }

  /** Properties of every client. */
  public Properties clientProperties() {
    Properties properties = new Properties();
    properties.putAll(client);
    return properties;
  }

  /** Properties of the producers: low latency first, nothing lost, nothing reordered. */
  public Properties producerProperties() {
    Properties properties = new Properties();
    properties.setProperty("acks", "all");
    properties.setProperty("enable.idempotence", "true");
    properties.setProperty("linger.ms", "5");
    properties.setProperty("compression.type", "lz4");
    properties.setProperty("transaction.timeout.ms", Long.toString(transactionTimeout.toMillis()));
    properties.putAll(client);
    return properties;
  }
}
