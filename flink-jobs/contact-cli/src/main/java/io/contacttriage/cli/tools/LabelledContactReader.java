package io.contacttriage.cli.tools;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.contacttriage.scoring.HarmLabel;
import io.contacttriage.scoring.Topic;
import io.contacttriage.scoring.Urgency;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One line of labelled data; a label that is not of the taxonomy is an error, not a default. */
final class LabelledContactReader {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private LabelledContactReader() {}

  /** What is wrong with a line, without its text. */
  static final class BadLineException extends Exception {
    private BadLineException(String message) {
      super(message);
    }
  }

  static LabelledContact read(String line) throws BadLineException {
    JsonNode node;
    try {
      node = JSON.readTree(line);
    } catch (JsonProcessingException e) {
      throw new BadLineException("wanted one JSON object, found something else");
    }
    if (!node.isObject() || !node.path("text").isTextual()) {
      throw new BadLineException("wanted an object with a text");
    }
    return new LabelledContact(
        node.path("id").asText(""),
        node.path("text").asText(),
        optionalText(node, "language"),
        label(optionalText(node, "topic"), "topic", Topic.values(), Topic::label),
        label(optionalText(node, "urgency"), "urgency", Urgency.values(), Urgency::label),
        harm(node.path("harm")));
  }

  private static String optionalText(JsonNode node, String field) throws BadLineException {
    JsonNode value = node.path(field);
    if (value.isMissingNode() || value.isNull()) {
      return null;
    }
    if (!value.isTextual()) {
      throw new BadLineException(field + ": wanted a text");
    }
    return value.asText();
  }

  private static Set<HarmLabel> harm(JsonNode list) throws BadLineException {
    if (list.isMissingNode() || list.isNull()) {
      return null;
    }
    if (!list.isArray()) {
      throw new BadLineException("harm: wanted a list of labels");
    }
    Set<HarmLabel> labels = EnumSet.noneOf(HarmLabel.class);
    for (JsonNode item : list) {
      labels.add(label(item.asText(), "harm", HarmLabel.values(), HarmLabel::label));
    }
    return labels;
  }

  private static <E> E label(String found, String field, E[] all, Function<E, String> name)
      throws BadLineException {
    if (found == null) {
      return null;
    }
    for (E each : all) {
      if (name.apply(each).equals(found)) {
        return each;
      }
    }
    throw new BadLineException(
        field
            + ": wanted one of "
            + Stream.of(all).map(name).collect(Collectors.joining(", "))
            + ", found another label");
  }
}
