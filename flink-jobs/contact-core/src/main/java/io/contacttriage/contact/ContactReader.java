package io.contacttriage.contact;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Bytes to a contact, or to the reject that stands for them. Never throws, whatever the bytes are,
 * and quotes nothing of what a person wrote. Source of the contract: {@code
 * config/schemas/contact.schema.json}. Safe for use by many threads.
 */
public final class ContactReader {
  public static final int DEFAULT_MAX_BYTES = 1 << 20;

  /** Clocks of senders may run ahead, but not by more. */
  public static final Duration MAX_AHEAD = Duration.ofHours(24);

  /** Nothing was sent earlier; a date before it is a broken clock or a wrong unit. */
  public static final Instant EARLIEST = Instant.parse("2015-01-01T00:00:00Z");

  private static final int MAX_DEPTH = 32;
  private static final Pattern CUT_OFF =
      Pattern.compile(
          "(?<![a-zA-Z])(t|tr|tru|f|fa|fal|fals|n|nu|nul)$"
              + "|[0-9](\\.|[eE][+-]?)$"
              + "|(?<![\\[{,:]\\s{0,9}),\\s*$");
  private static final Pattern TRACEPARENT =
      Pattern.compile("[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");

  private final InstantSource clock;
  private final int maxBytes;
  private final JsonFactory json;

  public ContactReader(InstantSource clock) {
    this(clock, DEFAULT_MAX_BYTES);
  }

  /**
   * Makes a reader.
   *
   * @param maxBytes largest value that is read; the only limit on a body
   */
  public ContactReader(InstantSource clock, int maxBytes) {
    if (maxBytes <= 0) {
      throw new IllegalArgumentException("wanted a positive record size, found " + maxBytes);
    }
    this.clock = clock;
    this.maxBytes = maxBytes;
    this.json =
        JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            // Senders choose the names of unknown fields: interning them would never be undone.
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            // UTF-16 would be guessed from its zero bytes; the contract is UTF-8.
            .disable(JsonFactory.Feature.CHARSET_DETECTION)
            .streamReadConstraints(
                StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxStringLength(maxBytes)
                    .build())
            .build();
  }

  /** Reads one record. */
  public ReadResult read(IntakeRecord record) {
    ContactParser fields = new ContactParser(EARLIEST, clock.instant().plus(MAX_AHEAD));
    try {
      parse(record.value(), fields);
      return ReadResult.of(fields.contact(traceparent(record.traceparent())));
    } catch (UnreadableException e) {
      return ReadResult.of(
          new RejectedRecord(
              e.cause(),
              e.detail(),
              e.field(),
              fields.contactId(),
              List.of(),
              record.coordinates(),
              record.value() == null ? 0 : record.value().length,
              Sha256.hex(record.value())));
    }
  }

  private void parse(byte[] value, ContactParser fields) throws UnreadableException {
    int start = Utf8.startOfText(value);
    checkBytes(value, start);
    try (JsonParser parser = json.createParser(value, start, value.length - start)) {
      parse(parser, fields, value, start);
    } catch (IOException e) {
      throw new UnreadableException(
          RejectCause.NOT_JSON, null, "wanted JSON, found bytes that cannot be opened");
    }
  }

  private static void parse(JsonParser parser, ContactParser fields, byte[] value, int start)
      throws UnreadableException {
    try {
      fields.parse(parser);
    } catch (JsonEOFException e) {
      throw truncated(fields, value);
    } catch (StreamConstraintsException e) {
      throw tooMuch(parser, fields, start);
    } catch (IOException e) {
      throw badSyntax(parser, fields, value, start, e);
    } catch (RuntimeException e) {
      // No input is known that comes here. But a record that throws would stop the job for good.
      throw new UnreadableException(
          RejectCause.NOT_JSON,
          fields.field(),
          "the parser failed with " + e.getClass().getSimpleName());
    }
  }

  private void checkBytes(byte[] value, int start) throws UnreadableException {
    if (value == null || Utf8.isBlank(value, start)) {
      throw new UnreadableException(
          RejectCause.EMPTY_RECORD,
          null,
          value == null
              ? "wanted a contact, found a tombstone"
              : "wanted a contact, found nothing");
    }
    if (value.length > maxBytes) {
      throw new UnreadableException(
          RejectCause.TOO_LARGE,
          null,
          String.format(Locale.ROOT, "wanted at most %d bytes, found %d", maxBytes, value.length));
    }
    int invalid = Utf8.firstInvalidByte(value);
    if (invalid >= 0) {
      throw new UnreadableException(
          RejectCause.NOT_UTF8,
          null,
          "wanted UTF-8, found another byte sequence at byte " + invalid);
    }
  }

  private static UnreadableException tooMuch(JsonParser parser, ContactParser fields, int start) {
    boolean deep = parser.getParsingContext().getNestingDepth() >= MAX_DEPTH;
    return new UnreadableException(
        deep ? RejectCause.TOO_DEEP : RejectCause.VALUE_TOO_LONG,
        fields.field(),
        deep
            ? "wanted at most " + MAX_DEPTH + " levels, found more near byte " + at(parser, start)
            : "wanted a shorter name or number near byte " + at(parser, start));
  }

  /** Jackson's messages quote the source, so they are not passed on. */
  private static UnreadableException badSyntax(
      JsonParser parser, ContactParser fields, byte[] value, int start, IOException e) {
    if (String.valueOf(e.getMessage()).startsWith("Duplicate")) {
      return new UnreadableException(
          RejectCause.DUPLICATE_KEY,
          fields.fieldOfDuplicate(parser.getParsingContext().getCurrentName()),
          "wanted each key once, found one again near byte " + at(parser, start));
    }
    // Jackson takes the end behind a comma and within a literal or number for a bad token.
    if (!fields.ended() && CUT_OFF.matcher(lastCharacters(value)).find()) {
      return truncated(fields, value);
    }
    return new UnreadableException(
        RejectCause.NOT_JSON,
        fields.field(),
        "wanted JSON, found a character that cannot stand there near byte " + at(parser, start));
  }

  private static UnreadableException truncated(ContactParser fields, byte[] value) {
    return new UnreadableException(
        RejectCause.TRUNCATED_JSON,
        fields.field(),
        "wanted more, found the end at byte " + value.length);
  }

  private static String lastCharacters(byte[] value) {
    int length = Math.min(value.length, 80);
    return new String(value, value.length - length, length, StandardCharsets.ISO_8859_1);
  }

  private static long at(JsonParser parser, int start) {
    return start + parser.currentLocation().getByteOffset();
  }

  /** W3C Trace Context, section 3.2.2: what does not parse is ignored. */
  private static String traceparent(String header) {
    return header != null && TRACEPARENT.matcher(header).matches() ? header : null;
  }
}
