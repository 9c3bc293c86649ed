package io.contacttriage.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads a Hugging Face {@code tokenizer.json} and refuses all but XLM-R's Unigram. */
final class UnigramFileReader {
  /** How much less likely than the least likely piece an unknown character is. */
  private static final double UNKNOWN_PENALTY = 10;

  private static final int MOST_DIGITS = 18;

  private final TokenizerFile file;

  private UnigramFileReader(TokenizerFile file) {
    this.file = file;
  }

  static UnigramSettings read(InputStream tokenizerJson) throws IOException {
    return new UnigramFileReader(new TokenizerFile(tokenizerJson)).read();
  }

  private UnigramSettings read() {
    JsonNode model = file.get("model");
    file.wantType(model, "Unigram", "/model");
    if (model.path("byte_fallback").asBoolean(false)) {
      file.problem(
          "/model/byte_fallback: wanted false, as unknown characters stay unknown, found true");
    }
    List<NormalizerStep> steps = new NormalizerReader(file).read();
    Words words = words();

    JsonNode vocab = model.path("vocab");
    Map<String, Integer> all = new HashMap<>();
    if (!vocab.isArray()) {
      file.problem("/model/vocab", "a list of pieces and their scores", vocab);
    }
    double[] scores = new double[vocab.isArray() ? vocab.size() : 0];
    double least = Double.POSITIVE_INFINITY;
    for (int id = 0; id < scores.length; id++) {
      JsonNode entry = vocab.path(id);
      String at = "/model/vocab/" + id;
      if (!entry.path(0).isTextual() || entry.path(0).textValue().isEmpty()) {
        file.problem(at + "/0", "a piece", entry.path(0));
      } else if (all.put(entry.path(0).textValue(), id) != null) {
        file.problem(at + "/0", "a piece that no other id has", entry.path(0));
      }
      scores[id] = score(entry.path(1), at + "/1");
      least = Math.min(least, scores[id]);
    }
    if (vocab.isArray() && all.isEmpty()) {
      file.problem("/model/vocab: wanted pieces and their scores, found none");
    }
    JsonNode unknown = model.path("unk_id");
    if (!unknown.isInt() || unknown.intValue() < 0 || unknown.intValue() >= scores.length) {
      file.problem("/model/unk_id", "the id of a piece", unknown);
    }
    int[] around = file.template(all, "<s> $A </s>");
    file.throwIfProblems();

    Map<String, Integer> pieces = new HashMap<>(all);
    pieces.keySet().removeAll(file.specialTokens());
    pieces.values().removeAll(Set.of(unknown.intValue()));
    return new UnigramSettings(
        steps,
        words.splitAtSpaces,
        words.mark,
        words.marksStart,
        pieces,
        scores,
        least - UNKNOWN_PENALTY,
        unknown.intValue(),
        around[0],
        around[1]);
  }

  /**
   * As the library reads a number: its digits as an integer, then one division. That is not always
   * the nearest double, and of two ways to cut a word that are all but equal the last bit decides.
   */
  private double score(JsonNode node, String at) {
    BigDecimal number = node.isNumber() ? node.decimalValue() : BigDecimal.ONE;
    // Above 0 a run of unknown characters could be likelier than a piece of the same characters.
    if (number.signum() > 0 || number.precision() > MOST_DIGITS || Math.abs(number.scale()) > 300) {
      file.problem(at, "the logarithm of a probability, of at most 18 digits", node);
      return 0;
    }
    double digits = number.unscaledValue().longValue();
    double power = Double.parseDouble("1e" + Math.abs(number.scale()));
    return number.scale() < 0 ? digits * power : digits / power;
  }

  private Words words() {
    JsonNode splitter = file.get("pre_tokenizer");
    JsonNode parts = splitter.path("pretokenizers");
    boolean splitAtSpaces =
        splitter.path("type").asText("").equals("Sequence")
            && parts.size() == 2
            && parts.path(0).path("type").asText("").equals("WhitespaceSplit");
    JsonNode metaspace = splitAtSpaces ? parts.path(1) : splitter;
    String at = splitAtSpaces ? "/pre_tokenizer/pretokenizers/1" : "/pre_tokenizer";
    if (!file.wantType(metaspace, "Metaspace, alone or after WhitespaceSplit", "Metaspace", at)) {
      return new Words(false, ' ', false);
    }
    String mark = metaspace.path("replacement").asText("");
    if (mark.length() != 1 || Character.isSurrogate(mark.charAt(0)) || mark.equals(" ")) {
      file.problem(at + "/replacement", "one character such as ▁", metaspace.path("replacement"));
      mark = "▁";
    }
    String scheme = metaspace.path("prepend_scheme").asText("always");
    if (!Set.of("always", "never").contains(scheme)) {
      file.problem(at + "/prepend_scheme", "always or never", metaspace.path("prepend_scheme"));
    }
    if (!metaspace.path("add_prefix_space").asBoolean(true) && !scheme.equals("never")) {
      file.problem(
          at + "/add_prefix_space",
          "true, or never in prepend_scheme",
          metaspace.path("add_prefix_space"));
    }
    if (!metaspace.path("split").asBoolean(true)) {
      file.problem(at + "/split", "true", metaspace.path("split"));
    }
    return new Words(splitAtSpaces, mark.charAt(0), scheme.equals("always"));
  }

  private record Words(boolean splitAtSpaces, char mark, boolean marksStart) {}
}
