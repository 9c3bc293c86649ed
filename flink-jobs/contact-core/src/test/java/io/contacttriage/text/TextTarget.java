package io.contacttriage.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** For the fuzzer, see {@code flink-jobs/fuzz}: any text becomes token ids. */
public final class TextTarget {
  private static final int MAX_TOKENS = 64;
  private static final Tokenizer TOKENIZER = tokenizer();

  private TextTarget() {}

  /** Ids stay within the limit, begin and end with the special ones, and are the same each time. */
  public static void fuzzerTestOneInput(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    String prepared = new TextPreparer().prepare("", text).text();
    int[] ids = TOKENIZER.encode(prepared);
    int[] empty = TOKENIZER.encode("");
    if (ids.length > MAX_TOKENS
        || ids[0] != empty[0]
        || ids[ids.length - 1] != empty[empty.length - 1]) {
      throw new AssertionError("the ids are not framed, or too many: " + ids.length);
    }
    if (!Arrays.equals(ids, TOKENIZER.encode(prepared))) {
      throw new AssertionError("other ids the second time");
    }
  }

  private static Tokenizer tokenizer() {
    try (InputStream file = TextTarget.class.getResourceAsStream("/tokenizer/tokenizer.json")) {
      return WordPieceTokenizer.read(file, MAX_TOKENS);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
