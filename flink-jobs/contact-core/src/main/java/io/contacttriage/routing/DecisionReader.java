package io.contacttriage.routing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.contacttriage.scoring.HarmLabel;
import io.contacttriage.scoring.Scores;
import io.contacttriage.scoring.Topic;
import io.contacttriage.scoring.Urgency;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Reads what {@link DecisionWriter} wrote, for tools and tests. Not for untrusted bytes on a hot
 * path: it throws. Thread-safe.
 */
public final class DecisionReader {
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * Reads one decision.
   *
   * @param routingKey key of the record
   * @param traceparent header of that name, or null
   * @throws IllegalArgumentException naming the field that is missing or not as wanted
   */
  public RoutingDecision read(byte[] json, String routingKey, String traceparent) {
    try {
      return decision(new Node(JSON.readTree(json), ""), routingKey, traceparent);
    } catch (IOException e) {
      throw new IllegalArgumentException("wanted a decision as JSON, found something else", e);
    }
  }

  private static RoutingDecision decision(Node root, String routingKey, String traceparent) {
    int version = root.at("schemaVersion").node.asInt();
    if (version != DecisionWriter.SCHEMA_VERSION) {
      throw new IllegalArgumentException(
          "/schemaVersion: wanted " + DecisionWriter.SCHEMA_VERSION + ", found " + version);
    }
    Node exposure = root.at("exposure");
    Node selfService = root.at("selfService");
    Node versions = root.at("versions");
    String modelVersion = versions.at("model").textOrNull();
    return new RoutingDecision(
        root.at("decisionId").text(),
        root.at("contactId").text(),
        routingKey,
        root.at("queue").text(),
        root.at("priority").word(Priority.class),
        root.at("skills").texts(),
        root.at("tags").texts(),
        root.at("respondBy").instant(),
        root.at("clocks").items().stream()
            .map(clock -> new DueClock(clock.at("law").text(), clock.at("due").instant()))
            .toList(),
        selfService.isNull() ? null : selfService.at("articleId").text(),
        new Exposure(
            exposure.at("class").word(Exposure.Severity.class),
            exposure.at("labels").items().stream()
                .map(label -> label.word(HarmLabel.class))
                .toList()),
        scores(root.at("scores"), modelVersion),
        root.at("reasons").items().stream()
            .map(
                reason ->
                    new Reason(
                        reason.at("policy").text(),
                        reason.at("rule").text(),
                        reason.at("margin").isNull() ? null : reason.at("margin").node.asDouble()))
            .toList(),
        root.at("degraded").textOrNull(),
        versions.at("policy").text(),
        modelVersion,
        versions.at("job").text(),
        root.at("receivedAt").instant(),
        root.at("decidedAt").instant(),
        traceparent);
  }

  private static Scores scores(Node scores, String model) {
    if (scores.isNull()) {
      return null;
    }
    float[] topics = new float[Topic.values().length];
    for (Topic topic : Topic.values()) {
      topics[topic.ordinal()] = scores.at("topics").score(topic.label());
    }
    float[] urgencies = new float[Urgency.values().length];
    for (Urgency urgency : Urgency.values()) {
      urgencies[urgency.ordinal()] = scores.at("urgencies").score(urgency.label());
    }
    float[] harms = new float[HarmLabel.values().length];
    boolean[] flagged = new boolean[harms.length];
    List<String> flags = scores.at("flags").texts();
    for (HarmLabel label : HarmLabel.values()) {
      harms[label.ordinal()] = scores.at("harm").score(label.label());
      flagged[label.ordinal()] = flags.contains(label.label());
    }
    return new Scores(
        topics,
        urgencies,
        harms,
        flagged,
        scores.at("language").text(),
        scores.score("languageConfidence"),
        scores.at("tier").text(),
        model);
  }

  /** A node that knows where it stands. */
  private record Node(JsonNode node, String pointer) {
    Node at(String name) {
      JsonNode child = node.get(name);
      if (child == null) {
        throw new IllegalArgumentException(pointer + "/" + name + ": the field is missing");
      }
      return new Node(child, pointer + "/" + name);
    }

    boolean isNull() {
      return node.isNull();
    }

    /** Zero when the label is not there. */
    float score(String label) {
      return (float) node.path(label).asDouble();
    }

    String text() {
      if (!node.isTextual()) {
        throw new IllegalArgumentException(
            pointer + ": wanted text, found " + node.getNodeType().name().toLowerCase(Locale.ROOT));
      }
      return node.textValue();
    }

    String textOrNull() {
      return node.isNull() ? null : text();
    }

    Instant instant() {
      try {
        return Instant.parse(text());
      } catch (DateTimeException e) {
        throw new IllegalArgumentException(pointer + ": wanted a time, found " + text(), e);
      }
    }

    <E extends Enum<E>> E word(Class<E> words) {
      String name = text().toUpperCase(Locale.ROOT);
      for (E word : words.getEnumConstants()) {
        if (word.name().equals(name)) {
          return word;
        }
      }
      throw new IllegalArgumentException(
          pointer + ": there is no " + words.getSimpleName() + " " + text());
    }

    List<Node> items() {
      if (!node.isArray()) {
        throw new IllegalArgumentException(pointer + ": wanted a list");
      }
      List<Node> items = new ArrayList<>();
      for (int i = 0; i < node.size(); i++) {
        items.add(new Node(node.get(i), pointer + "/" + i));
      }
      return items;
    }

    List<String> texts() {
      return items().stream().map(Node::text).toList();
    }
  }
}
