package io.contacttriage.job.kubernetes;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Reads and writes YAML; a key that stands twice is an error. */
final class Yaml {
  private static final YAMLMapper MAPPER =
      YAMLMapper.builder().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION).build();

  private Yaml() {}

  static List<JsonNode> documents(Path file) {
    try (var values =
        MAPPER.readerFor(JsonNode.class).<JsonNode>readValues(Files.readAllBytes(file))) {
      return values.readAll();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(file + " cannot be read", unreadable);
    }
  }

  static JsonNode document(Path file) {
    List<JsonNode> documents = documents(file);
    if (documents.size() != 1) {
      throw new IllegalArgumentException(file + ": wanted one document, found " + documents.size());
    }
    return documents.get(0);
  }

  static void write(Path file, JsonNode document) throws IOException {
    Files.write(file, MAPPER.writeValueAsBytes(document));
  }
}
