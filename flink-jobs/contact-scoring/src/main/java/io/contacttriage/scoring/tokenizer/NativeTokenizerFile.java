package io.contacttriage.scoring.tokenizer;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A {@code tokenizer.json} changed so that the library takes special tokens in a text for ordinary
 * text: the file cannot ask for it, and the binding has no call for it.
 */
final class NativeTokenizerFile {
  /** Numbers keep their digits, which decide how the library reads them. */
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
          .build();

  private final ObjectNode root;
  private final Set<String> special = new HashSet<>();
  private final Set<Integer> specialIds = new HashSet<>();

  /**
   * Reads and changes a file.
   *
   * @throws IOException when the stream cannot be read or is not JSON
   * @throws IllegalArgumentException when it is no object, cuts, pads, or adds plain tokens
   */
  NativeTokenizerFile(InputStream tokenizerJson) throws IOException {
    JsonNode file = JSON.readTree(tokenizerJson);
    if (!(file instanceof ObjectNode object)) {
      throw new IllegalArgumentException("tokenizer.json: wanted an object");
    }
    root = object;
    refuseWhatOthersDo();
    JsonNode model = root.path("model");
    for (JsonNode added : root.path("added_tokens")) {
      special.add(added.path("content").asText());
      boolean unknown =
          added.path("content").equals(model.path("unk_token"))
              || added.path("id").equals(model.path("unk_id"));
      if (!unknown) {
        specialIds.add(added.path("id").asInt());
      }
    }
    root.path("post_processor").path("special_tokens").fieldNames().forEachRemaining(special::add);
    root.remove("added_tokens");
    if (model.path("type").asText().equals("Unigram")) {
      hideSpecialPieces();
    }
  }

  /** What the library is given. */
  String json() throws IOException {
    return JSON.writeValueAsString(root);
  }

  /** The special tokens as somebody could write them. */
  Set<String> specialTokens() {
    return special;
  }

  /** The ids that no text may become: all but that of unknown pieces. */
  Set<Integer> specialIds() {
    return specialIds;
  }

  private void refuseWhatOthersDo() {
    List<String> problems = new ArrayList<>();
    if (!root.path("truncation").isMissingNode() && !root.path("truncation").isNull()) {
      problems.add("/truncation: wanted null, as the bundle's maxTokens cuts, found settings");
    }
    if (!root.path("padding").isMissingNode() && !root.path("padding").isNull()) {
      problems.add("/padding: wanted null, as the scorer pads, found settings");
    }
    JsonNode added = root.path("added_tokens");
    for (int i = 0; i < added.size(); i++) {
      if (!added.get(i).path("special").asBoolean(false)) {
        problems.add("/added_tokens/" + i + ": wanted special tokens only, found a plain one");
      }
    }
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException("tokenizer.json: " + String.join("; ", problems));
    }
  }

  /** Unigram finds any piece of its vocabulary in a text, but never one without characters. */
  private void hideSpecialPieces() {
    JsonNode unknown = root.at("/model/unk_id");
    JsonNode vocabulary = root.at("/model/vocab");
    for (int id = 0; id < vocabulary.size(); id++) {
      boolean hidden =
          id == unknown.asInt(-1) || special.contains(vocabulary.get(id).path(0).asText());
      if (hidden && vocabulary.get(id) instanceof ArrayNode piece && !piece.isEmpty()) {
        piece.set(0, "");
      }
    }
  }
}
