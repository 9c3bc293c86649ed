package io.contacttriage.cli.tools;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.contacttriage.cli.CommandFailure;
import io.contacttriage.cli.live.TopicReader;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * What the subtasks of a running job tell about a book from now on: open it before the book is
 * sent.
 */
public final class PolicyAcknowledgements implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(50);
  private static final JsonMapper JSON = new JsonMapper();

  private final TopicReader reader;
  private final String topic;
  private final Duration patience;
  private final Set<Integer> told = new TreeSet<>();
  private int parallelism;

  private PolicyAcknowledgements(TopicReader reader, String topic, Duration patience) {
    this.reader = reader;
    this.topic = topic;
    this.patience = patience;
  }

  /**
   * Listens from now on.
   *
   * @param topic of the subtasks' statuses
   * @param patience how long every subtask has to answer
   */
  public static PolicyAcknowledgements open(
      String bootstrapServers, String topic, Duration patience) {
    return new PolicyAcknowledgements(
        TopicReader.fromEnd(bootstrapServers, List.of(topic)), topic, patience);
  }

  /**
   * All subtasks have a book in effect.
   *
   * @param after until the last of them was heard, by this machine's clock: an upper bound
   */
  public record Effect(int subtasks, Duration after) {
    String words() {
      return String.format(
          Locale.ROOT,
          "in effect on all %d subtasks, the last after %,d ms",
          subtasks,
          after.toMillis());
    }
  }

  /**
   * Waits until every subtask has told that the record at {@code offset} took effect.
   *
   * @param role of the book: live or candidate
   * @param sentAt {@link System#nanoTime} of its sending
   * @throws CommandFailure when the job refuses it, with its problems, or a subtask does not answer
   */
  public Effect await(long offset, String role, long sentAt) {
    told.clear();
    while (System.nanoTime() - sentAt < patience.toNanos()) {
      for (ConsumerRecord<byte[], byte[]> record : reader.poll(POLL)) {
        JsonNode status = read(record);
        if (status.path("offset").asLong() == offset
            && status.path("role").asText().equals(role)
            && isAnsweredBy(status)) {
          return new Effect(parallelism, Duration.ofNanos(System.nanoTime() - sentAt));
        }
      }
    }
    throw CommandFailure.failed(silence());
  }

  private boolean isAnsweredBy(JsonNode status) {
    if (status.path("outcome").asText().equals("refused")) {
      throw CommandFailure.failed("the job refused it:" + problems(status));
    }
    if (status.path("parallelism").asInt() != parallelism) {
      // The first answer, or the first of a job that was rescaled meanwhile.
      parallelism = status.path("parallelism").asInt();
      told.clear();
    }
    told.add(status.path("subtask").asInt());
    return told.size() == parallelism;
  }

  private String silence() {
    String within = " within " + patience.toSeconds() + " s";
    if (told.isEmpty()) {
      return "sent, but no job answered on topic "
          + topic
          + within
          + ": it takes effect when a job reads it";
    }
    String silent =
        IntStream.range(0, parallelism)
            .filter(subtask -> !told.contains(subtask))
            .mapToObj(Integer::toString)
            .collect(Collectors.joining(", "));
    return "sent and in effect on "
        + told.size()
        + " of "
        + parallelism
        + " subtasks, but no answer from subtask "
        + silent
        + within;
  }

  private static String problems(JsonNode status) {
    StringBuilder problems = new StringBuilder();
    status.path("problems").forEach(problem -> problems.append("\n  ").append(problem.asText()));
    return problems.toString();
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
