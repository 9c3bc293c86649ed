package io.contacttriage.cli.demo;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.contacttriage.cli.ProjectFolder;
import io.contacttriage.cli.local.TopicSetup;
import io.contacttriage.cli.local.TopicSpec;
import io.contacttriage.cli.local.TopicsFile;
import io.contacttriage.contact.Channel;
import io.contacttriage.routing.policy.PolicyBookReader;
import io.contacttriage.routing.policy.PolicyBookWriter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;

/** The topic of policies is deleted and made again, as short as the job had read the old one. */
class PoliciesMadeAgainITCase {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final TopicSpec POLICIES =
      TopicsFile.read(ProjectFolder.resolve("config/kafka/topics.yaml")).stream()
          .filter(topic -> topic.name().equals("policies"))
          .findFirst()
          .orElseThrow();

  private final AtomicInteger contacts = new AtomicInteger();

  @Test
  void aJobThatStartsAgainReadsTheNewTopicFromItsFirstBook() throws Exception {
    try (JobUnderTest job =
            JobUnderTest.start(Duration.ofSeconds(1), Map.of("scoring.tier", "fast"));
        JobOutput output = new JobOutput(job.bootstrapServers())) {
      long shipped = job.stack().book().version();
      job.publish(book(shipped + 1));
      awaitDecisionBy(shipped + 1, job, output);
      long checkpoints = job.cluster().completedCheckpoints();
      await().atMost(PATIENCE).until(() -> job.cluster().completedCheckpoints() > checkpoints + 1);

      try (Admin admin = Admin.create(Map.of("bootstrap.servers", job.bootstrapServers()));
          TopicSetup setup = new TopicSetup(job.bootstrapServers(), Map.of())) {
        admin.deleteTopics(List.of("policies")).all().get();
        await()
            .atMost(PATIENCE)
            .until(() -> !admin.listTopics().names().get().contains("policies"));
        setup.createMissing(List.of(POLICIES));
      }
      // Two records, which are as many as the job had read.
      job.publish(book(shipped + 2));
      job.publish(book(shipped + 3));
      job.cluster().replaceTaskManager();

      awaitDecisionBy(shipped + 3, job, output);
    }
  }

  /** Sends contacts until one is decided by the book of this version. */
  private void awaitDecisionBy(long version, JobUnderTest job, JobOutput output) {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(500))
        .until(
            () -> {
              job.send(
                  JobUnderTest.contact(
                      "c" + contacts.incrementAndGet(), Channel.CHAT, "where is my invoice?"));
              return output.readOn().routesByContact().values().stream()
                  .flatMap(List::stream)
                  .anyMatch(route -> route.policy().equals("shipped/" + version));
            });
  }

  private static ObjectNode book(long version) throws Exception {
    byte[] shipped =
        PolicyBookWriter.write(
            PolicyBookReader.readDirectory(ProjectFolder.resolve("config/policies")).book());
    return ((ObjectNode) new ObjectMapper().readTree(shipped)).put("version", version);
  }
}
