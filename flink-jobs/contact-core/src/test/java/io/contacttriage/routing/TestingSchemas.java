package io.contacttriage.routing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Validates documents against {@code config/schemas} of this repository. */
public final class TestingSchemas {
  public static final Path CONFIG = Path.of("..", "..", "config").toAbsolutePath().normalize();
  private static final String BASE = "https://contacttriage.io/schemas/";

  private TestingSchemas() {}

  public static List<String> violations(String schema, byte[] json) throws IOException {
    return violations(schema, new ObjectMapper().readTree(json));
  }

  public static List<String> violations(String schema, JsonNode document) {
    JsonSchemaFactory factory =
        JsonSchemaFactory.getInstance(
            SpecVersion.VersionFlag.V202012,
            builder ->
                builder.schemaMappers(
                    mappers ->
                        mappers.mapPrefix(BASE, CONFIG.resolve("schemas").toUri().toString())));
    return factory.getSchema(SchemaLocation.of(BASE + schema)).validate(document).stream()
        .map(ValidationMessage::getMessage)
        .toList();
  }

  /** The examples that a schema gives. */
  public static JsonNode examples(String schema) throws IOException {
    return new ObjectMapper()
        .readTree(Files.readAllBytes(CONFIG.resolve("schemas").resolve(schema)))
        .get("examples");
  }
}
