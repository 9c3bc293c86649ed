package io.contacttriage.scoring.bundle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Reads the fields of one JSON object and notes what is wrong instead of throwing, so that a person
 * sees all problems at once. A field that is missing or wrong reads as a harmless value; the
 * collected problems keep it from being used.
 */
final class JsonFields {
  private final JsonNode object;
  private final String where;
  private final List<BundleProblem> problems;
  private final Set<String> read = new HashSet<>();

  /**
   * @param where file and JSON pointer of the object
   */
  JsonFields(JsonNode object, String where, List<BundleProblem> problems) {
    this.object = object;
    this.where = where;
    this.problems = problems;
    if (!object.isObject() && !object.isMissingNode()) {
      problems.add(new BundleProblem(where, "an object", kind(object)));
    }
  }

  String text(String field, String wanted, Predicate<String> valid) {
    JsonNode node = required(field, wanted);
    if (node.isTextual() && valid.test(node.textValue())) {
      return node.textValue();
    }
    wrong(field, wanted, node);
    return "";
  }

  double number(String field, String wanted, Predicate<Double> valid) {
    JsonNode node = required(field, wanted);
    if (node.isNumber() && valid.test(node.doubleValue())) {
      return node.doubleValue();
    }
    wrong(field, wanted, node);
    return 0;
  }

  long integer(String field, long least, long most) {
    String wanted = "a whole number from " + least + " to " + most;
    JsonNode node = required(field, wanted);
    if (node.isIntegralNumber()
        && node.canConvertToLong()
        && node.longValue() >= least
        && node.longValue() <= most) {
      return node.longValue();
    }
    wrong(field, wanted, node);
    return least;
  }

  /** Texts of an array; an empty list when anything is wrong. */
  List<String> texts(String field, String wanted) {
    JsonNode node = required(field, wanted);
    List<String> texts = new ArrayList<>();
    node.forEach(element -> texts.add(element.isTextual() ? element.textValue() : null));
    if (node.isArray() && !texts.contains(null)) {
      return texts;
    }
    wrong(field, wanted, node);
    return List.of();
  }

  JsonFields object(String field) {
    return new JsonFields(required(field, "an object"), pointer(field), problems);
  }

  boolean has(String field) {
    return object.has(field);
  }

  /** Names in the order of the file. */
  List<String> names() {
    return object.properties().stream().map(Map.Entry::getKey).toList();
  }

  String pointer(String field) {
    String escaped = field.replace("~", "~0").replace("/", "~1");
    return where + (where.contains(" /") ? "/" : " /") + escaped;
  }

  /** How many problems were noted so far, here and elsewhere in the file. */
  int noted() {
    return problems.size();
  }

  void problem(String field, String wanted, String found) {
    problems.add(new BundleProblem(pointer(field), wanted, found));
  }

  /** A field that nobody read is a typing error or comes from a newer program. */
  void refuseUnreadFields() {
    for (String name : names()) {
      if (!read.contains(name)) {
        problem(name, "no such field", kind(object.get(name)));
      }
    }
  }

  private JsonNode required(String field, String wanted) {
    read.add(field);
    JsonNode node = object.path(field);
    // Of an object that is itself missing, only that is worth saying.
    if (node.isMissingNode() && object.isObject()) {
      problem(field, wanted, "nothing");
    }
    return node;
  }

  private void wrong(String field, String wanted, JsonNode node) {
    if (!node.isMissingNode()) {
      problem(field, wanted, node.isContainerNode() ? kind(node) : node.toString());
    }
  }

  private static String kind(JsonNode node) {
    JsonNodeType type = node.getNodeType();
    return (type == JsonNodeType.ARRAY || type == JsonNodeType.OBJECT ? "an " : "a ")
        + type.name().toLowerCase(Locale.ROOT);
  }
}
