package io.contacttriage.scoring.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.contacttriage.scoring.bundle.BundleRelease;
import io.contacttriage.text.Tokenizer;
import io.contacttriage.text.UnigramTokenizer;
import io.contacttriage.text.WordPieceTokenizer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.StringJoiner;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Our tokenizers give the ids of the Hugging Face library. A few thousand texts by default; see
 * CONTRIBUTING.md for a million, another seed, or another file.
 */
class TokenizerAgreementTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int UNLIMITED = 1_000_000;
  private static final int TEXTS = Integer.getInteger("tokenizer.texts", 3000);
  private static final long SEED = Long.getLong("tokenizer.seed", 20261123L);
  private static final Path UNIGRAM =
      Path.of(System.getProperty("tokenizer.unigram", "src/test/resources/tokenizer/unigram.json"));

  @Test
  void wordPieceIdsOfTheReleasedBundleAreThoseOfTheLibrary() throws Exception {
    byte[] file = Files.readAllBytes(releasedTokenizer());
    compare(read(WordPieceTokenizer::read, file, UNLIMITED), read(file, UNLIMITED), TEXTS);
  }

  @Test
  void unigramIdsAreThoseOfTheLibrary() throws IOException {
    byte[] file = Files.readAllBytes(UNIGRAM);
    compare(read(UnigramTokenizer::read, file, UNLIMITED), read(file, UNLIMITED), TEXTS);
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 5, 16, 33})
  void longTextsAreCutAlike(int maxTokens) throws Exception {
    byte[] wordPiece = Files.readAllBytes(releasedTokenizer());
    compare(read(WordPieceTokenizer::read, wordPiece, maxTokens), read(wordPiece, maxTokens), 300);
    byte[] unigram = Files.readAllBytes(UNIGRAM);
    compare(read(UnigramTokenizer::read, unigram, maxTokens), read(unigram, maxTokens), 300);
  }

  @Test
  void everyFormOfAUnigramFileIsReadAsTheLibraryReadsIt() throws IOException {
    List<Consumer<ObjectNode>> forms =
        List.of(
            file -> file.putNull("normalizer"),
            file -> file.set("normalizer", file.at("/normalizer/normalizers/0")),
            file ->
                set(file, "normalizer", "{'type':'Strip','strip_left':true,'strip_right':true}"),
            file ->
                set(
                    file,
                    "normalizer",
                    "{'type':'Replace','pattern':{'String':'aa'},'content':'b '}"),
            file ->
                set(
                    file,
                    "pre_tokenizer",
                    "{'type':'Sequence','pretokenizers':[{'type':'WhitespaceSplit'},"
                        + "{'type':'Metaspace','replacement':'▁','add_prefix_space':true}]}"),
            file ->
                set(
                    file,
                    "pre_tokenizer",
                    "{'type':'Metaspace','replacement':'▁','prepend_scheme':'never'}"));
    for (Consumer<ObjectNode> form : forms) {
      ObjectNode changed = (ObjectNode) JSON.readTree(Files.readAllBytes(UNIGRAM));
      form.accept(changed);
      byte[] file = JSON.writeValueAsBytes(changed);
      compare(read(UnigramTokenizer::read, file, UNLIMITED), read(file, UNLIMITED), 500);
    }
  }

  /**
   * The library does not read every number as the nearest double. Here that decides how a word is
   * cut: a piece for the whole word is as likely as its two halves but for the last digit.
   */
  @Test
  void aScoreIsReadDigitByDigitAsTheLibraryReadsIt() throws IOException {
    Random random = new Random(SEED);
    StringJoiner text = new StringJoiner(" ");
    StringBuilder vocabulary =
        new StringBuilder("['<s>',0],['</s>',0],['<unk>',0],['▁',0],['x',0]");
    int decidedByReading = 0;
    for (char c = '\u4E00'; c < '\u5000'; c++) {
      long digits = 9_100_000_000_000_000L + random.nextInt(1_000_000_000);
      String half = "-" + digits + "e-15";
      String whole = "-" + (digits + 1) + "e-15";
      vocabulary.append(",['%s',%s],['%sx',%s]".formatted(c, half, c, whole));
      text.add(c + "x");
      boolean equalForLibrary = digits / 1e15 == (digits + 1) / 1e15;
      boolean equalAsNearest = Double.parseDouble(half) == Double.parseDouble(whole);
      decidedByReading += equalForLibrary == equalAsNearest ? 0 : 1;
    }
    ObjectNode changed = (ObjectNode) JSON.readTree(Files.readAllBytes(UNIGRAM));
    changed.putNull("normalizer");
    changed.putArray("added_tokens");
    changed.withObject("/model").put("unk_id", 2);
    String file =
        JSON.writeValueAsString(changed)
            .replaceFirst(
                "\"vocab\":\\[.*]]", "\"vocab\":[" + vocabulary.toString().replace('\'', '"') + "]")
            .replace("\"ids\":[2]", "\"ids\":[1]");
    byte[] bytes = file.getBytes(StandardCharsets.UTF_8);

    assertThat(decidedByReading).isGreaterThan(10);
    assertThat(read(UnigramTokenizer::read, bytes, UNLIMITED).encode(text.toString()))
        .containsExactly(read(bytes, UNLIMITED).encode(text.toString()));
  }

  private static void compare(Tokenizer ours, Tokenizer library, int texts) {
    IntStream.range(0, texts)
        .parallel()
        .forEach(
            number -> {
              String text = TestingTexts.text(SEED, number);
              int[] found = ours.encode(text);
              int[] wanted = library.encode(text);
              if (!Arrays.equals(found, wanted)) {
                assertThat(found)
                    .as("text %d of seed %d: %s", number, SEED, escaped(text))
                    .containsExactly(wanted);
              }
            });
  }

  private static String escaped(String text) {
    StringBuilder escaped = new StringBuilder();
    text.chars().forEach(c -> escaped.append(String.format(Locale.ROOT, "\\u%04X", c)));
    return escaped.toString();
  }

  private static void set(ObjectNode file, String field, String value) {
    try {
      file.set(field, JSON.readTree(value.replace('\'', '"')));
    } catch (IOException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static Tokenizer read(byte[] file, int maxTokens) throws IOException {
    return read(NativeTokenizer::read, file, maxTokens);
  }

  private static Tokenizer read(Reader reader, byte[] file, int maxTokens) throws IOException {
    return reader.read(new ByteArrayInputStream(file), maxTokens);
  }

  private static Path releasedTokenizer() throws Exception {
    for (Path place = Path.of("").toAbsolutePath(); place != null; place = place.getParent()) {
      Path bundles = place.resolve("models/bundles");
      if (Files.exists(bundles.resolve("release.json"))) {
        return bundles
            .resolve(BundleRelease.pathOf(BundleRelease.read(bundles).active()))
            .resolve("tokenizer.json");
      }
    }
    throw new AssertionError("Wanted models/bundles above " + Path.of("").toAbsolutePath());
  }

  private interface Reader {
    Tokenizer read(ByteArrayInputStream file, int maxTokens) throws IOException;
  }
}
