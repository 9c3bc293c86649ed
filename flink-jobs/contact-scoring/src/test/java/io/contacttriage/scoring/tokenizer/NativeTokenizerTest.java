package io.contacttriage.scoring.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.contacttriage.text.Tokenizer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class NativeTokenizerTest {
  private static final String BPE =
      """
      {"version":"1.0","truncation":null,"padding":null,
       "added_tokens":[{"id":4,"content":"<end>","single_word":false,"lstrip":false,
                        "rstrip":false,"normalized":false,"special":true}],
       "normalizer":null,"pre_tokenizer":{"type":"Whitespace"},"decoder":null,
       "post_processor":{"type":"TemplateProcessing",
         "single":[{"Sequence":{"id":"A","type_id":0}},{"SpecialToken":{"id":"<end>","type_id":0}}],
         "pair":[],"special_tokens":{"<end>":{"id":"<end>","ids":[4],"tokens":["<end>"]}}},
       "model":{"type":"BPE","unk_token":"?","vocab":{"?":0,"a":1,"b":2,"ab":3,"<end>":4},
         "merges":[["a","b"]]}}
      """;

  @Test
  void aKindThatTheCoreHasNotIsReadByTheLibrary() throws IOException {
    assertThat(read(BPE, 16).encode("ab ba")).containsExactly(3, 2, 1, 4);
  }

  @Test
  void aLongTextKeepsItsBeginningAndItsEnd() throws IOException {
    assertThat(read(BPE, 5).encode("a b ab b ab a")).containsExactly(1, 2, 3, 1, 4);
  }

  @Test
  void aPersonCannotWriteSpecialTokens() throws IOException {
    assertThat(read(BPE, 64).encode("a <end> b<end>")).containsOnlyOnce(4).endsWith(4);
  }

  @Test
  void aFileWhoseSpecialTokensAnybodyCanWriteIsRefused() {
    String whole =
        BPE.replace("Whitespace", "WhitespaceSplit").replace("\"BPE\",", "\"WordLevel\",");

    assertThatThrownBy(() -> read(whole, 64))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("wanted special tokens that nobody can write, found <end>");
  }

  @Test
  void halfOfASurrogatePairIsReadAsTheReplacementCharacter() throws IOException {
    String known = BPE.replace("\"ab\":3", "\"\uFFFD\":3").replace("[\"a\",\"b\"]", "");

    assertThat(read(known, 64).encode("a \uD83D b \uDE00\uD83D")).containsExactly(1, 3, 2, 3, 3, 4);
  }

  @Test
  void whatTheLibraryCannotReadIsRefusedWithItsReason() {
    assertThatThrownBy(() -> read(BPE.replace("\"BPE\"", "\"Morse\""), 64))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("the Hugging Face library refuses it");
  }

  @Test
  void aFileThatCutsPadsOrAddsPlainTokensIsRefused() {
    String changed =
        BPE.replace("\"truncation\":null", "\"truncation\":{}")
            .replace("\"padding\":null", "\"padding\":{}")
            .replace("\"special\":true", "\"special\":false");

    assertThatThrownBy(() -> read(changed, 64))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("/truncation: wanted null")
        .hasMessageContaining("/padding: wanted null")
        .hasMessageContaining("/added_tokens/0: wanted special tokens only");
  }

  private static Tokenizer read(String file, int maxTokens) throws IOException {
    return NativeTokenizer.read(
        new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)), maxTokens);
  }
}
