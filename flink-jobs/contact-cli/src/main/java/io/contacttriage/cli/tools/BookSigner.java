package io.contacttriage.cli.tools;

import io.contacttriage.job.operators.BookSignature;
import java.security.PrivateKey;

/** Signs policy books with a key, and knows those again that were signed with it. */
final class BookSigner {
  /** Signs nothing and asks for no signature. */
  static final BookSigner NONE = new BookSigner(null);

  private final PrivateKey key;

  BookSigner(PrivateKey key) {
    this.key = key;
  }

  /** The signature of a record, or null where it needs none. */
  String signature(String recordKey, byte[] value) {
    return isAsked(recordKey) ? BookSignature.of(recordKey, value, key) : null;
  }

  /** Whether a record may be published again in the name of this key. */
  boolean vouchesFor(String recordKey, byte[] value, String signature) {
    // Ed25519 signs the same bytes the same way each time (RFC 8032).
    return !isAsked(recordKey)
        || (value != null && BookSignature.of(recordKey, value, key).equals(signature));
  }

  private boolean isAsked(String recordKey) {
    return key != null && !recordKey.equals(PolicyTopic.WITHDRAWN);
  }
}
