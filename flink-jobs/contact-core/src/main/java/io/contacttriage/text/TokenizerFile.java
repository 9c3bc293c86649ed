package io.contacttriage.text;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A Hugging Face {@code tokenizer.json}, and how it differs from what we can do exactly. */
final class TokenizerFile {
  /** Numbers keep their digits, which decide how the library reads them. */
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private final JsonNode root;
  private final List<String> problems = new ArrayList<>();

  /** Reads a file, and notes what no tokenizer of ours does. */
  TokenizerFile(InputStream tokenizerJson) throws IOException {
    root = JSON.readTree(tokenizerJson);
    if (!root.isObject()) {
      throw new IllegalArgumentException(
          "tokenizer.json: wanted an object, found " + root.getNodeType());
    }
    wantNull("truncation", "the bundle's maxTokens cuts");
    wantNull("padding", "the scorer pads");
    wantOnlySpecialAddedTokens();
  }

  JsonNode get(String field) {
    return root.path(field);
  }

  void problem(String at, String wanted, JsonNode found) {
    problem(at + ": wanted " + wanted + ", found " + describe(found));
  }

  void problem(String problem) {
    problems.add(problem);
  }

  /**
   * Ends the reading.
   *
   * @throws IllegalArgumentException when there were problems, with every one of them
   */
  void throwIfProblems() {
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException("tokenizer.json: " + String.join("; ", problems));
    }
  }

  /** Notes a problem and answers false when a part is of another type. */
  boolean wantType(JsonNode part, String type, String at) {
    return wantType(part, type, type, at);
  }

  boolean wantType(JsonNode part, String wanted, String wantedType, String at) {
    JsonNode type = part.path("type");
    if (type.asText("").equals(wantedType)) {
      return true;
    }
    problem(at + "/type", wanted, type);
    return false;
  }

  /**
   * The ids of the tokens before and after a text.
   *
   * @param example of the template, for the message
   */
  int[] template(Map<String, Integer> vocabulary, String example) {
    JsonNode processor = get("post_processor");
    wantType(processor, "TemplateProcessing", "/post_processor");
    JsonNode single = processor.path("single");
    boolean threeParts =
        single.size() == 3
            && single.path(0).has("SpecialToken")
            && single.path(1).path("Sequence").path("id").asText("").equals("A")
            && single.path(2).has("SpecialToken");
    if (!threeParts) {
      problem("/post_processor/single: wanted " + example + ", found another template");
      return new int[2];
    }
    return new int[] {
      special(processor, single.path(0), vocabulary), special(processor, single.path(2), vocabulary)
    };
  }

  /** The tokens that stand around texts or are added as special: nobody may write them. */
  Set<String> specialTokens() {
    Set<String> tokens = new HashSet<>();
    get("added_tokens").forEach(token -> tokens.add(token.path("content").asText()));
    get("post_processor").path("special_tokens").fieldNames().forEachRemaining(tokens::add);
    return tokens;
  }

  private static String describe(JsonNode node) {
    String text = node.isMissingNode() ? "nothing" : node.toString();
    return text.length() <= 80 ? text : text.substring(0, 80) + "…";
  }

  private void wantNull(String field, String why) {
    if (!get(field).isMissingNode() && !get(field).isNull()) {
      problem("/" + field + ": wanted null, as " + why + ", found settings");
    }
  }

  /** Other added tokens would be cut out of the text before normalising. */
  private void wantOnlySpecialAddedTokens() {
    JsonNode added = get("added_tokens");
    for (int i = 0; i < added.size(); i++) {
      if (!added.path(i).path("special").asBoolean(false)) {
        problem("/added_tokens/" + i + ": wanted special tokens only, found a plain one");
      }
    }
  }

  private int special(JsonNode processor, JsonNode part, Map<String, Integer> vocabulary) {
    String token = part.path("SpecialToken").path("id").asText("");
    JsonNode ids = processor.path("special_tokens").path(token).path("ids");
    Integer id = vocabulary.get(token);
    if (id == null || ids.size() != 1 || ids.path(0).asInt(-1) != id) {
      problem(
          "/post_processor/special_tokens",
          "one id for " + token + ", the same as in the vocabulary",
          ids);
      return 0;
    }
    return id;
  }
}
