package io.contacttriage.cli.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.contacttriage.cli.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads {@code config/kafka/topics.yaml}. */
public final class TopicsFile {
  private TopicsFile() {}

  /**
   * Reads the topics at {@code file}, in its order.
   *
   * @throws CommandFailure when it is missing or is not what its comments say
   */
  public static List<TopicSpec> read(Path file) {
    JsonNode root;
    try {
      root = new YAMLMapper().readTree(Files.readAllBytes(file));
    } catch (JsonProcessingException e) {
      throw CommandFailure.failed(file + ": not YAML: " + e.getOriginalMessage());
    } catch (IOException e) {
      throw CommandFailure.failed("cannot read " + file + ": " + e.getMessage());
    }
    if (!root.isObject()) {
      throw CommandFailure.failed(file + ": wanted topics by name, found " + root.getNodeType());
    }
    List<TopicSpec> topics = new ArrayList<>();
    root.properties().forEach(topic -> topics.add(spec(file, topic.getKey(), topic.getValue())));
    return topics;
  }

  private static TopicSpec spec(Path file, String name, JsonNode topic) {
    Map<String, String> config = new TreeMap<>();
    topic
        .path("config")
        .properties()
        .forEach(setting -> config.put(setting.getKey(), setting.getValue().asText()));
    return new TopicSpec(
        name,
        number(file, name, topic, "partitions"),
        (short) number(file, name, topic, "replication"),
        config);
  }

  private static int number(Path file, String name, JsonNode topic, String field) {
    JsonNode value = topic.path(field);
    if (!value.isInt() || value.intValue() < 1 || value.intValue() > Short.MAX_VALUE) {
      throw CommandFailure.failed(
          file + ": topic '" + name + "': wanted '" + field + "' from 1 to " + Short.MAX_VALUE);
    }
    return value.intValue();
  }
}
