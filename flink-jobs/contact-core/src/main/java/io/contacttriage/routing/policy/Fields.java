package io.contacttriage.routing.policy;

import io.contacttriage.routing.cel.DidYouMean;
import io.contacttriage.routing.policy.DocumentNode.Kind;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Typed access to the fields of one object. Every method notes what is wrong and then returns null
 * or an empty collection, so that a reader goes on and finds the next problem as well.
 */
final class Fields {
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.:-]{0,99}");
  private static final int MAX_TEXT = 10_000;

  private final DocumentNode node;
  private final Problems problems;

  /**
   * Opens an object.
   *
   * @param what it is, for messages: {@code a rule}
   * @param known every field it may have
   */
  Fields(DocumentNode node, Problems problems, String what, List<String> known) {
    this.problems = problems;
    this.node = node;
    if (node.kind() != Kind.OBJECT) {
      wrongType(node, what + " as an object with fields");
      return;
    }
    node.names()
        .forEach(
            (name, place) -> {
              if (!known.contains(name)) {
                problems.add(place, what + " has no field " + name, DidYouMean.hint(name, known));
              }
            });
  }

  /** The value's place, or the object's when the field is absent. */
  Place place(String name) {
    DocumentNode value = node.fields().get(name);
    return value == null ? node.place() : value.place();
  }

  boolean has(String name) {
    return node.fields().containsKey(name);
  }

  /** Returns null when the field is absent or holds nothing. */
  DocumentNode optional(String name) {
    DocumentNode value = node.fields().get(name);
    return value == null || value.isNothing() ? null : value;
  }

  DocumentNode required(String name) {
    DocumentNode value = optional(name);
    if (value == null && node.kind() == Kind.OBJECT) {
      problems.add(place(name), "the field " + name + " is missing");
    }
    return value;
  }

  String text(String name) {
    return text(optional(name));
  }

  String requiredText(String name) {
    return text(required(name));
  }

  /** A text of letters, digits and a few signs, fit for a key. */
  String requiredId(String name) {
    return id(required(name));
  }

  String id(String name) {
    return id(optional(name));
  }

  List<String> ids(String name) {
    return items(name).stream().map(this::id).filter(id -> id != null).distinct().toList();
  }

  Long whole(DocumentNode value, long least, long most) {
    if (value == null) {
      return null;
    }
    String wanted = "a whole number from " + least + " to " + most;
    if (value.kind() != Kind.INTEGER) {
      wrongType(value, wanted);
      return null;
    }
    try {
      long number = Long.parseLong(value.text());
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException tooLong) {
      // Falls to the problem below.
    }
    problems.add(value.place(), "wanted " + wanted + ", found " + value.text());
    return null;
  }

  Integer whole(String name, int least, int most) {
    Long number = whole(optional(name), least, most);
    return number == null ? null : number.intValue();
  }

  /** A probability. */
  Double score(DocumentNode value) {
    if (value == null) {
      return null;
    }
    String wanted = "a number from 0 to 1";
    if (value.kind() != Kind.INTEGER && value.kind() != Kind.DECIMAL) {
      wrongType(value, wanted);
      return null;
    }
    try {
      double number = Double.parseDouble(value.text());
      if (number >= 0 && number <= 1) {
        return number;
      }
    } catch (NumberFormatException notFinite) {
      // Falls to the problem below.
    }
    problems.add(value.place(), "wanted " + wanted + ", found " + value.text());
    return null;
  }

  Duration duration(DocumentNode value) {
    return parsed(text(value), value, DurationText::parse, DurationText.WANTED);
  }

  Instant instant(String name) {
    return parsed(
        text(name), optional(name), Instant::parse, "a time such as 2026-05-04T09:30:00Z");
  }

  /** Parses a text; a null or a DateTimeException of the parser is a problem. */
  <T> T parsed(String text, DocumentNode at, Function<String, T> parser, String wanted) {
    if (text == null) {
      return null;
    }
    T value = null;
    try {
      value = parser.apply(text);
    } catch (DateTimeException e) {
      // Falls to the problem below.
    }
    if (value == null) {
      problems.add(at.place(), "wanted " + wanted + ", found " + text);
    }
    return value;
  }

  /** One of some known words. */
  <T> T word(DocumentNode value, String what, Map<String, T> words) {
    String word = text(value);
    if (word == null) {
      return null;
    }
    T found = words.get(word);
    if (found == null) {
      problems.add(
          value.place(), "there is no " + what + " " + word, DidYouMean.hint(word, words.keySet()));
    }
    return found;
  }

  /** A text inside a list. */
  String item(DocumentNode item) {
    return text(item);
  }

  List<DocumentNode> items(String name) {
    return items(optional(name));
  }

  List<DocumentNode> requiredItems(String name) {
    DocumentNode value = required(name);
    List<DocumentNode> items = items(value);
    if (value != null && value.kind() == Kind.LIST && items.isEmpty()) {
      problems.add(value.place(), "the list " + name + " is empty");
    }
    return items;
  }

  /** An object whose fields are data, such as attributes. */
  Map<String, DocumentNode> entries(String name) {
    DocumentNode value = optional(name);
    if (value != null && value.kind() != Kind.OBJECT) {
      wrongType(value, Kind.OBJECT.words);
      return Map.of();
    }
    return value == null ? Map.of() : value.fields();
  }

  Map<String, String> texts(String name) {
    return mapped(entries(name), this::text);
  }

  Map<String, Double> scores(String name) {
    return mapped(entries(name), this::score);
  }

  private static <T> Map<String, T> mapped(
      Map<String, DocumentNode> entries, Function<DocumentNode, T> reader) {
    Map<String, T> values = new LinkedHashMap<>();
    entries.forEach(
        (name, node) -> {
          T value = reader.apply(node);
          if (value != null) {
            values.put(name, value);
          }
        });
    return values;
  }

  private List<DocumentNode> items(DocumentNode value) {
    if (value != null && value.kind() != Kind.LIST) {
      wrongType(value, Kind.LIST.words);
    }
    return value == null ? List.of() : new ArrayList<>(value.items());
  }

  private String text(DocumentNode value) {
    if (value == null) {
      return null;
    }
    if (value.kind() != Kind.TEXT) {
      wrongType(value, Kind.TEXT.words);
      return null;
    }
    if (value.text().isBlank() || value.text().length() > MAX_TEXT) {
      problems.add(value.place(), "wanted a text of 1 to " + MAX_TEXT + " characters");
      return null;
    }
    return value.text();
  }

  private String id(DocumentNode value) {
    String text = text(value);
    if (text == null || ID.matcher(text).matches()) {
      return text;
    }
    problems.add(
        value.place(), "wanted letters, digits, '-', '_', '.' or ':' (at most 100), found " + text);
    return null;
  }

  private void wrongType(DocumentNode value, String wanted) {
    String found =
        value.text() == null ? value.kind().words : value.kind().words + " " + value.text();
    String hint = wanted.equals(Kind.TEXT.words) && value.text() != null ? "put it in quotes" : "";
    problems.add(value.place(), "wanted " + wanted + ", found " + found, hint);
  }
}
