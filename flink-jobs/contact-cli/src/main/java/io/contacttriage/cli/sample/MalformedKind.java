package io.contacttriage.cli.sample;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.contacttriage.contact.Contact;
import io.contacttriage.contact.ContactWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;

/** The ways in which senders break a contact. */
public enum MalformedKind {
  TRUNCATED(text(json -> json.substring(0, json.length() * 2 / 3))),
  NUL_IN_ID(with("contactId", TextNode.valueOf("c\u0000c"))),
  BROKEN_UTF8(MalformedKind::withLatin1Letter),
  TOO_LARGE(with("body", TextNode.valueOf("a very long mail ".repeat(70_000)))),
  NO_CONTACT_ID(without("contactId")),
  UNKNOWN_CHANNEL(with("channel", TextNode.valueOf("fax"))),
  EMPTY(text(json -> "")),
  DUPLICATE_KEY(text(json -> "{\"channel\":\"chat\"," + json.substring(1))),
  YEAR_9999(with("receivedAt", TextNode.valueOf("9999-12-31T23:59:59Z"))),
  ARRAY_AT_TOP(text(json -> "[" + json + "]")),
  PLAIN_TEXT(text(json -> "please call me back")),
  TOO_DEEP(
      text(json -> "{\"more\":" + "[".repeat(200) + "]".repeat(200) + "," + json.substring(1))),
  NUMBER_AS_ID(with("contactId", LongNode.valueOf(123_456_789))),
  TIME_IN_WORDS(with("receivedAt", TextNode.valueOf("yesterday evening"))),
  ID_TOO_LONG(with("contactId", TextNode.valueOf("c".repeat(2_000)))),
  NO_CHANNEL(without("channel")),
  LIST_AS_BODY(with("body", JsonNodeFactory.instance.arrayNode().add("one").add("two"))),
  EPOCH_MILLIS(with("receivedAt", LongNode.valueOf(1_795_334_400_000L)));

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final ContactWriter WRITER = new ContactWriter();
  private static final byte LATIN1_E_ACUTE = (byte) 0xE9;

  @SuppressWarnings("ImmutableEnumChecker") // functions without state
  private final Breaking breaking;

  MalformedKind(Breaking breaking) {
    this.breaking = breaking;
  }

  /** The bytes of this contact, broken in this way. */
  public byte[] of(Contact contact) {
    try {
      return breaking.apply((ObjectNode) JSON.readTree(WRITER.write(contact)));
    } catch (IOException e) {
      throw new UncheckedIOException("what the writer wrote can be read", e);
    }
  }

  private interface Breaking {
    byte[] apply(ObjectNode contact) throws JsonProcessingException;
  }

  private static Breaking with(String field, JsonNode value) {
    return contact -> JSON.writeValueAsBytes(contact.set(field, value));
  }

  private static Breaking without(String field) {
    return contact -> JSON.writeValueAsBytes(contact.without(field));
  }

  private static Breaking text(UnaryOperator<String> breaking) {
    return contact ->
        breaking.apply(JSON.writeValueAsString(contact)).getBytes(StandardCharsets.UTF_8);
  }

  /** As an old mail gateway sends it. */
  private static byte[] withLatin1Letter(ObjectNode contact) throws JsonProcessingException {
    contact.put("body", "Ren@ wrote");
    byte[] json = JSON.writeValueAsBytes(contact);
    for (int i = 0; i < json.length; i++) {
      if (json[i] == '@') {
        json[i] = LATIN1_E_ACUTE;
      }
    }
    return json;
  }
}
