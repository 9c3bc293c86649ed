package io.contacttriage.scoring.bundle;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.contacttriage.text.Tokenizer;
import java.io.ByteArrayInputStream;
import java.io.IOException;

/**
 * Reads tokenizers, each once as long as anybody uses it. A new bundle most often brings the
 * tokenizer of the one before; to read it again would take a second and hundreds of megabytes from
 * those who score meanwhile.
 */
final class KnownTokenizers {
  private static final Cache<Source, Tokenizer> IN_USE = Caffeine.newBuilder().weakValues().build();

  /** What makes two tokenizers the same. */
  private record Source(TokenizerKind kind, String sha256, int maxTokens) {}

  private KnownTokenizers() {}

  /**
   * Reads a bundle's tokenizer.
   *
   * @param tokenizerJson whose hash was found to be that of the manifest
   * @throws IOException when it is not JSON
   * @throws IllegalArgumentException when it is not of the manifest's kind
   */
  static Tokenizer read(BundleManifest manifest, byte[] tokenizerJson) throws IOException {
    TokenizerKind kind = manifest.tokenizerKind();
    Source source =
        new Source(
            kind, manifest.files().get(manifest.tokenizerFile()).sha256(), manifest.maxTokens());
    Tokenizer known = IN_USE.getIfPresent(source);
    if (known != null) {
      return known;
    }
    Tokenizer read = kind.read(new ByteArrayInputStream(tokenizerJson), manifest.maxTokens());
    IN_USE.put(source, read);
    return read;
  }
}
