package io.contacttriage.cli.tools;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.contacttriage.cli.CommandFailure;
import io.contacttriage.cli.live.RecordSender;
import io.contacttriage.cli.live.TopicReader;
import io.contacttriage.routing.policy.PolicyBook;
import io.contacttriage.routing.policy.PolicyBookReader;
import io.contacttriage.routing.policy.PolicyBookResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.KafkaException;

/** The topic that policy books are published to: compacted, few records, read as a whole. */
public final class PolicyTopic {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final byte[] LIVE = "live".getBytes(StandardCharsets.UTF_8);
  private static final JsonMapper JSON = new JsonMapper();

  private final String bootstrapServers;
  private final String topic;

  public PolicyTopic(String bootstrapServers, String topic) {
    this.bootstrapServers = bootstrapServers;
    this.topic = topic;
  }

  /**
   * The newest version that lies in the topic, whatever its key; 0 when there is none. A record
   * that is not a book has no version.
   */
  long newestVersion() {
    try (TopicReader reader = TopicReader.fromStart(bootstrapServers, List.of(topic))) {
      AtomicLong newest = new AtomicLong();
      reader.readToEnd(record -> newest.accumulateAndGet(version(record.value()), Math::max));
      return newest.get();
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

  private static long version(byte[] book) {
    try {
      return book == null ? 0 : JSON.readTree(book).path("version").asLong(0);
    } catch (JsonProcessingException e) {
      return 0;
    } catch (IOException e) {
      throw new IllegalStateException("reading from memory cannot fail", e);
    }
  }

  /** Sends a book as the live one and waits until the broker has it. */
  void publish(byte[] book) {
    try (RecordSender sender = new RecordSender(bootstrapServers, topic, PATIENCE)) {
      sender.send(LIVE, book);
      sender.flush();
      if (sender.acknowledged() != 1) {
        throw failure("write", sender.firstProblem());
      }
    } catch (KafkaException e) {
      throw failure("write", e.getMessage());
    }
  }

  private CommandFailure failure(String what, String why) {
    return CommandFailure.failed(
        "Kafka at " + bootstrapServers + ": could not " + what + " topic " + topic + ": " + why);
  }
}
