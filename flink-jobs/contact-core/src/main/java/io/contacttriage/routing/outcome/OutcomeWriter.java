package io.contacttriage.routing.outcome;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;

/** Writes what {@code config/schemas/outcome.schema.json} describes. Thread-safe. */
public final class OutcomeWriter {
  private static final int SCHEMA_VERSION = 1;
  private static final int DECIMALS = 4;
  private static final double MILLIS_PER_SECOND = 1_000;
  private static final JsonFactory JSON = new JsonFactory();

  public byte[] write(OutcomeReport report) {
    OutcomeGroup group = report.group();
    OutcomeCounts counts = report.counts();
    return written(
        json -> {
          start(json, group.kind().wireName(), report.at());
          json.writeStringField("policy", group.policy().isEmpty() ? null : group.policy());
          json.writeStringField("name", group.name());
          versions(json, group.language(), group.policyVersion(), group.modelVersion());
          json.writeNumberField("decided", counts.decided());
          json.writeNumberField("labelled", counts.said());
          json.writeNumberField("right", counts.right());
          json.writeNumberField("missed", counts.missed());
          share(json, "precision", counts.precision());
          share(json, "recall", group.kind() == OutcomeGroup.Kind.RULE ? null : counts.recall());
          share(json, "rerouted", counts.rerouted());
          json.writeNumberField("touched", counts.touched());
          share(json, "late", counts.lateShare());
          json.writeFieldName("firstTouchSeconds");
          if (counts.touched() > 0) {
            number(json, counts.touchMillis() / MILLIS_PER_SECOND / counts.touched());
          } else {
            json.writeNull();
          }
        });
  }

  public byte[] write(DriftReport report) {
    return written(
        json -> {
          start(json, "drift", report.at());
          versions(json, report.language(), null, report.modelVersion());
          json.writeNumberField("referenceContacts", report.referenceContacts());
          json.writeNumberField("contacts", report.contacts());
          json.writeObjectFieldStart("psi");
          for (int i = 0; i < ScoreHistogram.NAMES.size(); i++) {
            json.writeFieldName(ScoreHistogram.NAMES.get(i));
            number(json, report.drift()[i]);
          }
          json.writeEndObject();
        });
  }

  private static void start(JsonGenerator json, String kind, Instant at) throws IOException {
    json.writeNumberField("schemaVersion", SCHEMA_VERSION);
    json.writeStringField("kind", kind);
    json.writeStringField("at", at.toString());
  }

  private static void versions(JsonGenerator json, String language, String policy, String model)
      throws IOException {
    json.writeStringField("language", language);
    json.writeObjectFieldStart("versions");
    json.writeStringField("policy", policy);
    json.writeStringField("model", model);
    json.writeEndObject();
  }

  private static void share(JsonGenerator json, String name, Share share) throws IOException {
    if (share == null) {
      json.writeNullField(name);
      return;
    }
    json.writeObjectFieldStart(name);
    json.writeFieldName("value");
    number(json, share.value());
    json.writeFieldName("low");
    number(json, share.low());
    json.writeFieldName("high");
    number(json, share.high());
    json.writeEndObject();
  }

  private static void number(JsonGenerator json, double value) throws IOException {
    json.writeNumber(
        BigDecimal.valueOf(value).setScale(DECIMALS, RoundingMode.HALF_UP).toPlainString());
  }

  private interface Fields {
    void write(JsonGenerator json) throws IOException;
  }

  private static byte[] written(Fields fields) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      fields.write(json);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("an array cannot fail to be written", e);
    }
    return bytes.toByteArray();
  }
}
