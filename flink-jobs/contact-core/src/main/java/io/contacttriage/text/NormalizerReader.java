package io.contacttriage.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Reads the normalizer of a {@code tokenizer.json} as SentencePiece models have it. */
final class NormalizerReader {
  private final TokenizerFile file;
  private final List<NormalizerStep> steps = new ArrayList<>();

  NormalizerReader(TokenizerFile file) {
    this.file = file;
  }

  /** The steps in order; what is not understood is noted with the file. */
  List<NormalizerStep> read() {
    JsonNode normalizer = file.get("normalizer");
    if (!normalizer.isNull() && !normalizer.isMissingNode()) {
      add(normalizer, "/normalizer");
    }
    return steps;
  }

  private void add(JsonNode part, String at) {
    switch (part.path("type").asText("")) {
      case "Sequence" -> {
        JsonNode parts = part.path("normalizers");
        for (int i = 0; i < parts.size(); i++) {
          add(parts.path(i), at + "/normalizers/" + i);
        }
      }
      case "Precompiled" -> addMap(part.path("precompiled_charsmap"), at);
      case "Replace" -> addReplace(part, at);
      case "Strip" ->
          steps.add(new StripStep(flag(part, "strip_left", at), flag(part, "strip_right", at)));
      default ->
          file.problem(
              at + "/type", "Precompiled, Replace, Strip or a Sequence of them", part.path("type"));
    }
  }

  private void addMap(JsonNode map, String at) {
    try {
      steps.add(new CharacterMap(Base64.getDecoder().decode(map.asText(""))));
    } catch (IllegalArgumentException e) {
      file.problem(
          at + "/precompiled_charsmap: wanted a character map in Base64, but " + e.getMessage());
    }
  }

  private void addReplace(JsonNode part, String at) {
    JsonNode pattern = part.path("pattern");
    JsonNode content = part.path("content");
    if (!content.isTextual()) {
      file.problem(at + "/content", "a text", content);
    } else if (pattern.path("Regex").asText("").equals(SpaceRunStep.PATTERN)) {
      steps.add(new SpaceRunStep(content.textValue()));
    } else if (!pattern.path("String").asText("").isEmpty()) {
      steps.add(new ReplaceStep(pattern.path("String").textValue(), content.textValue()));
    } else {
      file.problem(
          at + "/pattern", "a String, or the Regex \"" + SpaceRunStep.PATTERN + "\"", pattern);
    }
  }

  private boolean flag(JsonNode part, String field, String at) {
    if (!part.path(field).isBoolean()) {
      file.problem(at + "/" + field, "true or false", part.path(field));
    }
    return part.path(field).asBoolean(false);
  }
}
