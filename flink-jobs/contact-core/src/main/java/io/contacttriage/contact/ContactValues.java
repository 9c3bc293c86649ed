package io.contacttriage.contact;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toUnmodifiableMap;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;

/**
 * Single values of a contact: each is checked, and a problem says what was wanted and what was
 * found by kind and length, never by its content. Lengths are in code points.
 */
final class ContactValues {
  static final int MAX_LABEL = 256;
  static final int MAX_ATTRIBUTE = 1024;
  private static final int MAX_TIMESTAMP = 64;

  private static final Map<String, Channel> CHANNELS =
      Arrays.stream(Channel.values()).collect(toUnmodifiableMap(Channel::wireName, c -> c));
  private static final String ALLOWED_CHANNELS =
      Arrays.stream(Channel.values()).map(Channel::wireName).collect(joining(", "));

  private final Instant earliest;
  private final Instant latest;

  ContactValues(Instant earliest, Instant latest) {
    this.earliest = earliest;
    this.latest = latest;
  }

  /** Subject and body may hold anything and be of any length. */
  String text(JsonParser parser, String field) throws IOException, UnreadableException {
    if (parser.currentToken() == JsonToken.VALUE_NULL) {
      return null;
    }
    if (parser.currentToken() != JsonToken.VALUE_STRING) {
      throw wrongType("a string", parser, field);
    }
    return parser.getText();
  }

  /** An id or another short name; blank is absent, since many senders fill gaps that way. */
  String label(JsonParser parser, String field) throws IOException, UnreadableException {
    String value = text(parser, field);
    return value == null || value.isBlank() ? null : checked(value, MAX_LABEL, field);
  }

  String requiredId(JsonParser parser, String field) throws IOException, UnreadableException {
    String value = text(parser, field);
    if (value != null && value.isBlank()) {
      throw new UnreadableException(
          RejectCause.INVALID_VALUE, field, "wanted an id, found a blank string");
    }
    return value == null ? null : checked(value, MAX_LABEL, field);
  }

  String attribute(JsonParser parser, String field) throws IOException, UnreadableException {
    String value = text(parser, field);
    return value == null ? null : checked(value, MAX_ATTRIBUTE, field);
  }

  /** The name of an attribute or signal. */
  String name(JsonParser parser, String field) throws IOException, UnreadableException {
    return checked(parser.currentName(), MAX_LABEL, field);
  }

  Channel channel(JsonParser parser, String field) throws IOException, UnreadableException {
    String value = text(parser, field);
    if (value != null && !CHANNELS.containsKey(value)) {
      throw new UnreadableException(
          RejectCause.UNKNOWN_VALUE,
          field,
          "wanted one of " + ALLOWED_CHANNELS + ", found " + length(value));
    }
    return value == null ? null : CHANNELS.get(value);
  }

  Instant timestamp(JsonParser parser, String field) throws IOException, UnreadableException {
    String value = text(parser, field);
    if (value == null) {
      return null;
    }
    Instant instant = instant(value, field);
    if (instant.isBefore(earliest) || instant.isAfter(latest)) {
      throw new UnreadableException(
          RejectCause.TIMESTAMP_OUT_OF_RANGE,
          field,
          String.format(Locale.ROOT, "wanted %s to %s, found %s", earliest, latest, instant));
    }
    return instant;
  }

  private static Instant instant(String value, String field) throws UnreadableException {
    if (value.length() <= MAX_TIMESTAMP) {
      try {
        return OffsetDateTime.parse(value).toInstant();
      } catch (DateTimeException e) {
        // Its message quotes the value.
      }
    }
    throw new UnreadableException(
        RejectCause.BAD_TIMESTAMP,
        field,
        "wanted an ISO-8601 time with offset, such as 2026-11-22T08:30:00Z, found "
            + length(value));
  }

  double score(JsonParser parser, String field) throws IOException, UnreadableException {
    if (!parser.currentToken().isNumeric()) {
      throw wrongType("a number", parser, field);
    }
    double value = parser.getDoubleValue();
    if (!(value >= 0 && value <= 1)) {
      throw new UnreadableException(
          RejectCause.INVALID_VALUE, field, "wanted a score from 0 to 1, found another number");
    }
    return value + 0.0; // -0 becomes 0
  }

  /** Whether the wanted structure begins here; null stands for an absent one. */
  boolean opens(JsonParser parser, JsonToken wanted, String field) throws UnreadableException {
    if (parser.currentToken() == JsonToken.VALUE_NULL) {
      return false;
    }
    if (parser.currentToken() != wanted) {
      throw wrongType(kind(wanted), parser, field);
    }
    return true;
  }

  void mustOpen(JsonParser parser, String field) throws UnreadableException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      throw wrongType("an object", parser, field);
    }
  }

  static String kind(JsonToken token) {
    return switch (token) {
      case START_OBJECT -> "an object";
      case START_ARRAY -> "an array";
      case VALUE_STRING -> "a string";
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number";
      case VALUE_TRUE, VALUE_FALSE -> "a boolean";
      case VALUE_NULL -> "null";
      default -> "no value";
    };
  }

  private static String checked(String value, int max, String field) throws UnreadableException {
    int length = value.length() <= max ? value.length() : value.codePointCount(0, value.length());
    if (length > max) {
      throw new UnreadableException(
          RejectCause.VALUE_TOO_LONG,
          field,
          "wanted at most " + max + " characters, found " + length);
    }
    for (int i = 0; i < value.length(); ) {
      int c = value.codePointAt(i);
      int type = Character.getType(c);
      if (type == Character.CONTROL || type == Character.SURROGATE) {
        throw new UnreadableException(
            RejectCause.INVALID_VALUE,
            field,
            "wanted no control characters and no broken pairs, found one at character " + i);
      }
      i += Character.charCount(c);
    }
    return value;
  }

  private static String length(String value) {
    return "a string of " + value.codePointCount(0, value.length()) + " characters";
  }

  private static UnreadableException wrongType(String wanted, JsonParser parser, String field) {
    return new UnreadableException(
        RejectCause.WRONG_TYPE,
        field,
        "wanted " + wanted + ", found " + kind(parser.currentToken()));
  }
}
