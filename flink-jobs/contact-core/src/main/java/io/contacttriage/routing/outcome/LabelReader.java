package io.contacttriage.routing.outcome;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.contacttriage.scoring.HarmLabel;
import io.contacttriage.scoring.Topic;
import io.contacttriage.scoring.Urgency;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Reads labels, from whoever sends them. Messages quote nothing of the record: somebody may have
 * put a name where a pseudonym belongs. Thread-safe.
 */
public final class LabelReader {
  public static final int SCHEMA_VERSION = 1;

  private static final int MAX_TEXT = 256;

  /** No dots, no spaces, no {@code @}: an address or a name does not fit by accident. */
  private static final Pattern PSEUDONYM = Pattern.compile("[a-z0-9][a-z0-9_-]{0,63}");

  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  /**
   * Reads one label.
   *
   * @throws IllegalArgumentException naming the field that is not as wanted
   */
  public Label read(byte[] json) {
    JsonNode root = parse(json);
    if (root.path("schemaVersion").asInt() != SCHEMA_VERSION) {
      throw new IllegalArgumentException("/schemaVersion: wanted " + SCHEMA_VERSION);
    }
    String correctedBy = required(root, "correctedBy");
    if (!PSEUDONYM.matcher(correctedBy).matches()) {
      throw new IllegalArgumentException("/correctedBy: wanted a role or pseudonym, " + PSEUDONYM);
    }
    Label label =
        new Label(
            required(root, "contactId"),
            text(root, "queue"),
            word(Topic.class, "topic", text(root, "topic")),
            word(Urgency.class, "urgency", text(root, "urgency")),
            harm(root),
            instant("firstTouchAt", text(root, "firstTouchAt")),
            correctedBy,
            instant("labelledAt", required(root, "labelledAt")));
    if (label.queue() == null
        && label.topic() == null
        && label.urgency() == null
        && label.harm() == null
        && label.firstTouchAt() == null) {
      throw new IllegalArgumentException("wanted at least one thing that was judged, found none");
    }
    return label;
  }

  private static JsonNode parse(byte[] json) {
    try {
      JsonNode root = json == null ? null : JSON.readTree(json);
      if (root != null && root.isObject()) {
        return root;
      }
    } catch (IOException | RuntimeException notJson) {
      // Said below, without Jackson's words: they quote the record.
    }
    throw new IllegalArgumentException("wanted a label as a JSON object, found something else");
  }

  private static String required(JsonNode root, String field) {
    String text = text(root, field);
    if (text == null || text.isEmpty()) {
      throw new IllegalArgumentException("/" + field + ": the field is missing");
    }
    return text;
  }

  /** Null when the field is absent or null. */
  private static String text(JsonNode root, String field) {
    JsonNode value = root.path(field);
    if (value.isMissingNode() || value.isNull()) {
      return null;
    }
    if (!value.isTextual() || value.textValue().length() > MAX_TEXT) {
      throw new IllegalArgumentException(
          "/" + field + ": wanted text of at most " + MAX_TEXT + " characters");
    }
    return value.textValue();
  }

  private static List<HarmLabel> harm(JsonNode root) {
    JsonNode value = root.path("harm");
    if (value.isMissingNode() || value.isNull()) {
      return null;
    }
    List<HarmLabel> harm = new ArrayList<>();
    for (JsonNode label : value) {
      harm.add(word(HarmLabel.class, "harm", label.isTextual() ? label.textValue() : ""));
    }
    if (!value.isArray()) {
      throw new IllegalArgumentException("/harm: wanted a list");
    }
    return List.copyOf(harm);
  }

  private static <E extends Enum<E>> E word(Class<E> words, String field, String text) {
    if (text == null) {
      return null;
    }
    String name = text.toUpperCase(Locale.ROOT);
    for (E word : words.getEnumConstants()) {
      if (word.name().equals(name)) {
        return word;
      }
    }
    throw new IllegalArgumentException(
        "/" + field + ": wanted one of the words of " + words.getSimpleName());
  }

  private static Instant instant(String field, String text) {
    try {
      return text == null ? null : Instant.parse(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("/" + field + ": wanted a time in UTC", e);
    }
  }
}
