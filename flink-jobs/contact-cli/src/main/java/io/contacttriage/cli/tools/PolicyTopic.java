package io.contacttriage.cli.tools;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.contacttriage.cli.CommandFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The topic that policy books are published to: compacted, few records, read as a whole. */
final class PolicyTopic {
  static final String LIVE = "live";

  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final JsonMapper JSON = new JsonMapper();

  private final String bootstrapServers;
  private final String topic;

  PolicyTopic(String bootstrapServers, String topic) {
    this.bootstrapServers = bootstrapServers;
    this.topic = topic;
  }

  /**
   * The newest version that was ever published and is still in the topic; 0 when there is none. A
   * record that is not a book has no version.
   */
  long newestVersion() {
    Map<String, Object> settings =
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
            bootstrapServers,
            ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
            (int) PATIENCE.toMillis(),
            ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
            false);
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(topic, info.partition()))
              .toList();
      if (partitions.isEmpty()) {
        throw CommandFailure.failed("Kafka at " + bootstrapServers + " has no topic " + topic);
      }
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      return newestVersion(consumer, consumer.endOffsets(partitions));
    } catch (KafkaException e) {
      throw failure("read", e);
    }
  }

  private static long newestVersion(
      KafkaConsumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends) {
    long newest = 0;
    while (ends.entrySet().stream()
        .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
        newest = Math.max(newest, version(record.value()));
      }
    }
    return newest;
  }

  private static long version(byte[] book) {
    try {
      return book == null ? 0 : JSON.readTree(book).path("version").asLong(0);
    } catch (JsonProcessingException e) {
      return 0;
    } catch (IOException e) {
      throw new IllegalStateException("reading from memory cannot fail", e);
    }
  }

  /**
   * Sends a book and waits until the broker has it.
   *
   * @return where it lies: {@code topic-partition@offset}
   */
  String publish(byte[] book) {
    Map<String, Object> settings =
        Map.of(
            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
            bootstrapServers,
            ProducerConfig.ACKS_CONFIG,
            "all",
            ProducerConfig.MAX_BLOCK_MS_CONFIG,
            PATIENCE.toMillis(),
            ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
            (int) PATIENCE.toMillis() / 2,
            ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
            (int) PATIENCE.toMillis());
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
      byte[] key = LIVE.getBytes(StandardCharsets.UTF_8);
      RecordMetadata at = producer.send(new ProducerRecord<>(topic, key, book)).get();
      return at.topic() + "-" + at.partition() + "@" + at.offset();
    } catch (ExecutionException e) {
      throw failure("write", e.getCause());
    } catch (KafkaException e) {
      throw failure("write", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failure("write", e);
    }
  }

  private CommandFailure failure(String what, Throwable cause) {
    return CommandFailure.failed(
        "Kafka at "
            + bootstrapServers
            + ": could not "
            + what
            + " topic "
            + topic
            + ": "
            + cause.getMessage());
  }
}
