package io.contacttriage.routing.policy;

import java.util.List;
import java.util.Map;

/**
 * A value of a JSON or YAML document with the place where it stands; Jackson's own trees forget
 * places.
 *
 * @param text of a scalar, else null
 * @param fields of an object, in order, else empty
 * @param names where the name of each field stands
 * @param items of a list, else empty
 */
record DocumentNode(
    Kind kind,
    Place place,
    String text,
    Map<String, DocumentNode> fields,
    Map<String, Place> names,
    List<DocumentNode> items) {
  /** In words that a policy specialist knows. */
  enum Kind {
    OBJECT("an object with fields"),
    LIST("a list"),
    TEXT("text"),
    INTEGER("a whole number"),
    DECIMAL("a number"),
    BOOLEAN("true or false"),
    NOTHING("nothing");

    final String words;

    Kind(String words) {
      this.words = words;
    }
  }

  static DocumentNode scalar(Kind kind, Place place, String text) {
    return new DocumentNode(kind, place, text, Map.of(), Map.of(), List.of());
  }

  static DocumentNode list(Place place, List<DocumentNode> items) {
    return new DocumentNode(Kind.LIST, place, null, Map.of(), Map.of(), items);
  }

  static DocumentNode object(
      Place place, Map<String, DocumentNode> fields, Map<String, Place> names) {
    return new DocumentNode(Kind.OBJECT, place, null, fields, names, List.of());
  }

  boolean isNothing() {
    return kind == Kind.NOTHING;
  }
}
