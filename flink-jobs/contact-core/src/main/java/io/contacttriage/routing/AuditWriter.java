package io.contacttriage.routing;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.contacttriage.contact.ContactFacts;
import io.contacttriage.contact.Customer;
import io.contacttriage.contact.ReadTerms;
import io.contacttriage.contact.TermHit;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes audit records as JSON ({@code config/schemas/audit.schema.json}): fixed field order,
 * scores with the four decimals in which policies see them. {@link AuditReader} reads them back.
 * Thread-safe.
 */
public final class AuditWriter {
  /** Of the JSON; changes when a reader would have to. */
  public static final int SCHEMA_VERSION = 1;

  private static final JsonFactory JSON = new JsonFactory();

  /** UTF-8, one line without its end. */
  public byte[] write(AuditRecord record) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
    try (JsonGenerator out = JSON.createGenerator(bytes)) {
      write(record, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static void write(AuditRecord record, JsonGenerator out) throws IOException {
    out.writeStartObject();
    out.writeNumberField("schemaVersion", SCHEMA_VERSION);
    writeFacts(record.contact().facts(), out);
    RoutingMemory memory = record.memory();
    out.writeObjectFieldStart("memory");
    out.writeNumberField("contacts1d", memory.contacts1d());
    out.writeNumberField("contacts7d", memory.contacts7d());
    out.writeNumberField("contacts30d", memory.contacts30d());
    out.writeStringField("lastQueue", memory.lastQueue());
    out.writeEndObject();
    ScoresWriter.write(record.contact().scores(), out);
    boolean scored = record.contact().scores() != null;
    out.writeStringField("model", scored ? record.contact().scores().model() : null);
    out.writeStringField("unscoredBecause", record.contact().unscoredBecause());
    out.writeStringField("degraded", record.contact().degraded());
    writeDecision(record.decision(), out);
    out.writeEndObject();
  }

  private static void writeFacts(ContactFacts facts, JsonGenerator out) throws IOException {
    Customer customer = facts.customer() == null ? Customer.UNKNOWN : facts.customer();
    out.writeStringField("contactId", facts.contactId());
    out.writeStringField("receivedAt", facts.receivedAt().toString());
    out.writeStringField("channel", facts.channel().wireName());
    out.writeStringField("country", facts.country());
    out.writeStringField("languageHint", facts.languageHint());
    out.writeObjectFieldStart("customer");
    out.writeStringField("tier", customer.tier());
    out.writeStringField("accountType", customer.accountType());
    out.writeStringField("ageBand", customer.ageBand());
    out.writeEndObject();
    out.writeObjectFieldStart("attributes");
    for (Map.Entry<String, String> attribute : new TreeMap<>(facts.attributes()).entrySet()) {
      out.writeStringField(attribute.getKey(), attribute.getValue());
    }
    out.writeEndObject();
    out.writeNumberField("characters", facts.characters());
    out.writeStringField("script", facts.script());
    out.writeObjectFieldStart("masked");
    for (Map.Entry<String, Integer> kind : new TreeMap<>(facts.masked()).entrySet()) {
      out.writeNumberField(kind.getKey(), kind.getValue());
    }
    out.writeEndObject();
    out.writeObjectFieldStart("attachments");
    out.writeNumberField("count", facts.attachmentCount());
    out.writeObjectFieldStart("signals");
    // In full: rules compare them unrounded.
    for (Map.Entry<String, Double> signal : new TreeMap<>(facts.attachmentSignals()).entrySet()) {
      out.writeNumberField(signal.getKey(), signal.getValue());
    }
    out.writeEndObject();
    out.writeEndObject();
    writeTerms(facts.terms(), out);
  }

  /** Content hashes as 16 hexadecimal digits: not every reader of JSON has whole 64-bit numbers. */
  private static void writeTerms(ReadTerms terms, JsonGenerator out) throws IOException {
    HexFormat hex = HexFormat.of();
    out.writeObjectFieldStart("terms");
    out.writeArrayFieldStart("hits");
    for (TermHit hit : terms.hits()) {
      out.writeStartObject();
      out.writeStringField("list", hit.list());
      out.writeStringField("hash", hex.toHexDigits(hit.hash()));
      out.writeStringField("language", hit.language());
      out.writeEndObject();
    }
    out.writeEndArray();
    out.writeArrayFieldStart("read");
    for (long hash : terms.read()) {
      out.writeString(hex.toHexDigits(hash));
    }
    out.writeEndArray();
    out.writeEndObject();
  }

  private static void writeDecision(AuditedDecision decision, JsonGenerator out)
      throws IOException {
    if (decision == null) {
      out.writeNullField("decision");
      return;
    }
    out.writeObjectFieldStart("decision");
    out.writeStringField("policy", decision.policyVersion());
    out.writeStringField("job", decision.jobVersion());
    out.writeStringField("decidedAt", decision.decidedAt().toString());
    out.writeStringField("queue", decision.queue());
    out.writeStringField("priority", decision.priority().name());
    out.writeStringField("fingerprint", decision.fingerprint());
    out.writeEndObject();
  }
}
