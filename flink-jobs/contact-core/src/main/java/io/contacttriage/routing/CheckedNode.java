package io.contacttriage.routing;

import com.fasterxml.jackson.databind.JsonNode;
import io.contacttriage.scoring.HarmLabel;
import io.contacttriage.scoring.Scores;
import io.contacttriage.scoring.Topic;
import io.contacttriage.scoring.Urgency;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * A JSON value that knows where it stands. Whatever is not as wanted is an {@link
 * IllegalArgumentException} with that place.
 */
record CheckedNode(JsonNode node, String pointer) {
  static CheckedNode root(JsonNode node) {
    return new CheckedNode(node, "");
  }

  CheckedNode at(String name) {
    JsonNode child = node.get(name);
    if (child == null) {
      throw new IllegalArgumentException(pointer + "/" + name + ": the field is missing");
    }
    return new CheckedNode(child, pointer + "/" + name);
  }

  boolean has(String name) {
    return node.has(name);
  }

  /** 64 bits as hexadecimal digits. */
  long hex() {
    try {
      return HexFormat.fromHexDigitsToLong(text());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          pointer + ": wanted hexadecimal digits, found " + node.asText(), e);
    }
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

  List<CheckedNode> items() {
    if (!node.isArray()) {
      throw new IllegalArgumentException(pointer + ": wanted a list");
    }
    List<CheckedNode> items = new ArrayList<>();
    for (int i = 0; i < node.size(); i++) {
      items.add(new CheckedNode(node.get(i), pointer + "/" + i));
    }
    return items;
  }

  List<String> texts() {
    return items().stream().map(CheckedNode::text).toList();
  }

  /** The fields of an object, by name. */
  <T> Map<String, T> map(Function<CheckedNode, T> value) {
    if (!node.isObject()) {
      throw new IllegalArgumentException(pointer + ": wanted an object");
    }
    Map<String, T> map = new TreeMap<>();
    node.fieldNames().forEachRemaining(name -> map.put(name, value.apply(at(name))));
    return map;
  }

  int whole() {
    if (!node.canConvertToInt()) {
      throw new IllegalArgumentException(pointer + ": wanted a whole number");
    }
    return node.intValue();
  }

  double number() {
    if (!node.isNumber()) {
      throw new IllegalArgumentException(pointer + ": wanted a number");
    }
    return node.doubleValue();
  }

  /** Scores as {@link ScoresWriter} writes them; null where there are none. */
  Scores scores(String model) {
    if (isNull()) {
      return null;
    }
    float[] topics = new float[Topic.values().length];
    for (Topic topic : Topic.values()) {
      topics[topic.ordinal()] = at("topics").score(topic.label());
    }
    float[] urgencies = new float[Urgency.values().length];
    for (Urgency urgency : Urgency.values()) {
      urgencies[urgency.ordinal()] = at("urgencies").score(urgency.label());
    }
    float[] harms = new float[HarmLabel.values().length];
    boolean[] flagged = new boolean[harms.length];
    List<String> flags = at("flags").texts();
    for (HarmLabel label : HarmLabel.values()) {
      harms[label.ordinal()] = at("harm").score(label.label());
      flagged[label.ordinal()] = flags.contains(label.label());
    }
    return new Scores(
        topics,
        urgencies,
        harms,
        flagged,
        at("language").text(),
        score("languageConfidence"),
        at("tier").text(),
        model);
  }
}
