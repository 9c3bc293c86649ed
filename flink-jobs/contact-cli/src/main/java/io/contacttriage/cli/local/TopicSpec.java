package io.contacttriage.cli.local;

import java.util.Map;

/**
 * A topic as {@code config/kafka/topics.yaml} wants it.
 *
 * @param replication on a real cluster; a local broker keeps everything once
 * @param config topic settings by their Kafka names
 */
public record TopicSpec(
    String name, int partitions, short replication, Map<String, String> config) {
  public TopicSpec {
    if (partitions < 1 || replication < 1) {
      throw new IllegalArgumentException(
          "topic '"
              + name
              + "': wanted at least one partition and one replica, found "
              + partitions
              + " and "
              + replication);
    }
    config = Map.copyOf(config);
  }
}
