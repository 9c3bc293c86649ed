package io.contacttriage.routing.erasure;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Writes a receipt as JSON ({@code config/schemas/erasure-receipt.schema.json}). */
public final class ErasureReceiptWriter {
  private static final int SCHEMA_VERSION = 1;
  private static final JsonFactory JSON = new JsonFactory();

  /** UTF-8, one line. */
  public byte[] write(ErasureReceipt receipt) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      json.writeNumberField("schemaVersion", SCHEMA_VERSION);
      json.writeStringField("requestId", receipt.requestId());
      json.writeStringField("sealedCustomer", receipt.sealedCustomer());
      json.writeObjectFieldStart("cleared");
      json.writeNumberField("contactIds", receipt.cleared().contactIds());
      json.writeNumberField("histories", receipt.cleared().histories());
      json.writeNumberField("cachedTexts", receipt.cleared().cachedTexts());
      json.writeEndObject();
      json.writeNumberField("subtask", receipt.subtask());
      json.writeNumberField("parallelism", receipt.parallelism());
      json.writeStringField("at", receipt.at().toString());
      json.writeStringField("job", receipt.job());
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("memory cannot fail to be written", e);
    }
    return bytes.toByteArray();
  }
}
