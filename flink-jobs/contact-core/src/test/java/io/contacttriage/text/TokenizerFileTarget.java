package io.contacttriage.text;

import java.io.ByteArrayInputStream;
import java.io.IOException;

/** For the fuzzer, see {@code flink-jobs/fuzz}: any bytes are a tokenizer or are refused. */
public final class TokenizerFileTarget {
  private TokenizerFileTarget() {}

  /** Each kind is read or refused in the documented ways, and what is read can encode. */
  public static void fuzzerTestOneInput(byte[] bytes) {
    read(() -> WordPieceTokenizer.read(new ByteArrayInputStream(bytes), 16));
    read(() -> UnigramTokenizer.read(new ByteArrayInputStream(bytes), 16));
  }

  private static void read(Reading reading) {
    Tokenizer tokenizer;
    try {
      tokenizer = reading.tokenizer();
    } catch (IOException | IllegalArgumentException refused) {
      return;
    }
    tokenizer.encode("Akaun saya kena hack, 我的账号 😭");
  }

  private interface Reading {
    Tokenizer tokenizer() throws IOException;
  }
}
