package io.contacttriage.cli.local;

import io.contacttriage.cli.CommandFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;

/** Makes the topics that are missing on a Kafka, and says which ones are there. */
public final class TopicSetup implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private final Admin admin;
  private final String bootstrapServers;

  public TopicSetup(String bootstrapServers, Map<String, String> client) {
    this.bootstrapServers = bootstrapServers;
    Map<String, Object> settings = new java.util.HashMap<>(client);
    settings.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
    settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
    this.admin = Admin.create(settings);
  }

  /** What was made and what was there before. */
  public record Outcome(List<TopicSpec> created, List<TopicSpec> existing) {
    public Outcome {
      created = List.copyOf(created);
      existing = List.copyOf(existing);
    }
  }

  /**
   * Makes each topic that is missing, with one replica, as on a local broker.
   *
   * @throws CommandFailure when the Kafka does not answer or refuses
   */
  public Outcome createMissing(List<TopicSpec> wanted) {
    Set<String> there = names();
    List<TopicSpec> existing = wanted.stream().filter(t -> there.contains(t.name())).toList();
    List<TopicSpec> missing = new ArrayList<>(wanted);
    missing.removeAll(existing);
    answer(
        "make topics",
        admin.createTopics(missing.stream().map(TopicSetup::onOneBroker).toList()).all());
    return new Outcome(missing, existing);
  }

  /**
   * Makes sure that topics exist, without making any.
   *
   * @throws CommandFailure naming those that do not, and how to make them
   */
  public void require(Set<String> wanted) {
    Set<String> missing = new TreeSet<>(wanted);
    missing.removeAll(names());
    if (!missing.isEmpty()) {
      throw CommandFailure.failed(
          "Kafka at "
              + bootstrapServers
              + " has no topic "
              + String.join(", ", missing)
              + ". Make it as config/kafka/topics.yaml says, or name another under kafka.topics.*");
    }
  }

  private Set<String> names() {
    return answer("list topics", admin.listTopics().names());
  }

  private <T> T answer(String purpose, KafkaFuture<T> future) {
    try {
      return future.get(PATIENCE.toSeconds() + 5, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw CommandFailure.failed(problem(purpose, e.getCause().getMessage()));
    } catch (TimeoutException e) {
      throw CommandFailure.failed(problem(purpose, "no answer"));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw CommandFailure.failed(problem(purpose, "interrupted"));
    }
  }

  private String problem(String purpose, String why) {
    return "Kafka at " + bootstrapServers + " could not " + purpose + ": " + why;
  }

  private static NewTopic onOneBroker(TopicSpec topic) {
    return new NewTopic(topic.name(), topic.partitions(), (short) 1).configs(topic.config());
  }

  @Override
  public void close() {
    admin.close(Duration.ofSeconds(1));
  }
}
