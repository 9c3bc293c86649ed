package io.contacttriage.routing.policy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;

/** Turns bytes into a {@link DocumentNode}, or into a problem; never throws on bad content. */
final class DocumentParser {
  private static final JsonFactory JSON = new JsonFactory();
  private static final JsonFactory YAML = new YAMLFactory();

  private final JsonParser parser;
  private final String file;
  private final String passedOver;
  private final Problems problems;

  private DocumentParser(JsonParser parser, String file, String passedOver, Problems problems) {
    this.parser = parser;
    this.file = file;
    this.passedOver = passedOver;
    this.problems = problems;
  }

  /** Returns null when the document cannot be read; the problem is then named. */
  static DocumentNode yaml(String file, byte[] bytes, Problems problems) {
    return parse(YAML, file, bytes, null, problems);
  }

  /** Returns null when the document cannot be read; the problem is then named. */
  static DocumentNode json(String file, byte[] bytes, Problems problems) {
    return parse(JSON, file, bytes, null, problems);
  }

  /**
   * Returns null when the document cannot be read; the problem is then named.
   *
   * @param passedOver a name: fields that have it are left out, whatever they hold
   */
  static DocumentNode jsonWithout(String passedOver, byte[] bytes, Problems problems) {
    return parse(JSON, null, bytes, passedOver, problems);
  }

  private static DocumentNode parse(
      JsonFactory factory, String file, byte[] bytes, String passedOver, Problems problems) {
    try (JsonParser parser = factory.createParser(bytes)) {
      if (parser.nextToken() == null) {
        problems.add(new Place(file, 1, 1, ""), "the document is empty");
        return null;
      }
      DocumentParser documents = new DocumentParser(parser, file, passedOver, problems);
      DocumentNode root = documents.node("");
      if (parser.nextToken() != null) {
        problems.add(documents.place(""), "there is a second document here; only one is read");
      }
      return root;
    } catch (JsonProcessingException e) {
      addSyntaxProblem(file, e, problems);
    } catch (IOException | YAMLException e) {
      problems.add(new Place(file, 1, 1, ""), "the document cannot be read", firstLine(e));
    }
    return null;
  }

  private static void addSyntaxProblem(
      String file, JsonProcessingException failure, Problems problems) {
    JsonLocation location = failure.getLocation();
    int line = location == null ? 0 : Math.max(0, location.getLineNr());
    int column = location == null ? 0 : Math.max(0, location.getColumnNr());
    String what = failure.getOriginalMessage();
    if (failure.getCause() instanceof MarkedYAMLException marked && marked.getProblem() != null) {
      what = marked.getProblem();
      if (marked.getProblemMark() != null) {
        line = marked.getProblemMark().getLine() + 1;
        column = marked.getProblemMark().getColumn() + 1;
      }
    }
    String position = file == null ? " at line " + line + ", column " + column : "";
    problems.add(
        new Place(file, line, column, ""),
        "syntax error" + position + ": " + what.lines().findFirst().orElse("unreadable"));
  }

  private static String firstLine(Exception failure) {
    return String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
  }

  private DocumentNode node(String pointer) throws IOException {
    Place place = place(pointer);
    return switch (parser.currentToken()) {
      case START_OBJECT -> object(pointer, place);
      case START_ARRAY -> list(pointer, place);
      case VALUE_NUMBER_INT -> DocumentNode.scalar(DocumentNode.Kind.INTEGER, place, integerText());
      case VALUE_NUMBER_FLOAT ->
          DocumentNode.scalar(DocumentNode.Kind.DECIMAL, place, parser.getText());
      case VALUE_TRUE, VALUE_FALSE ->
          DocumentNode.scalar(DocumentNode.Kind.BOOLEAN, place, parser.getText());
      case VALUE_NULL -> DocumentNode.scalar(DocumentNode.Kind.NOTHING, place, null);
      default -> text(place);
    };
  }

  private DocumentNode text(Place place) throws IOException {
    if (parser instanceof YAMLParser yaml && yaml.isCurrentAlias()) {
      problems.add(place, "YAML aliases (*name) are not read", "write the value out");
    }
    return DocumentNode.scalar(DocumentNode.Kind.TEXT, place, parser.getText());
  }

  private String integerText() throws IOException {
    try {
      return parser.getNumberValue().toString();
    } catch (JsonProcessingException e) {
      return parser.getText();
    }
  }

  private DocumentNode object(String pointer, Place place) throws IOException {
    Map<String, DocumentNode> fields = new LinkedHashMap<>();
    Map<String, Place> names = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      if (name.equals(passedOver)) {
        parser.nextToken();
        parser.skipChildren();
        continue;
      }
      String inner = pointer + "/" + name.replace("~", "~0").replace("/", "~1");
      Place named = place(inner);
      parser.nextToken();
      DocumentNode value = node(inner);
      if (fields.putIfAbsent(name, value) == null) {
        names.put(name, named);
      } else {
        problems.add(named, "the field " + name + " stands here a second time");
      }
    }
    return DocumentNode.object(place, fields, names);
  }

  private DocumentNode list(String pointer, Place place) throws IOException {
    List<DocumentNode> items = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      items.add(node(pointer + "/" + items.size()));
    }
    return DocumentNode.list(place, items);
  }

  private Place place(String pointer) {
    JsonLocation location = parser.currentTokenLocation();
    return new Place(file, location.getLineNr(), location.getColumnNr(), pointer);
  }
}
