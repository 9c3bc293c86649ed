package io.contacttriage.routing.launch;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Writes a status as JSON ({@code config/schemas/policy-status.schema.json}). */
public final class PolicyStatusWriter {
  private static final int SCHEMA_VERSION = 1;
  private static final JsonFactory JSON = new JsonFactory();

  /** UTF-8, one line. */
  public byte[] write(PolicyStatus status) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      json.writeNumberField("schemaVersion", SCHEMA_VERSION);
      json.writeStringField("book", status.book());
      if (status.version() == null) {
        json.writeNullField("version");
      } else {
        json.writeNumberField("version", status.version());
      }
      json.writeStringField("role", status.role().wireName());
      json.writeStringField("outcome", status.outcome().wireName());
      json.writeArrayFieldStart("problems");
      for (String problem : status.problems()) {
        json.writeString(problem);
      }
      json.writeEndArray();
      json.writeNumberField("subtask", status.subtask());
      json.writeNumberField("parallelism", status.parallelism());
      json.writeStringField("at", status.at().toString());
      json.writeNumberField("offset", status.offset());
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("memory cannot fail to be written", e);
    }
    return bytes.toByteArray();
  }
}
