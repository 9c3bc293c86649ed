package io.contacttriage.job.doors;

import static org.assertj.core.api.Assertions.assertThat;

import io.contacttriage.contact.IntakeRecord;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplitSerializer;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class WholeTopicSourceTest {
  private static final TopicPartition PARTITION = new TopicPartition("policies", 0);

  private final SimpleVersionedSerializer<KafkaPartitionSplit> serializer =
      new WholeTopicSource<>(
              KafkaSource.<IntakeRecord>builder()
                  .setBootstrapServers("localhost:9092")
                  .setTopics("policies")
                  .setDeserializer(new IntakeRecordDeserializer())
                  .build())
          .getSplitSerializer();

  @Test
  void aRestoredPartitionIsReadFromItsFirstRecord() throws Exception {
    byte[] checkpoint =
        new KafkaPartitionSplitSerializer().serialize(new KafkaPartitionSplit(PARTITION, 41));

    KafkaPartitionSplit restored = serializer.deserialize(serializer.getVersion(), checkpoint);

    assertThat(restored.getTopicPartition()).isEqualTo(PARTITION);
    assertThat(restored.getStartingOffset()).isEqualTo(KafkaPartitionSplit.EARLIEST_OFFSET);
  }

  @Test
  void checkpointsAreAsTheKafkaSourceWritesThem() throws Exception {
    KafkaPartitionSplit split = new KafkaPartitionSplit(PARTITION, 41);
    KafkaPartitionSplitSerializer kafka = new KafkaPartitionSplitSerializer();

    assertThat(serializer.serialize(split)).isEqualTo(kafka.serialize(split));
    assertThat(serializer.getVersion()).isEqualTo(kafka.getVersion());
  }
}
