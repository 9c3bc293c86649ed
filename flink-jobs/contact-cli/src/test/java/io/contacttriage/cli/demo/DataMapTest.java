package io.contacttriage.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.contacttriage.cli.ProjectFolder;
import io.contacttriage.cli.local.TopicSpec;
import io.contacttriage.cli.local.TopicsFile;
import io.contacttriage.job.settings.JobOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The data map says what is so; what lies in topics and state is compared by ErasureITCase. */
class DataMapTest {
  private static final List<TopicSpec> TOPICS =
      TopicsFile.read(ProjectFolder.resolve("config/kafka/topics.yaml"));

  @Test
  void theDataMapHasEveryTopicAndNoOther() throws IOException {
    assertThat(DataMap.read().topics().keySet())
        .containsExactlyInAnyOrderElementsOf(TOPICS.stream().map(TopicSpec::name).toList());
  }

  @Test
  void theDataMapSaysHowLongEachTopicKeepsARecordAtMost() throws IOException {
    DataMap map = DataMap.read();
    for (TopicSpec topic : TOPICS) {
      if (!topic.config().containsKey("cleanup.policy")) {
        assertThat(map.topics().get(topic.name()).howLong())
            .as(topic.name())
            .isEqualTo(longest(topic).toDays() + " days");
      }
    }
  }

  @Test
  void whatNamesAPersonIsGoneWithinAMonthButForTheAuditWhichSaysWhy() throws IOException {
    DataMap map = DataMap.read();
    assertThat(TOPICS)
        .filteredOn(topic -> !map.topics().get(topic.name()).holds().isEmpty())
        .filteredOn(topic -> longest(topic).compareTo(Duration.ofDays(28)) > 0)
        .extracting(TopicSpec::name)
        .containsExactly("audit");
  }

  @Test
  void theDataMapSaysHowLongEachStateIsKept() throws IOException {
    DataMap map = DataMap.read();

    assertThat(map.states().get("answered").howLong())
        .startsWith(JobOptions.DUPLICATES_TTL.defaultValue().toDays() + " days");
    assertThat(map.states().get("history").howLong())
        .startsWith(JobOptions.HISTORY_TTL.defaultValue().toDays() + " days");
  }

  /** Kafka deletes whole segments, when the newest record of one is old enough. */
  private static Duration longest(TopicSpec topic) {
    long kept = Long.parseLong(topic.config().get("retention.ms"));
    long segment = Long.parseLong(topic.config().getOrDefault("segment.ms", "604800000"));
    return Duration.ofMillis(kept + segment);
  }
}
