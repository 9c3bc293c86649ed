package io.contacttriage.cli.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.contacttriage.cli.CommandFailure;
import io.contacttriage.cli.ProjectFolder;
import io.contacttriage.cli.live.RecordSender;
import io.contacttriage.cli.local.LocalBroker;
import io.contacttriage.cli.local.TopicSetup;
import io.contacttriage.cli.local.TopicsFile;
import io.contacttriage.routing.launch.PolicyStatus;
import io.contacttriage.routing.launch.PolicyStatus.Outcome;
import io.contacttriage.routing.launch.PolicyStatus.Role;
import io.contacttriage.routing.launch.PolicyStatusWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a real broker, with statuses that the tests write. */
class PolicyAcknowledgementsITCase {
  private static final String TOPIC = "policy-status";
  private static LocalBroker broker;

  @BeforeAll
  static void startTheBroker(@TempDir Path folder) {
    broker = LocalBroker.start(folder);
    try (TopicSetup topics = new TopicSetup(broker.bootstrapServers(), Map.of())) {
      topics.createMissing(TopicsFile.read(ProjectFolder.resolve("config/kafka/topics.yaml")));
    }
  }

  @AfterAll
  static void stopTheBroker() {
    broker.close();
  }

  @Test
  void aSubtaskThatDoesNotAnswerIsNamed() {
    try (PolicyAcknowledgements answers = open(Duration.ofSeconds(2))) {
      tell(7, 0, 3, Outcome.ACCEPTED);
      tell(7, 2, 3, Outcome.ACCEPTED);
      tell(6, 1, 3, Outcome.ACCEPTED);

      assertThatThrownBy(() -> answers.await(7, "live", System.nanoTime()))
          .isInstanceOf(CommandFailure.class)
          .hasMessage(
              "sent and in effect on 2 of 3 subtasks, but no answer from subtask 1 within 2 s");
    }
  }

  @Test
  void whatASubtaskTellsTwiceCountsOnce() {
    try (PolicyAcknowledgements answers = open(Duration.ofSeconds(20))) {
      tell(8, 0, 2, Outcome.ACCEPTED);
      tell(8, 0, 2, Outcome.ACCEPTED);
      tell(8, 1, 2, Outcome.ACCEPTED);

      assertThat(answers.await(8, "live", System.nanoTime()).subtasks()).isEqualTo(2);
    }
  }

  @Test
  void oneRefusalIsEnough() {
    try (PolicyAcknowledgements answers = open(Duration.ofSeconds(20))) {
      tell(9, 0, 2, Outcome.REFUSED);

      assertThatThrownBy(() -> answers.await(9, "live", System.nanoTime()))
          .hasMessage("the job refused it:\n  not like this");
    }
  }

  private static PolicyAcknowledgements open(Duration patience) {
    return PolicyAcknowledgements.open(broker.bootstrapServers(), TOPIC, patience);
  }

  private static void tell(long offset, int subtask, int parallelism, Outcome outcome) {
    PolicyStatus status =
        new PolicyStatus(
            "testing",
            4L,
            Role.LIVE,
            outcome,
            outcome == Outcome.REFUSED ? List.of("not like this") : List.of(),
            subtask,
            parallelism,
            Instant.EPOCH,
            offset);
    try (RecordSender sender =
        new RecordSender(broker.bootstrapServers(), TOPIC, Duration.ofSeconds(10))) {
      sender.sendAndWait(new byte[0], new PolicyStatusWriter().write(status));
    }
  }
}
