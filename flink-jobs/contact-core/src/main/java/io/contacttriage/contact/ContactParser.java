package io.contacttriage.contact;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The fields of one contact, taken from a token stream: one pass, no tree. Knows at each moment
 * which field it is in, and what it has read so far, for the reject. Names that a sender may choose
 * (attributes, signals, unknown fields) do not get into pointers: a person's words may stand there.
 */
final class ContactParser {
  private static final Set<String> NAMES =
      Set.of(
          "contactId",
          "conversationId",
          "customerId",
          "channel",
          "language",
          "country",
          "receivedAt",
          "subject",
          "body",
          "attachments",
          "customer",
          "attributes",
          "mediaType",
          "sha256",
          "signals",
          "tier",
          "accountType",
          "ageBand");

  private static final String UNKNOWN_MEDIA_TYPE = "application/octet-stream";

  private final ContactValues values;
  private String field = "";
  private boolean ended;

  private String contactId;
  private String conversationId;
  private String customerId;
  private Channel channel;
  private String language;
  private String country;
  private Instant receivedAt;
  private String subject;
  private String body;
  private List<Attachment> attachments;
  private Customer customer;
  private Map<String, String> attributes;

  ContactParser(Instant earliest, Instant latest) {
    values = new ContactValues(earliest, latest);
  }

  /** JSON pointer of the place that is being read; null for the whole document. */
  String field() {
    return field.isEmpty() ? null : field;
  }

  String fieldOfDuplicate(String name) {
    return name != null && NAMES.contains(name) ? field + "/" + name : field();
  }

  /** Whether the object was complete when reading stopped. */
  boolean ended() {
    return ended;
  }

  /** As far as it was read; null before. */
  String contactId() {
    return contactId;
  }

  Contact contact(String traceparent) {
    return new Contact(
        contactId,
        conversationId,
        customerId,
        channel,
        language,
        country,
        receivedAt,
        subject,
        body,
        attachments,
        customer,
        attributes,
        traceparent);
  }

  void parse(JsonParser parser) throws IOException, UnreadableException {
    JsonToken first = parser.nextToken();
    if (first != JsonToken.START_OBJECT) {
      throw new UnreadableException(
          RejectCause.NOT_AN_OBJECT, null, "wanted an object, found " + ContactValues.kind(first));
    }
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      parseField(parser, parser.currentName());
    }
    ended = true;
    field = "";
    if (parser.nextToken() != null) {
      throw new UnreadableException(
          RejectCause.NOT_JSON, null, "wanted one object, found more behind it");
    }
    require(contactId, "contactId");
    require(channel, "channel");
    require(receivedAt, "receivedAt");
  }

  private void parseField(JsonParser parser, String name) throws IOException, UnreadableException {
    field = NAMES.contains(name) ? "/" + name : "";
    parser.nextToken();
    switch (name) {
      case "contactId" -> contactId = values.requiredId(parser, field);
      case "conversationId" -> conversationId = values.label(parser, field);
      case "customerId" -> customerId = values.label(parser, field);
      case "channel" -> channel = values.channel(parser, field);
      case "language" -> language = values.label(parser, field);
      case "country" -> country = values.label(parser, field);
      case "receivedAt" -> receivedAt = values.timestamp(parser, field);
      case "subject" -> subject = values.text(parser, field);
      case "body" -> body = values.text(parser, field);
      case "attachments" -> attachments = attachments(parser);
      case "customer" -> customer = customer(parser);
      case "attributes" -> attributes = attributes(parser);
      default -> parser.skipChildren();
    }
    field = "";
  }

  private static void require(Object value, String name) throws UnreadableException {
    if (value == null) {
      throw new UnreadableException(
          RejectCause.MISSING_FIELD, "/" + name, "wanted " + name + ", found none");
    }
  }

  private List<Attachment> attachments(JsonParser parser) throws IOException, UnreadableException {
    if (!values.opens(parser, JsonToken.START_ARRAY, field)) {
      return List.of();
    }
    String array = field;
    List<Attachment> found = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      field = array + "/" + found.size();
      found.add(attachment(parser));
    }
    return found;
  }

  private Attachment attachment(JsonParser parser) throws IOException, UnreadableException {
    values.mustOpen(parser, field);
    String mediaType = null;
    String sha256 = null;
    Map<String, Double> signals = null;
    String object = field;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      field = NAMES.contains(name) ? object + "/" + name : object;
      parser.nextToken();
      switch (name) {
        case "mediaType" -> mediaType = values.label(parser, field);
        case "sha256" -> sha256 = values.label(parser, field);
        case "signals" -> signals = signals(parser);
        default -> parser.skipChildren();
      }
      field = object;
    }
    return new Attachment(mediaType == null ? UNKNOWN_MEDIA_TYPE : mediaType, sha256, signals);
  }

  private Map<String, Double> signals(JsonParser parser) throws IOException, UnreadableException {
    Map<String, Double> found = new HashMap<>();
    if (values.opens(parser, JsonToken.START_OBJECT, field)) {
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String label = values.name(parser, field);
        parser.nextToken();
        found.put(label, values.score(parser, field));
      }
    }
    return found;
  }

  private Customer customer(JsonParser parser) throws IOException, UnreadableException {
    if (!values.opens(parser, JsonToken.START_OBJECT, field)) {
      return Customer.UNKNOWN;
    }
    String tier = null;
    String accountType = null;
    String ageBand = null;
    String object = field;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      field = NAMES.contains(name) ? object + "/" + name : object;
      parser.nextToken();
      switch (name) {
        case "tier" -> tier = values.label(parser, field);
        case "accountType" -> accountType = values.label(parser, field);
        case "ageBand" -> ageBand = values.label(parser, field);
        default -> parser.skipChildren();
      }
      field = object;
    }
    return new Customer(tier, accountType, ageBand);
  }

  private Map<String, String> attributes(JsonParser parser)
      throws IOException, UnreadableException {
    Map<String, String> found = new HashMap<>();
    if (values.opens(parser, JsonToken.START_OBJECT, field)) {
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = values.name(parser, field);
        parser.nextToken();
        String value = values.attribute(parser, field);
        if (value != null) {
          found.put(name, value);
        }
      }
    }
    return found;
  }
}
