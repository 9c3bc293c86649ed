package io.contacttriage.job.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * A document with one fault: a key that is spelt wrong, or a value of another type.
 *
 * @param what the fault, for the report of a test
 */
record Mutation(String what, JsonNode document) {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  /** Every such document. */
  static List<Mutation> of(JsonNode document) {
    List<Mutation> mutations = new ArrayList<>();
    collect(document, "", document, mutations);
    return mutations;
  }

  private static void collect(
      JsonNode document, String path, JsonNode node, List<Mutation> mutations) {
    node.properties()
        .forEach(
            field -> {
              String key = field.getKey();
              String place = path + "/" + key.replace("~", "~0").replace("/", "~1");
              ObjectNode misspelt = document.deepCopy();
              ObjectNode parent = (ObjectNode) misspelt.at(path);
              parent.set(key + "x", parent.remove(key));
              mutations.add(new Mutation(place + " misspelt", misspelt));
              ObjectNode retyped = document.deepCopy();
              ((ObjectNode) retyped.at(path)).set(key, ofAnotherType(field.getValue()));
              mutations.add(new Mutation(place + " of another type", retyped));
              collect(document, place, field.getValue(), mutations);
            });
    if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        JsonNode retyped = document.deepCopy();
        ((ArrayNode) retyped.at(path)).set(i, ofAnotherType(node.get(i)));
        mutations.add(new Mutation(path + "/" + i + " of another type", retyped));
        collect(document, path + "/" + i, node.get(i), mutations);
      }
    }
  }

  private static JsonNode ofAnotherType(JsonNode value) {
    return value.isContainerNode()
        ? NODES.textNode("text")
        : NODES.objectNode().put("wrong", value.asText());
  }
}
