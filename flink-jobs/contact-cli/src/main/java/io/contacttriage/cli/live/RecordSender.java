package io.contacttriage.cli.live;

import io.contacttriage.cli.CommandFailure;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Sends records and counts which of them the broker has acknowledged. */
public final class RecordSender implements AutoCloseable {
  private static final int MAX_RECORD_BYTES = 8 << 20;

  private final KafkaProducer<byte[], byte[]> producer;
  private final String topic;
  private final AtomicLong acknowledged = new AtomicLong();
  private final AtomicLong failed = new AtomicLong();
  private final AtomicReference<String> firstProblem = new AtomicReference<>();

  /** Opens a producer; the broker need not answer yet. */
  public RecordSender(String bootstrapServers, String topic, Duration patience) {
    this.topic = topic;
    Map<String, Object> settings = new HashMap<>();
    settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.LINGER_MS_CONFIG, 1);
    settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, MAX_RECORD_BYTES);
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, patience.toMillis());
    settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) patience.toMillis());
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) patience.toMillis() * 2);
    ByteArraySerializer bytes = new ByteArraySerializer();
    this.producer = new KafkaProducer<>(settings, bytes, bytes);
  }

  /**
   * Sends one record; whether it arrived is counted later.
   *
   * @param value not copied
   */
  public void send(byte[] key, byte[] value) {
    var unused =
        producer.send(
            new ProducerRecord<>(topic, key, value),
            (metadata, problem) -> {
              if (problem == null) {
                acknowledged.incrementAndGet();
              } else {
                failed.incrementAndGet();
                firstProblem.compareAndSet(null, problem.getMessage());
              }
            });
  }

  /**
   * Sends one record and waits for the broker.
   *
   * @return where it lies
   * @throws CommandFailure when it could not be sent
   */
  public RecordMetadata sendAndWait(byte[] key, byte[] value) {
    return sendAndWait(key, value, Map.of());
  }

  /**
   * Sends one record with headers and waits for the broker.
   *
   * @param headers by name; the values are UTF-8
   * @return where it lies
   * @throws CommandFailure when it could not be sent
   */
  public RecordMetadata sendAndWait(byte[] key, byte[] value, Map<String, String> headers) {
    ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic, key, value);
    headers.forEach(
        (name, text) -> record.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
    try {
      return producer.send(record).get();
    } catch (ExecutionException e) {
      throw CommandFailure.failed("Kafka did not take the record: " + e.getCause().getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw CommandFailure.failed("interrupted");
    }
  }

  /** Waits until every record has been acknowledged or has failed. */
  public void flush() {
    producer.flush();
  }

  public long acknowledged() {
    return acknowledged.get();
  }

  public long failed() {
    return failed.get();
  }

  /** What the first record failed with, or null. */
  public String firstProblem() {
    return firstProblem.get();
  }

  @Override
  public void close() {
    producer.close(Duration.ofSeconds(2));
  }
}
