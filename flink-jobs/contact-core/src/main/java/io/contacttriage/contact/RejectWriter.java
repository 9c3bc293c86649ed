package io.contacttriage.contact;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * A reject to its bytes, every field always present and in one order. Sink: topic {@code rejects},
 * {@code config/schemas/reject.schema.json}.
 */
public final class RejectWriter {
  public static final int SCHEMA_VERSION = 1;

  private static final JsonFactory JSON = new JsonFactory();

  public byte[] write(RejectedRecord rejected) {
    RecordCoordinates coordinates = rejected.coordinates();
    StringWriter text = new StringWriter(512);
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      json.writeNumberField("schemaVersion", SCHEMA_VERSION);
      json.writeStringField("cause", rejected.cause().wireName());
      json.writeStringField("detail", rejected.detail());
      json.writeStringField("field", rejected.field());
      json.writeStringField("contactId", rejected.contactId());
      json.writeArrayFieldStart("problems");
      for (String problem : rejected.problems()) {
        json.writeString(problem);
      }
      json.writeEndArray();
      json.writeStringField("topic", coordinates.topic());
      json.writeNumberField("partition", coordinates.partition());
      json.writeNumberField("offset", coordinates.offset());
      json.writeStringField("timestamp", timestamp(coordinates.timestamp()));
      json.writeNumberField("sizeBytes", rejected.sizeBytes());
      json.writeStringField("sha256", rejected.sha256());
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("a string cannot fail to be written", e);
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static String timestamp(long epochMilliseconds) {
    return epochMilliseconds < 0 ? null : Instant.ofEpochMilli(epochMilliseconds).toString();
  }
}
