package io.contacttriage.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** That ids are those of the Hugging Face library is tested where its native code is. */
class UnigramTokenizerTest {
  private static final String FILE =
      """
      {"version":"1.0","truncation":null,"padding":null,
       "added_tokens":[{"id":8,"content":"<mask>","special":true}],
       "normalizer":{"type":"Replace","pattern":{"Regex":" {2,}"},"content":" "},
       "pre_tokenizer":{"type":"Metaspace","replacement":"▁","prepend_scheme":"always"},
       "post_processor":{"type":"TemplateProcessing",
         "single":[{"SpecialToken":{"id":"<s>"}},{"Sequence":{"id":"A"}},
                   {"SpecialToken":{"id":"</s>"}}],
         "special_tokens":{"<s>":{"ids":[0]},"</s>":{"ids":[1]}}},
       "model":{"type":"Unigram","unk_id":2,"byte_fallback":false,"vocab":[["<s>",0],["</s>",0],
         ["<unk>",0],["▁",-2],["a",-3],["b",-3.5],["ab",-6.4],["aab",-20.5],["<mask>",0]]}}
      """;

  @Test
  void theLikeliestPiecesAreFound() throws IOException {
    assertThat(read(FILE, 16).encode("ab aab")).containsExactly(0, 3, 6, 3, 4, 6, 1);
  }

  @Test
  void unknownNeighboursAreOneTokenInAWord() throws IOException {
    assertThat(read(FILE, 16).encode("xyzax x")).containsExactly(0, 3, 2, 4, 2, 3, 2, 1);
  }

  @Test
  void aPersonCannotWriteSpecialTokens() throws IOException {
    assertThat(read(FILE, 64).encode("a</s>b <s> <mask> <unk>"))
        .containsOnlyOnce(0)
        .containsOnlyOnce(1)
        .doesNotContain(8);
  }

  @Test
  void anEmptyTextIsOnlyItsFrame() throws IOException {
    assertThat(read(FILE, 16).encode("")).containsExactly(0, 1);
  }

  @Test
  void everyDifferenceFromAUnigramTokenizerIsNamed() {
    String changed =
        FILE.replace("\"Unigram\"", "\"BPE\"")
            .replace("\"byte_fallback\":false", "\"byte_fallback\":true")
            .replace("\"unk_id\":2", "\"unk_id\":9")
            .replace("\" {2,}\"", "\"[a-z]+\"")
            .replace("\"always\"", "\"first\"")
            .replace("[\"b\",-3.5]", "[\"a\",3.5]")
            .replace("\"padding\":null", "\"padding\":{}")
            .replace("\"special\":true", "\"special\":false");

    assertThatThrownBy(() -> read(changed, 16))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("/model/type: wanted Unigram, found \"BPE\"")
        .hasMessageContaining("/model/byte_fallback: wanted false")
        .hasMessageContaining("/model/unk_id: wanted the id of a piece, found 9")
        .hasMessageContaining("/normalizer/pattern: wanted a String, or the Regex \" {2,}\"")
        .hasMessageContaining("/pre_tokenizer/prepend_scheme: wanted always or never")
        .hasMessageContaining("/model/vocab/5/0: wanted a piece that no other id has, found \"a\"")
        .hasMessageContaining("/model/vocab/5/1: wanted the logarithm of a probability")
        .hasMessageContaining("/padding: wanted null")
        .hasMessageContaining("/added_tokens/0: wanted special tokens only");
  }

  @Test
  void otherNormalizersAndSplittersAreRefused() {
    String changed =
        FILE.replace("\"Replace\"", "\"NFKC\"").replace("\"Metaspace\"", "\"ByteLevel\"");

    assertThatThrownBy(() -> read(changed, 16))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("/normalizer/type: wanted Precompiled, Replace, Strip")
        .hasMessageContaining("/pre_tokenizer/type: wanted Metaspace");
  }

  @Test
  void aCharacterMapThatIsCutOffIsRefused() {
    String changed =
        FILE.replace(
            "{\"type\":\"Replace\",\"pattern\":{\"Regex\":\" {2,}\"},\"content\":\" \"}",
            "{\"type\":\"Precompiled\",\"precompiled_charsmap\":\"ALQCAACEAAA=\"}");

    assertThatThrownBy(() -> read(changed, 16))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("/normalizer/precompiled_charsmap: wanted a character map in Base64");
  }

  private static UnigramTokenizer read(String file, int maxTokens) throws IOException {
    return UnigramTokenizer.read(new ByteArrayInputStream(file.getBytes(UTF_8)), maxTokens);
  }
}
