package io.contacttriage.scoring.bundle;

import io.contacttriage.scoring.tokenizer.NativeTokenizer;
import io.contacttriage.text.Tokenizer;
import io.contacttriage.text.UnigramTokenizer;
import io.contacttriage.text.WordPieceTokenizer;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Which tokenizer reads a bundle's {@code tokenizer.json}. */
public enum TokenizerKind {
  WORDPIECE,
  UNIGRAM,
  /** Every other one, through native code: some twenty times slower. */
  HUGGINGFACE;

  /** As the manifest spells it. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Reads a {@code tokenizer.json}.
   *
   * @param maxTokens longest encoding, special tokens counted
   * @throws IOException when the stream cannot be read or is not JSON
   * @throws IllegalArgumentException when this kind cannot do exactly what the file says
   */
  Tokenizer read(InputStream tokenizerJson, int maxTokens) throws IOException {
    return switch (this) {
      case WORDPIECE -> WordPieceTokenizer.read(tokenizerJson, maxTokens);
      case UNIGRAM -> UnigramTokenizer.read(tokenizerJson, maxTokens);
      case HUGGINGFACE -> NativeTokenizer.read(tokenizerJson, maxTokens);
    };
  }

  static boolean isWireName(String name) {
    return Arrays.stream(values()).anyMatch(kind -> kind.wireName().equals(name));
  }

  static TokenizerKind ofWireName(String name) {
    return valueOf(name.toUpperCase(Locale.ROOT));
  }

  static String wireNames() {
    return Arrays.stream(values()).map(TokenizerKind::wireName).collect(Collectors.joining(", "));
  }
}
