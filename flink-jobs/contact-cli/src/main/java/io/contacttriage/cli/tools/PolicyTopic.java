package io.contacttriage.cli.tools;

import io.contacttriage.cli.CommandFailure;
import io.contacttriage.cli.live.RecordSender;
import io.contacttriage.cli.live.TopicReader;
import io.contacttriage.routing.policy.PolicyBook;
import io.contacttriage.routing.policy.PolicyBookReader;
import io.contacttriage.routing.policy.PolicyBookResult;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.KafkaException;

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

  public PolicyTopic(String bootstrapServers, String topic) {
    this.bootstrapServers = bootstrapServers;
    this.topic = topic;
  }

  /** What lies in the topic now. */
  PublishedBooks published() {
    try (TopicReader reader = TopicReader.fromStart(bootstrapServers, List.of(topic))) {
      PublishedBooks books = new PublishedBooks();
      reader.readToEnd(
          record ->
              books.take(
                  record.key() == null ? LIVE : new String(record.key(), StandardCharsets.UTF_8),
                  record.value()));
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
   * Sends a record and waits until the broker has it.
   *
   * @return its offset
   */
  long publish(String key, byte[] value) {
    try (RecordSender sender = new RecordSender(bootstrapServers, topic, PATIENCE)) {
      return sender.sendAndWait(key.getBytes(StandardCharsets.UTF_8), value).offset();
    } catch (KafkaException e) {
      throw failure("write", e.getMessage());
    }
  }

  private CommandFailure failure(String what, String why) {
    return CommandFailure.failed(
        "Kafka at " + bootstrapServers + ": could not " + what + " topic " + topic + ": " + why);
  }
}
