package io.contacttriage.routing.erasure;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Requests as bytes ({@code config/schemas/erasure.schema.json}). */
public final class ErasureRequests {
  private static final int SCHEMA_VERSION = 1;

  /** A doubled key or a second value could hide whom a request is about. */
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private ErasureRequests() {}

  /** UTF-8, one line. */
  public static byte[] write(ErasureRequest request) {
    ObjectNode json = JSON.createObjectNode();
    json.put("schemaVersion", SCHEMA_VERSION);
    json.put("requestId", request.requestId());
    json.put("customerId", request.customerId());
    request.conversationIds().forEach(json.putArray("conversationIds")::add);
    request.contactIds().forEach(json.putArray("contactIds")::add);
    json.put("requestedAt", request.requestedAt().toString());
    json.put("requestedBy", request.requestedBy());
    return json.toString().getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Reads a request; fields that it does not know are passed over.
   *
   * @throws IllegalArgumentException when it is none: what was wanted and where, without quoting it
   */
  public static ErasureRequest read(byte[] bytes) {
    JsonNode json = parse(bytes);
    return new ErasureRequest(
        text(json, "requestId"),
        text(json, "customerId"),
        texts(json, "conversationIds"),
        texts(json, "contactIds"),
        time(json, "requestedAt"),
        text(json, "requestedBy"));
  }

  private static JsonNode parse(byte[] bytes) {
    try {
      JsonNode json = JSON.readTree(bytes);
      if (json.isObject()) {
        return json;
      }
    } catch (IOException notJson) {
      // Its message would quote the record.
    }
    throw new IllegalArgumentException("wanted one JSON object, found something else");
  }

  private static String text(JsonNode json, String field) {
    JsonNode value = json.path(field);
    if (value.isMissingNode() || value.isNull()) {
      return null;
    }
    if (!value.isTextual()) {
      throw new IllegalArgumentException(field + ": wanted text, found another type");
    }
    return value.textValue();
  }

  private static List<String> texts(JsonNode json, String field) {
    JsonNode values = json.path(field);
    if (values.isMissingNode() || values.isNull()) {
      return List.of();
    }
    List<String> texts = new ArrayList<>();
    for (JsonNode value : values) {
      texts.add(value.textValue());
    }
    if (!values.isArray() || texts.contains(null)) {
      throw new IllegalArgumentException(field + ": wanted a list of text, found something else");
    }
    return texts;
  }

  private static Instant time(JsonNode json, String field) {
    String text = text(json, field);
    try {
      return Instant.parse(text == null ? "" : text);
    } catch (DateTimeException notATime) {
      throw new IllegalArgumentException(
          field + ": wanted a time such as 2026-11-22T08:30:00Z, found something else", notATime);
    }
  }
}
