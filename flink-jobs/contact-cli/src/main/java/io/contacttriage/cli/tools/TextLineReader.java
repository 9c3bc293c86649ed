package io.contacttriage.cli.tools;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.contacttriage.cli.tools.LineReader.Line;
import io.contacttriage.contact.Channel;
import io.contacttriage.contact.Contact;
import io.contacttriage.contact.ContactReader;
import io.contacttriage.contact.IntakeRecord;
import io.contacttriage.contact.ReadResult;
import io.contacttriage.contact.RecordCoordinates;
import io.contacttriage.contact.RejectCause;
import io.contacttriage.contact.RejectedRecord;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * A line of JSON to a contact: {@code {"id","text"}} with any other fields, or a whole contact as
 * the topic carries it. Never throws on bad content. Safe for use by many threads.
 */
public final class TextLineReader {
  /** Largest line: as large as a record of the topic may be. */
  public static final int MAX_LINE_BYTES = ContactReader.DEFAULT_MAX_BYTES;

  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .build();

  private final InstantSource clock;
  private final ContactReader contacts;

  /**
   * @param clock says when a contact was received that is only a text
   */
  public TextLineReader(InstantSource clock) {
    this.clock = clock;
    this.contacts = new ContactReader(clock);
  }

  public ReadResult read(Line line) {
    if (line.isTooLong()) {
      return reject(
          line, RejectCause.TOO_LARGE, null, "wanted at most " + MAX_LINE_BYTES + " bytes");
    }
    try (JsonParser parser = JSON.createParser(decoded(line.bytes()))) {
      return parse(line, parser);
    } catch (IOException e) {
      // What is wrong with the bytes is found and said by one reader for all.
      return contact(line);
    }
  }

  private static String decoded(byte[] bytes) throws IOException {
    String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
  }

  private ReadResult parse(Line line, JsonParser parser) throws IOException {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      return contact(line);
    }
    String id = null;
    String text = null;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      JsonToken value = parser.nextToken();
      if (name.equals("contactId")) {
        return contact(line);
      }
      if (name.equals("id") || name.equals("text")) {
        if (value != JsonToken.VALUE_STRING) {
          return reject(line, RejectCause.WRONG_TYPE, name, "wanted a string");
        }
        if (name.equals("id")) {
          id = parser.getText();
        } else {
          text = parser.getText();
        }
      } else {
        parser.skipChildren();
      }
    }
    if (parser.nextToken() != null) {
      return contact(line);
    }
    if (id == null || text == null) {
      return reject(
          line,
          RejectCause.MISSING_FIELD,
          id == null ? "id" : "text",
          "wanted id and text, or a whole contact with contactId");
    }
    return ReadResult.of(contact(id, text));
  }

  /** A contact of which only the text is known. */
  public Contact contact(String id, String text) {
    return new Contact(
        id,
        null,
        null,
        Channel.WEB_FORM,
        null,
        null,
        clock.instant().truncatedTo(ChronoUnit.SECONDS),
        null,
        text,
        null,
        null,
        null,
        null);
  }

  private ReadResult contact(Line line) {
    return contacts.read(new IntakeRecord(null, line.bytes(), null, coordinates(line)));
  }

  private static ReadResult reject(Line line, RejectCause cause, String field, String detail) {
    return ReadResult.of(
        new RejectedRecord(
            cause,
            detail,
            field == null ? null : "/" + field,
            null,
            List.of(),
            coordinates(line),
            line.isTooLong() ? MAX_LINE_BYTES : line.bytes().length,
            null));
  }

  private static RecordCoordinates coordinates(Line line) {
    return new RecordCoordinates("input", 0, line.number(), -1);
  }
}
