package io.contacttriage.contact;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/**
 * A contact to its bytes: the inverse of {@link ContactReader}, for whoever sends contacts. Absent
 * fields are left out; the trace context travels in a header, not here. Half a surrogate pair
 * becomes a question mark, as UTF-8 has no form for it.
 */
public final class ContactWriter {
  private static final JsonFactory JSON = new JsonFactory();

  public byte[] write(Contact contact) {
    StringWriter text = new StringWriter(256 + contact.body().length());
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      json.writeStringField("contactId", contact.contactId());
      writeIfPresent(json, "conversationId", contact.conversationId());
      writeIfPresent(json, "customerId", contact.customerId());
      json.writeStringField("channel", contact.channel().wireName());
      writeIfPresent(json, "language", contact.languageHint());
      writeIfPresent(json, "country", contact.country());
      json.writeStringField("receivedAt", contact.receivedAt().toString());
      json.writeStringField("subject", contact.subject());
      json.writeStringField("body", contact.body());
      writeAttachments(json, contact);
      writeCustomer(json, contact.customer());
      if (!contact.attributes().isEmpty()) {
        json.writeObjectFieldStart("attributes");
        for (Map.Entry<String, String> entry : new TreeMap<>(contact.attributes()).entrySet()) {
          json.writeStringField(entry.getKey(), entry.getValue());
        }
        json.writeEndObject();
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("a string cannot fail to be written", e);
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void writeAttachments(JsonGenerator json, Contact contact) throws IOException {
    if (contact.attachments().isEmpty()) {
      return;
    }
    json.writeArrayFieldStart("attachments");
    for (Attachment attachment : contact.attachments()) {
      json.writeStartObject();
      writeIfPresent(json, "mediaType", attachment.mediaType());
      writeIfPresent(json, "sha256", attachment.sha256());
      json.writeObjectFieldStart("signals");
      for (Map.Entry<String, Double> signal : new TreeMap<>(attachment.signals()).entrySet()) {
        json.writeNumberField(signal.getKey(), signal.getValue());
      }
      json.writeEndObject();
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void writeCustomer(JsonGenerator json, Customer customer) throws IOException {
    if (customer.equals(Customer.UNKNOWN)) {
      return;
    }
    json.writeObjectFieldStart("customer");
    writeIfPresent(json, "tier", customer.tier());
    writeIfPresent(json, "accountType", customer.accountType());
    writeIfPresent(json, "ageBand", customer.ageBand());
    json.writeEndObject();
  }

  private static void writeIfPresent(JsonGenerator json, String name, String value)
      throws IOException {
    if (value != null) {
      json.writeStringField(name, value);
    }
  }
}
