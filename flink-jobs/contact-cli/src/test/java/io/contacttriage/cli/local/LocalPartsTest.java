package io.contacttriage.cli.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.contacttriage.cli.CommandFailure;
import io.contacttriage.cli.ProjectFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalPartsTest {
  @TempDir private Path folder;

  @Test
  void theShippedTopicsAreThoseOfTheJob() {
    List<TopicSpec> topics = TopicsFile.read(ProjectFolder.resolve("config/kafka/topics.yaml"));

    assertThat(topics)
        .extracting(TopicSpec::name)
        .containsExactlyInAnyOrder(
            "contacts",
            "routes",
            "rejects",
            "audit",
            "policies",
            "policy-status",
            "shadow-diffs",
            "labels",
            "outcomes",
            "erasures",
            "erasure-receipts");
    assertThat(topics)
        .filteredOn(topic -> topic.name().equals("policies"))
        .singleElement()
        .satisfies(
            policies -> {
              assertThat(policies.partitions()).isEqualTo(1);
              assertThat(policies.config()).containsEntry("cleanup.policy", "compact");
            });
  }

  @Test
  void aTopicsFileWithAMistakeIsNamed() throws IOException {
    Path file = Files.writeString(folder.resolve("topics.yaml"), "contacts: {partitions: none}");

    assertThatThrownBy(() -> TopicsFile.read(file))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("topic 'contacts': wanted 'partitions'");
  }

  @Test
  void partsAreClosedInTheReverseOrderOfTheirStart() throws Exception {
    List<String> closed = new ArrayList<>();
    OpenParts parts = new OpenParts();
    parts.start(() -> () -> closed.add("broker"));
    parts.start(() -> () -> closed.add("cluster"));

    parts.close();
    parts.close();

    assertThat(closed).containsExactly("cluster", "broker");
  }

  @Test
  void aPartThatDoesNotCloseKeepsNoOtherOpen() throws Exception {
    List<String> closed = new ArrayList<>();
    OpenParts parts = new OpenParts();
    parts.start(() -> () -> closed.add("broker"));
    parts.start(
        () ->
            () -> {
              throw new IOException("on purpose");
            });

    assertThatThrownBy(parts::close).hasRootCauseMessage("on purpose");
    assertThat(closed).containsExactly("broker");
  }

  @Test
  void nothingStartsAfterClosingHasBegun() {
    OpenParts parts = new OpenParts();
    parts.close();

    assertThatThrownBy(() -> parts.start(() -> () -> {})).isInstanceOf(InterruptedException.class);
  }

  @Test
  void aWorkFolderIsGoneWithAllItHolds() throws IOException {
    WorkFolder work = WorkFolder.create();
    Files.writeString(work.folder("kafka").resolve("log"), "x");
    Path path = work.path();

    work.close();
    work.close();

    assertThat(path).doesNotExist();
  }

  @Test
  void aKeptDemoIsFoundUntilItEnds() {
    Path file = folder.resolve("demo.json");
    long alive = ProcessHandle.current().pid();

    try (KeptDemo demo = KeptDemo.announce(file, "localhost:1234", "http://ui", alive)) {
      assertThat(demo).isNotNull();
      assertThat(KeptDemo.bootstrapServers(file)).isEqualTo("localhost:1234");
    }

    assertThatThrownBy(() -> KeptDemo.bootstrapServers(file))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("./triage demo --keep")
        .hasMessageContaining("--bootstrap");
  }

  @Test
  void aKeptDemoThatDiedIsSaidToHave() {
    Path file = folder.resolve("demo.json");
    KeptDemo.announce(file, "localhost:1234", "http://ui", Long.MAX_VALUE);

    assertThatThrownBy(() -> KeptDemo.bootstrapServers(file))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("has ended");
  }

  @Test
  void aDemoThatEndsLeavesTheAnnouncementOfALaterOne() {
    Path file = folder.resolve("kept.json");
    KeptDemo earlier = KeptDemo.announce(file, "localhost:1", "ui", Long.MAX_VALUE);
    KeptDemo.announce(file, "localhost:2", "ui", ProcessHandle.current().pid());

    earlier.close();

    assertThat(KeptDemo.bootstrapServers(file)).isEqualTo("localhost:2");
  }

  @Test
  void aBootstrapThatIsGivenWins() {
    assertThat(KeptDemo.bootstrapServers("kafka:9092")).isEqualTo("kafka:9092");
  }
}
