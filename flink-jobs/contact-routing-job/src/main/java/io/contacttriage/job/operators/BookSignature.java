package io.contacttriage.job.operators;

import io.contacttriage.scoring.bundle.SigningKeys;
import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.security.PublicKey;

/**
 * The signature of a policy book in the topic, which stands in a header of its record. It covers
 * the record's key too: a book that was signed as a candidate is not vouched for as the live one.
 */
public final class BookSignature {
  /** Name of the header. */
  public static final String HEADER = "signature";

  private BookSignature() {}

  /**
   * Signs a book.
   *
   * @param key of its record
   * @param book its bytes, as they are sent
   * @return one line of Base64
   */
  public static String of(String key, byte[] book, PrivateKey signer) {
    return SigningKeys.sign(content(key, book), signer).strip();
  }

  /**
   * Whether the other half of {@code signer} signed this book under this key.
   *
   * @param signature as it was received; null where there was none
   */
  public static boolean isBy(PublicKey signer, String key, byte[] book, String signature) {
    return signature != null && SigningKeys.verify(content(key, book), signature, signer);
  }

  /** No key has a line end, so that no two records have the same content. */
  private static byte[] content(String key, byte[] book) {
    byte[] first = (key + "\n").getBytes(StandardCharsets.UTF_8);
    byte[] content = new byte[first.length + book.length];
    System.arraycopy(first, 0, content, 0, first.length);
    System.arraycopy(book, 0, content, first.length, book.length);
    return content;
  }
}
