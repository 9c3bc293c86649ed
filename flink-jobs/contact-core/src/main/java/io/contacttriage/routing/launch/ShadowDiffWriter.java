package io.contacttriage.routing.launch;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.contacttriage.routing.Reason;
import io.contacttriage.routing.RoutingDecision;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Writes a difference as JSON ({@code config/schemas/shadow-diff.schema.json}). */
public final class ShadowDiffWriter {
  private static final int SCHEMA_VERSION = 1;
  private static final JsonFactory JSON = new JsonFactory();

  /** UTF-8, one line. */
  public byte[] write(ShadowDiff diff) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      json.writeNumberField("schemaVersion", SCHEMA_VERSION);
      json.writeStringField("contactId", diff.live().contactId());
      write("live", diff.live(), json);
      write("candidate", diff.candidate(), json);
      json.writeStringField("decidedBy", diff.decidedByCandidate() ? "candidate" : "live");
      json.writeStringField("model", diff.live().modelVersion());
      json.writeStringField("decidedAt", diff.live().decidedAt().toString());
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("memory cannot fail to be written", e);
    }
    return bytes.toByteArray();
  }

  private static void write(String name, RoutingDecision decision, JsonGenerator json)
      throws IOException {
    json.writeObjectFieldStart(name);
    json.writeStringField("policy", decision.policyVersion());
    json.writeStringField("queue", decision.queue());
    json.writeStringField("priority", decision.priority().name());
    json.writeStringField("respondBy", decision.respondBy().toString());
    json.writeStringField("selfService", decision.selfService());
    json.writeArrayFieldStart("tags");
    for (String tag : decision.tags()) {
      json.writeString(tag);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("reasons");
    for (Reason reason : decision.reasons()) {
      json.writeString(reason.policy() + "/" + reason.rule());
    }
    json.writeEndArray();
    json.writeEndObject();
  }
}
