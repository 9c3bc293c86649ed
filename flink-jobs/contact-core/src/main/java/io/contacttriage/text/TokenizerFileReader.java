package io.contacttriage.text;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads a Hugging Face {@code tokenizer.json} and refuses all but BERT's WordPiece. */
final class TokenizerFileReader {
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private final List<String> problems = new ArrayList<>();

  WordPieceSettings read(InputStream tokenizerJson) throws IOException {
    JsonNode file = JSON.readTree(tokenizerJson);
    if (!file.isObject()) {
      throw new IllegalArgumentException(
          "tokenizer.json: wanted an object, found " + file.getNodeType());
    }
    JsonNode model = file.path("model");
    JsonNode normalizer = file.path("normalizer");
    wantType(model, "WordPiece", "/model");
    wantType(normalizer, "BertNormalizer", "/normalizer");
    wantType(file.path("pre_tokenizer"), "BertPreTokenizer", "/pre_tokenizer");
    wantNull(file, "truncation", "the bundle's maxTokens cuts");
    wantNull(file, "padding", "the scorer pads");
    wantOnlySpecialAddedTokens(file.path("added_tokens"));

    BertNormalizer settings = normalizer(normalizer);
    Map<String, Integer> vocabulary = vocabulary(model.path("vocab"));
    String prefix = model.path("continuing_subword_prefix").asText("##");
    if (prefix.isEmpty()) {
      problems.add("/model/continuing_subword_prefix: wanted a prefix such as ##, found none");
    }
    int maxChars = model.path("max_input_chars_per_word").asInt(100);
    String unknown = model.path("unk_token").asText("[UNK]");
    if (!vocabulary.containsKey(unknown)) {
      problems.add("/model/vocab: wanted the unknown token " + unknown + ", found none");
    }
    int[] around = template(file.path("post_processor"), vocabulary);
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException("tokenizer.json: " + String.join("; ", problems));
    }
    return new WordPieceSettings(
        settings, vocabulary, prefix, maxChars, vocabulary.get(unknown), around[0], around[1]);
  }

  private void wantType(JsonNode node, String wanted, String at) {
    JsonNode type = node.path("type");
    if (!type.asText("").equals(wanted)) {
      problems.add(at + "/type: wanted " + wanted + ", found " + describe(type));
    }
  }

  private void wantNull(JsonNode file, String field, String why) {
    if (!file.path(field).isMissingNode() && !file.path(field).isNull()) {
      problems.add("/" + field + ": wanted null, as " + why + ", found settings");
    }
  }

  /** Other added tokens would be cut out of the text before normalising. */
  private void wantOnlySpecialAddedTokens(JsonNode added) {
    for (int i = 0; i < added.size(); i++) {
      if (!added.get(i).path("special").asBoolean(false)) {
        problems.add("/added_tokens/" + i + ": wanted special tokens only, found a plain one");
      }
    }
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
      problems.add("/normalizer/" + field + ": wanted true or false, found " + describe(value));
    }
    return value.asBoolean(false);
  }

  private Map<String, Integer> vocabulary(JsonNode vocab) {
    Map<String, Integer> pieces = new HashMap<>();
    Set<Integer> ids = new HashSet<>();
    for (Map.Entry<String, JsonNode> entry : vocab.properties()) {
      JsonNode id = entry.getValue();
      if (!id.isInt() || id.intValue() < 0) {
        problems.add("/model/vocab/" + entry.getKey() + ": wanted an id, found " + describe(id));
      } else if (!ids.add(id.intValue())) {
        problems.add("/model/vocab/" + entry.getKey() + ": id " + id + " is another piece's too");
      } else {
        pieces.put(entry.getKey(), id.intValue());
      }
    }
    if (pieces.isEmpty()) {
      problems.add("/model/vocab: wanted pieces and their ids, found none");
    }
    return pieces;
  }

  /** Ids of the tokens before and after the text. */
  private int[] template(JsonNode processor, Map<String, Integer> vocabulary) {
    wantType(processor, "TemplateProcessing", "/post_processor");
    JsonNode single = processor.path("single");
    boolean threeParts =
        single.size() == 3
            && single.get(0).has("SpecialToken")
            && single.get(1).path("Sequence").path("id").asText("").equals("A")
            && single.get(2).has("SpecialToken");
    if (!threeParts) {
      problems.add("/post_processor/single: wanted [CLS] $A [SEP], found another template");
      return new int[2];
    }
    return new int[] {
      special(processor, single.get(0), vocabulary), special(processor, single.get(2), vocabulary)
    };
  }

  private int special(JsonNode processor, JsonNode part, Map<String, Integer> vocabulary) {
    String token = part.path("SpecialToken").path("id").asText("");
    JsonNode ids = processor.path("special_tokens").path(token).path("ids");
    Integer id = vocabulary.get(token);
    if (id == null || ids.size() != 1 || ids.get(0).asInt(-1) != id) {
      problems.add(
          "/post_processor/special_tokens: wanted one id for "
              + token
              + ", the same as in the vocabulary, found "
              + describe(ids));
      return 0;
    }
    return id;
  }

  private static String describe(JsonNode node) {
    String text = node.isMissingNode() ? "nothing" : node.toString();
    return text.length() <= 80 ? text : text.substring(0, 80) + "…";
  }
}
