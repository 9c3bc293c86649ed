package io.contacttriage.cli.demo;

import static io.contacttriage.cli.demo.JobUnderTest.sample;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.contacttriage.cli.sample.SampleRecord;
import io.contacttriage.cli.sample.SampleRecord.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ExactlyOnceITCase {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @Test
  void eachContactHasOneVisibleRouteAlsoWhenATaskManagerIsLost() throws Exception {
    List<SampleRecord> sent = sample(31, 400);
    Set<String> contacts =
        sent.stream().map(SampleRecord::contactId).filter(Objects::nonNull).collect(toSet());
    long malformed = sent.stream().filter(record -> record.kind() == Kind.MALFORMED).count();
    try (JobUnderTest job =
            JobUnderTest.start(
                Duration.ofSeconds(1), Map.of("delivery.guarantee", "exactly-once"));
        JobOutput output = new JobOutput(job.bootstrapServers())) {

      job.send(sent.subList(0, 200));
      await().atMost(PATIENCE).until(() -> !output.readOn().routes.isEmpty());
      job.send(sent.subList(200, 300));
      job.cluster().replaceTaskManager();
      job.send(sent.subList(300, 400));
      await()
          .atMost(PATIENCE)
          .until(
              () ->
                  output.readOn().routesByContact().size() >= contacts.size()
                      && output.rejects.size() >= malformed);
      // What was decided again would become visible with one of the next checkpoints.
      long checkpoints = job.cluster().completedCheckpoints();
      await().atMost(PATIENCE).until(() -> job.cluster().completedCheckpoints() > checkpoints + 1);
      output.readOn();

      assertThat(job.cluster().restarts()).isPositive();
      assertThat(output.routesByContact().keySet()).isEqualTo(contacts);
      assertThat(output.routes).hasSameSizeAs(contacts);
      assertThat(output.rejects).hasSize((int) malformed);
    }
  }
}
