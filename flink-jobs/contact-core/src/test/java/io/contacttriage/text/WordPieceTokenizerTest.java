package io.contacttriage.text;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Golden ids come from the Hugging Face library: see {@code make_golden.py} beside them. */
class WordPieceTokenizerTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int UNLIMITED = 1_000_000;

  @ParameterizedTest
  @CsvSource({"bundle, true, false, true", "accents, true, , true", "cased, false, , false"})
  void idsAreThoseOfTheHuggingFaceLibrary(
      String name, boolean cleanAndChinese, Boolean stripAccents, boolean lowercase)
      throws IOException {
    WordPieceTokenizer tokenizer =
        read(
            file -> {
              ObjectNode normalizer = (ObjectNode) file.get("normalizer");
              normalizer.put("clean_text", cleanAndChinese);
              normalizer.put("handle_chinese_chars", cleanAndChinese);
              normalizer.put("strip_accents", stripAccents);
              normalizer.put("lowercase", lowercase);
            },
            UNLIMITED);

    List<String> lines = lines("golden.jsonl");
    assertThat(lines).hasSizeGreaterThan(300);
    for (String line : lines) {
      JsonNode golden = JSON.readTree(line);
      int[] wanted = JSON.convertValue(golden.get(name), int[].class);
      assertThat(tokenizer.encode(golden.get("text").textValue())).as(line).containsExactly(wanted);
    }
  }

  @Test
  void everyCharacterIsTakenForWhatTheHuggingFaceLibraryTakesIt() throws IOException {
    BertNormalizer clean = new BertNormalizer(true, true, false, false);
    BertNormalizer strip = new BertNormalizer(false, false, true, false);
    BertNormalizer lower = new BertNormalizer(false, false, false, true);
    List<String> found = new ArrayList<>();
    for (int block = 0; block < 0x110000; block += 0x1000) {
      if (block >= 0x40000 && block < 0xE0000) {
        continue; // nothing is assigned there
      }
      CRC32 checksum = new CRC32();
      for (int c = block; c < block + 0x1000; c++) {
        if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
          continue;
        }
        String text = "a" + Character.toString(c) + "b";
        int flags = BertCharacters.flags(c);
        int parts =
            (flags & BertCharacters.SPACE) != 0
                ? 2
                : (flags & BertCharacters.PUNCTUATION) != 0 ? 3 : 1;
        String seen =
            clean.normalize(text)
                + "|"
                + strip.normalize(text)
                + "|"
                + lower.normalize(text)
                + "|"
                + parts;
        checksum.update(seen.getBytes(UTF_8));
      }
      found.add(String.format(Locale.ROOT, "%06x\t%08x", block, checksum.getValue()));
    }
    assertThat(found).isEqualTo(lines("characters.tsv"));
  }

  @Test
  void aLongTextKeepsItsBeginningAndItsEnd() throws IOException {
    String text = String.join(" ", IntStream.range(0, 400).mapToObj(i -> word(i)).toList());
    int[] whole = read(file -> {}, UNLIMITED).encode(text);

    int[] cut = read(file -> {}, 256).encode(text);

    assertThat(whole).hasSize(402).doesNotContain(1);
    List<Integer> wanted = new ArrayList<>();
    for (int i = 0; i < 161; i++) {
      wanted.add(whole[i]);
    }
    for (int i = whole.length - 95; i < whole.length; i++) {
      wanted.add(whole[i]);
    }
    assertThat(cut).hasSize(256).containsExactly(wanted.toArray(Integer[]::new));
  }

  @ParameterizedTest
  @CsvSource({"4, 1, 1", "16, 8, 6", "32, 18, 12", "128, 79, 47", "512, 321, 189"})
  void theBeginningGetsItsShareOfEveryLimit(int maxTokens, int head, int tail) throws IOException {
    int[] whole =
        IntStream.concat(
                IntStream.concat(IntStream.of(2), IntStream.range(0, 600).map(i -> id(word(i)))),
                IntStream.of(3))
            .toArray();
    String text = String.join(" ", IntStream.range(0, 600).mapToObj(i -> word(i)).toList());

    int[] cut = read(file -> {}, maxTokens).encode(text);

    assertThat(cut).hasSize(maxTokens).startsWith(2).endsWith(3);
    assertThat(IntStream.of(cut).skip(1).limit(head))
        .containsExactlyElementsOf(IntStream.of(whole).skip(1).limit(head).boxed().toList());
    assertThat(IntStream.of(cut).skip(1 + head).limit(tail))
        .containsExactlyElementsOf(
            IntStream.of(whole).skip(601 - tail).limit(tail).boxed().toList());
  }

  @Test
  void aTextThatJustFitsIsNotCut() throws IOException {
    assertThat(read(file -> {}, 6).encode("a a a a")).hasSize(6);
    assertThat(read(file -> {}, 6).encode("a a a a a")).hasSize(6);
    assertThat(read(file -> {}, 6).encode("")).containsExactly(2, 3);
  }

  @Test
  void aPersonCannotWriteSpecialTokens() throws IOException {
    assertThat(read(file -> {}, 64).encode("a [SEP] b [CLS] [PAD]"))
        .containsOnlyOnce(2)
        .containsOnlyOnce(3)
        .doesNotContain(0);
  }

  @Test
  void everyDifferenceFromABertTokenizerIsNamed() {
    assertThatThrownBy(
            () ->
                read(
                    file -> {
                      ((ObjectNode) file.get("model")).put("type", "BPE").remove("vocab");
                      ((ObjectNode) file.get("normalizer")).put("type", "NFKC");
                      file.putNull("pre_tokenizer");
                      file.putObject("truncation").put("max_length", 128);
                      ((ObjectNode) file.get("added_tokens").get(1)).put("special", false);
                      file.putObject("post_processor").put("type", "RobertaProcessing");
                    },
                    64))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("/model/type: wanted WordPiece, found \"BPE\"")
        .hasMessageContaining("/normalizer/type: wanted BertNormalizer, found \"NFKC\"")
        .hasMessageContaining("/pre_tokenizer/type: wanted BertPreTokenizer, found nothing")
        .hasMessageContaining("/truncation: wanted null")
        .hasMessageContaining("/added_tokens/1: wanted special tokens only")
        .hasMessageContaining("/model/vocab: wanted pieces and their ids, found none")
        .hasMessageContaining("/model/vocab: wanted the unknown token [UNK], found none")
        .hasMessageContaining("/post_processor/type: wanted TemplateProcessing")
        .hasMessageContaining("/post_processor/single: wanted [CLS] $A [SEP]");
  }

  @Test
  void twoPiecesWithOneIdAreRefused() {
    assertThatThrownBy(
            () -> read(file -> ((ObjectNode) file.at("/model/vocab")).put("newpiece", 5), 64))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("id 5 is another piece's too");
  }

  @Test
  void aLimitWithoutRoomForTextIsRefused() {
    assertThatThrownBy(() -> read(file -> {}, 3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("wanted at least 4 tokens a text, found 3");
  }

  @Test
  void aFileThatIsNotJsonIsAnInputError() {
    assertThatThrownBy(
            () ->
                WordPieceTokenizer.read(
                    new ByteArrayInputStream("vocab\n[PAD]".getBytes(US_ASCII)), 64))
        .isInstanceOf(IOException.class);
  }

  /** Different single-character words, all in the vocabulary. */
  private static String word(int i) {
    List<String> words = Vocabulary.SINGLE;
    return words.get(i % words.size());
  }

  private static int id(String word) {
    return Vocabulary.PIECES.get(word).intValue();
  }

  private static WordPieceTokenizer read(Consumer<ObjectNode> change, int maxTokens)
      throws IOException {
    ObjectNode file = tokenizerFile();
    change.accept(file);
    return WordPieceTokenizer.read(
        new ByteArrayInputStream(JSON.writeValueAsBytes(file)), maxTokens);
  }

  private static ObjectNode tokenizerFile() throws IOException {
    try (InputStream in = resource("tokenizer.json")) {
      return (ObjectNode) JSON.readTree(in);
    }
  }

  private static List<String> lines(String name) throws IOException {
    try (InputStream in = resource(name)) {
      return new String(in.readAllBytes(), UTF_8).lines().toList();
    }
  }

  private static InputStream resource(String name) {
    return WordPieceTokenizerTest.class.getResourceAsStream("/tokenizer/" + name);
  }

  private static final class Vocabulary {
    private static final JsonNode PIECES;
    private static final List<String> SINGLE;

    static {
      try {
        PIECES = tokenizerFile().at("/model/vocab");
      } catch (IOException e) {
        throw new ExceptionInInitializerError(e);
      }
      List<String> single = new ArrayList<>();
      PIECES.fieldNames().forEachRemaining(single::add);
      SINGLE = single.stream().filter(piece -> piece.matches("[a-z\\p{IsHan}ก-ฮㄱ-ㆎ]")).toList();
    }
  }
}
