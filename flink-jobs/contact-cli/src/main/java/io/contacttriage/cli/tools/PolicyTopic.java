package io.contacttriage.cli.tools;

import io.contacttriage.cli.CommandFailure;
import io.contacttriage.cli.live.RecordSender;
import io.contacttriage.cli.live.TopicReader;
import io.contacttriage.job.operators.BookSignature;
import io.contacttriage.routing.policy.PolicyBook;
import io.contacttriage.routing.policy.PolicyBookReader;
import io.contacttriage.routing.policy.PolicyBookResult;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.Header;

/** The topic that policy books are published to: compacted, few records, read as a whole. */
public final class PolicyTopic {
  /** Key of the book that decides; a record without a key is one. */
  static final String LIVE = "live";

  /** Key of the book that is compared with it. */
  static final String CANDIDATE = "candidate";

  /** Key of what takes candidates back. */
  static final String WITHDRAWN = "withdrawn";

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final String bootstrapServers;
  private final String topic;
  private final BookSigner signer;

  public PolicyTopic(String bootstrapServers, String topic) {
    this(bootstrapServers, topic, BookSigner.NONE);
  }

  PolicyTopic(String bootstrapServers, String topic, BookSigner signer) {
    this.bootstrapServers = bootstrapServers;
    this.topic = topic;
    this.signer = signer;
  }

  /** What lies in the topic now. */
  PublishedBooks published() {
    try (TopicReader reader = TopicReader.fromStart(bootstrapServers, List.of(topic))) {
      PublishedBooks books = new PublishedBooks();
      reader.readToEnd(
          record -> {
            String key =
                record.key() == null ? LIVE : new String(record.key(), StandardCharsets.UTF_8);
            books.take(
                key, record.value(), signer.vouchesFor(key, record.value(), signature(record)));
          });
      return books;
    } catch (KafkaException e) {
      throw failure("read", e.getMessage());
    }
  }

  /** Every book that still lies in the topic and can be used, whatever its key. */
  public List<PolicyBook> books() {
    try (TopicReader reader = TopicReader.fromStart(bootstrapServers, List.of(topic))) {
      List<PolicyBook> books = new ArrayList<>();
      reader.readToEnd(
          record -> {
            if (record.value() != null) {
              PolicyBookResult result = PolicyBookReader.readJson(record.value());
              if (result.isBook()) {
                books.add(result.book());
              }
            }
          });
      return books;
    } catch (KafkaException e) {
      throw failure("read", e.getMessage());
    }
  }

  /**
   * Sends a record, signed where there is a key for it, and waits until the broker has it.
   *
   * @return its offset
   */
  long publish(String key, byte[] value) {
    try (RecordSender sender = new RecordSender(bootstrapServers, topic, PATIENCE)) {
      String signature = signer.signature(key, value);
      return sender
          .sendAndWait(
              key.getBytes(StandardCharsets.UTF_8),
              value,
              signature == null ? Map.of() : Map.of(BookSignature.HEADER, signature))
          .offset();
    } catch (KafkaException e) {
      throw failure("write", e.getMessage());
    }
  }

  private static String signature(ConsumerRecord<byte[], byte[]> record) {
    Header header = record.headers().lastHeader(BookSignature.HEADER);
    return header == null || header.value() == null
        ? null
        : new String(header.value(), StandardCharsets.UTF_8);
  }

  private CommandFailure failure(String what, String why) {
    return CommandFailure.failed(
        "Kafka at " + bootstrapServers + ": could not " + what + " topic " + topic + ": " + why);
  }
}
