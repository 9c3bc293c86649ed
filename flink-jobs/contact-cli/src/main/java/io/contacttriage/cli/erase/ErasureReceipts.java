package io.contacttriage.cli.erase;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.contacttriage.cli.CommandFailure;
import io.contacttriage.cli.live.TopicReader;
import io.contacttriage.routing.erasure.ErasedCounts;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What the subtasks of a running job tell of an erasure from now on: open it before it is sent. */
final class ErasureReceipts implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(50);
  private static final JsonMapper JSON = new JsonMapper();

  private final TopicReader reader;
  private final String topic;
  private final Duration patience;

  /** The first word of each subtask: a later one follows a failure, and counts what is left. */
  private final Map<Integer, ErasedCounts> told = new TreeMap<>();

  private int parallelism;

  private ErasureReceipts(TopicReader reader, String topic, Duration patience) {
    this.reader = reader;
    this.topic = topic;
    this.patience = patience;
  }

  static ErasureReceipts open(String bootstrapServers, String topic, Duration patience) {
    return new ErasureReceipts(
        TopicReader.fromEnd(bootstrapServers, List.of(topic)), topic, patience);
  }

  /**
   * All subtasks keep nothing more.
   *
   * @param cleared on all of them together
   * @param after until the last of them was heard, by this machine's clock
   */
  record Erased(int subtasks, ErasedCounts cleared, Duration after) {}

  /**
   * Waits for the receipt of every subtask.
   *
   * @throws CommandFailure when one does not come in time
   */
  Erased await(String requestId) {
    long began = System.nanoTime();
    while (System.nanoTime() - began < patience.toNanos()) {
      for (ConsumerRecord<byte[], byte[]> record : reader.poll(POLL)) {
        JsonNode receipt = read(record);
        if (receipt.path("requestId").asText().equals(requestId) && isAnsweredBy(receipt)) {
          return new Erased(
              parallelism,
              told.values().stream().reduce(ErasedCounts.NONE, ErasedCounts::plus),
              Duration.ofNanos(System.nanoTime() - began));
        }
      }
    }
    throw CommandFailure.failed(
        "sent, but "
            + (told.isEmpty()
                ? "no job"
                : "only " + told.size() + " of " + parallelism + " subtasks")
            + " gave a receipt on topic "
            + topic
            + " within "
            + patience.toSeconds()
            + " s: a job that starts later reads the request. Look for request "
            + requestId
            + " there, or erase again");
  }

  private boolean isAnsweredBy(JsonNode receipt) {
    if (receipt.path("parallelism").asInt() != parallelism) {
      // The first answer, or the first of a job that was rescaled meanwhile.
      parallelism = receipt.path("parallelism").asInt();
      told.clear();
    }
    JsonNode cleared = receipt.path("cleared");
    told.putIfAbsent(
        receipt.path("subtask").asInt(),
        new ErasedCounts(
            cleared.path("contactIds").asInt(),
            cleared.path("histories").asInt(),
            cleared.path("cachedTexts").asInt()));
    return told.size() == parallelism;
  }

  private JsonNode read(ConsumerRecord<byte[], byte[]> record) {
    try {
      return JSON.readTree(record.value());
    } catch (IOException e) {
      throw CommandFailure.failed("a record of topic " + topic + " is not JSON");
    }
  }

  @Override
  public void close() {
    reader.close();
  }
}
