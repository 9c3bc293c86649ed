package io.contacttriage.cli.evaluate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.contacttriage.routing.cel.DidYouMean;
import io.contacttriage.scoring.HarmLabel;
import io.contacttriage.scoring.Topic;
import io.contacttriage.scoring.Urgency;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** One line of labelled data; a label that is not of the taxonomy is an error, not a default. */
final class LabelledContactReader {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  /** Source of what was written for a test or for training. */
  static final String SYNTHETIC = "synthetic";

  /** Source of what a person sent. */
  private static final String REAL = "real";

  private LabelledContactReader() {}

  /** What is wrong with a line, without its text. */
  static final class BadLineException extends Exception {
    BadLineException(String message) {
      super(message);
    }
  }

  /**
   * Reads one line of JSON.
   *
   * @param place file and line: the id of a contact that has none
   * @param source of a contact that does not name its own
   */
  static LabelledContact read(String line, String place, String source) throws BadLineException {
    JsonNode node;
    try {
      node = JSON.readTree(line);
    } catch (JsonProcessingException e) {
      throw new BadLineException("wanted one JSON object, found something else");
    }
    if (!node.isObject() || !node.path("text").isTextual()) {
      throw new BadLineException("wanted an object with a text");
    }
    String id = optionalText(node, "id");
    return new LabelledContact(
        id == null ? place : id,
        node.path("text").asText(),
        new LabelledContact.Labels(
            optionalText(node, "language"),
            optionalText(node, "kind"),
            source(node, source),
            label(optionalText(node, "topic"), "topic", Topic.values(), Topic::label),
            label(optionalText(node, "urgency"), "urgency", Urgency.values(), Urgency::label),
            harm(node.path("harm"))));
  }

  private static String source(JsonNode node, String otherwise) throws BadLineException {
    String named = optionalText(node, "source");
    JsonNode synthetic = node.path("synthetic");
    if (named != null || synthetic.isMissingNode() || synthetic.isNull()) {
      return named == null ? otherwise : named;
    }
    if (!synthetic.isBoolean()) {
      throw new BadLineException("synthetic: wanted true or false, found " + kindOf(synthetic));
    }
    return synthetic.asBoolean() ? SYNTHETIC : REAL;
  }

  private static String optionalText(JsonNode node, String field) throws BadLineException {
    JsonNode value = node.path(field);
    if (value.isMissingNode() || value.isNull()) {
      return null;
    }
    if (!value.isTextual()) {
      throw new BadLineException(field + ": wanted a text, found " + kindOf(value));
    }
    return value.asText();
  }

  private static Set<HarmLabel> harm(JsonNode list) throws BadLineException {
    if (list.isMissingNode() || list.isNull()) {
      return null;
    }
    if (!list.isArray()) {
      throw new BadLineException("harm: wanted a list of labels, found " + kindOf(list));
    }
    Set<HarmLabel> labels = EnumSet.noneOf(HarmLabel.class);
    for (JsonNode item : list) {
      if (!item.isTextual()) {
        throw new BadLineException("harm: wanted a list of labels, found in it " + kindOf(item));
      }
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
    List<String> names = Stream.of(all).map(name).toList();
    String hint = DidYouMean.hint(found, names);
    throw new BadLineException(
        field
            + ": wanted one of "
            + String.join(", ", names)
            + ", found another label"
            + (hint.startsWith("did") ? "; " + hint : ""));
  }

  /** What stands there, without its words. */
  private static String kindOf(JsonNode value) {
    return switch (value.getNodeType()) {
      case ARRAY -> "a list";
      case OBJECT -> "an object";
      case STRING -> "a text";
      case NUMBER -> "a number";
      case BOOLEAN -> value.asText();
      default -> "null";
    };
  }
}
