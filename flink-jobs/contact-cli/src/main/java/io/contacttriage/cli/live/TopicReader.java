package io.contacttriage.cli.live;

import io.contacttriage.cli.CommandFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads whole topics without a consumer group: nobody else's position moves. Sees committed records
 * only, so that an aborted transaction is never shown.
 */
public final class TopicReader implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final List<TopicPartition> partitions = new ArrayList<>();

  private TopicReader(KafkaConsumer<byte[], byte[]> consumer) {
    this.consumer = consumer;
  }

  /**
   * Opens topics at their first record.
   *
   * @throws CommandFailure when the Kafka does not answer or has not all of them
   */
  public static TopicReader fromStart(String bootstrapServers, List<String> topics) {
    TopicReader reader = open(bootstrapServers, topics);
    reader.consumer.seekToBeginning(reader.partitions);
    return reader;
  }

  /**
   * Opens topics behind their last record.
   *
   * @throws CommandFailure when the Kafka does not answer or has not all of them
   */
  public static TopicReader fromEnd(String bootstrapServers, List<String> topics) {
    TopicReader reader = open(bootstrapServers, topics);
    reader.consumer.seekToEnd(reader.partitions);
    // The end is looked up lazily otherwise: after a record that is sent in between.
    reader.partitions.forEach(reader.consumer::position);
    return reader;
  }

  private static TopicReader open(String bootstrapServers, List<String> topics) {
    Map<String, Object> settings = new HashMap<>();
    settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
    ByteArrayDeserializer bytes = new ByteArrayDeserializer();
    TopicReader reader = new TopicReader(new KafkaConsumer<>(settings, bytes, bytes));
    try {
      topics.forEach(reader::assign);
      reader.consumer.assign(reader.partitions);
      return reader;
    } catch (KafkaException e) {
      reader.close();
      throw CommandFailure.failed(
          "Kafka at " + bootstrapServers + " did not answer: " + e.getMessage());
    } catch (RuntimeException e) {
      reader.close();
      throw e;
    }
  }

  private void assign(String topic) {
    List<PartitionInfo> found = consumer.partitionsFor(topic);
    if (found.isEmpty()) {
      throw CommandFailure.failed("no topic '" + topic + "'");
    }
    found.forEach(partition -> partitions.add(new TopicPartition(topic, partition.partition())));
  }

  /** What came meanwhile; waits for something at most {@code timeout}. */
  public List<ConsumerRecord<byte[], byte[]>> poll(Duration timeout) {
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    consumer.poll(timeout).forEach(records::add);
    return records;
  }

  /** Reads on until the records that were there when this was called have been read. */
  public void readToEnd(Consumer<ConsumerRecord<byte[], byte[]>> each) {
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    while (ends.entrySet().stream()
        .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
      poll(Duration.ofMillis(200)).forEach(each);
    }
  }

  @Override
  public void close() {
    consumer.close(CloseOptions.timeout(Duration.ofSeconds(1)));
  }
}
