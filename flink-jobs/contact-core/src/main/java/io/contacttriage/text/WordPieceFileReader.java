package io.contacttriage.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Reads a Hugging Face {@code tokenizer.json} and refuses all but BERT's WordPiece. */
final class WordPieceFileReader {
  private final TokenizerFile file;

  private WordPieceFileReader(TokenizerFile file) {
    this.file = file;
  }

  static WordPieceSettings read(InputStream tokenizerJson) throws IOException {
    return new WordPieceFileReader(new TokenizerFile(tokenizerJson)).read();
  }

  private WordPieceSettings read() {
    JsonNode model = file.get("model");
    file.wantType(model, "WordPiece", "/model");
    file.wantType(file.get("normalizer"), "BertNormalizer", "/normalizer");
    file.wantType(file.get("pre_tokenizer"), "BertPreTokenizer", "/pre_tokenizer");

    BertNormalizer normalizer = normalizer(file.get("normalizer"));
    Map<String, Integer> vocabulary = vocabulary(model.path("vocab"));
    String prefix = model.path("continuing_subword_prefix").asText("##");
    if (prefix.isEmpty()) {
      file.problem("/model/continuing_subword_prefix: wanted a prefix such as ##, found none");
    }
    int maxChars = model.path("max_input_chars_per_word").asInt(100);
    String unknown = model.path("unk_token").asText("[UNK]");
    if (!vocabulary.containsKey(unknown)) {
      file.problem("/model/vocab: wanted the unknown token " + unknown + ", found none");
    }
    int[] around = file.template(vocabulary, "[CLS] $A [SEP]");
    file.throwIfProblems();
    return new WordPieceSettings(
        normalizer, vocabulary, prefix, maxChars, vocabulary.get(unknown), around[0], around[1]);
  }

  private BertNormalizer normalizer(JsonNode node) {
    boolean lowercase = flag(node, "lowercase");
    JsonNode strip = node.path("strip_accents");
    return new BertNormalizer(
        flag(node, "clean_text"),
        flag(node, "handle_chinese_chars"),
        (strip.isNull() || strip.isMissingNode()) ? lowercase : flag(node, "strip_accents"),
        lowercase);
  }

  private boolean flag(JsonNode normalizer, String field) {
    JsonNode value = normalizer.path(field);
    if (!value.isBoolean() && normalizer.isObject()) {
      file.problem("/normalizer/" + field, "true or false", value);
    }
    return value.asBoolean(false);
  }

  private Map<String, Integer> vocabulary(JsonNode vocab) {
    Map<String, Integer> pieces = new HashMap<>();
    Set<Integer> ids = new HashSet<>();
    for (Map.Entry<String, JsonNode> entry : vocab.properties()) {
      JsonNode id = entry.getValue();
      if (!id.isInt() || id.intValue() < 0) {
        file.problem("/model/vocab/" + entry.getKey(), "an id", id);
      } else if (!ids.add(id.intValue())) {
        file.problem("/model/vocab/" + entry.getKey() + ": id " + id + " is another piece's too");
      } else {
        pieces.put(entry.getKey(), id.intValue());
      }
    }
    if (pieces.isEmpty()) {
      file.problem("/model/vocab: wanted pieces and their ids, found none");
    }
    return pieces;
  }
}
