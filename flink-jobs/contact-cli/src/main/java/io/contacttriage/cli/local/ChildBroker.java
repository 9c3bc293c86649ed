package io.contacttriage.cli.local;

import io.contacttriage.cli.sample.SampleRecord;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A Kafka broker in a process of its own, so that its CPU time is its own. */
public final class ChildBroker implements AutoCloseable {
  private static final int PARTITIONS = 4;

  private final ChildJvm process;
  private final String bootstrapServers;
  private final Admin admin;

  private ChildBroker(ChildJvm process) {
    this.process = process;
    this.bootstrapServers = process.awaitReady();
    this.admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers));
  }

  /**
   * Starts one; it takes a few seconds.
   *
   * @param folder an empty one
   */
  public static ChildBroker start(Path folder) {
    return new ChildBroker(
        ChildJvm.start(BrokerMain.class, folder.resolve("broker.log"), List.of(folder.toString())));
  }

  public String bootstrapServers() {
    return bootstrapServers;
  }

  /** Makes topics of four partitions each, deleted with the broker. */
  public void createTopics(String... names) {
    answer(
        admin
            .createTopics(
                List.of(names).stream()
                    .map(name -> new NewTopic(name, PARTITIONS, (short) 1))
                    .toList())
            .all());
  }

  /** Makes the topics that a job reads beside contacts: policies and erasures. */
  public void createControlTopics() {
    answer(
        admin
            .createTopics(
                List.of(
                    new NewTopic("policies", 1, (short) 1)
                        .configs(Map.of("cleanup.policy", "compact")),
                    new NewTopic("erasures", 1, (short) 1)))
            .all());
  }

  public void deleteTopics(String... names) {
    answer(admin.deleteTopics(List.of(names)).all());
  }

  /** Writes so many records, as fast as it can, and waits for the broker to have them. */
  public void fill(String topic, Iterator<SampleRecord> records, int count) {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "compression.type",
                "lz4",
                "linger.ms",
                20,
                "batch.size",
                1 << 18),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      for (int i = 0; i < count; i++) {
        SampleRecord record = records.next();
        var unused =
            producer.send(
                new ProducerRecord<>(
                    topic, record.key().getBytes(StandardCharsets.UTF_8), record.value()));
      }
      producer.close(Duration.ofMinutes(5));
    }
  }

  /** How many records a topic has been given. */
  public long records(String topic) {
    return records(admin, topic);
  }

  /** How many records a topic of another broker of this kind has been given. */
  public static long records(Admin admin, String topic) {
    var ends =
        IntStream.range(0, PARTITIONS)
            .boxed()
            .collect(
                Collectors.toMap(
                    partition -> new TopicPartition(topic, partition),
                    partition -> OffsetSpec.latest()));
    return answer(admin.listOffsets(ends).all()).values().stream()
        .mapToLong(end -> end.offset())
        .sum();
  }

  /** CPU time of the broker's process. */
  public Duration cpu() {
    return process.cpu();
  }

  @Override
  public void close() {
    admin.close(Duration.ofSeconds(1));
    process.close();
  }

  private static <T> T answer(org.apache.kafka.common.KafkaFuture<T> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("the broker refused", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
