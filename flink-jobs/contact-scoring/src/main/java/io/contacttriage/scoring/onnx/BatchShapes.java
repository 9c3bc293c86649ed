package io.contacttriage.scoring.onnx;

import java.io.Serializable;

/**
 * How large the batches are that a bundle will score.
 *
 * @param maxContacts most contacts of one batch
 * @param maxTokens a batch is full at this many token ids, whichever comes first
 */
public record BatchShapes(int maxContacts, int maxTokens) implements Serializable {
  public BatchShapes {
    if (maxContacts < 1 || maxTokens < 1) {
      throw new IllegalArgumentException(
          "Wanted maxContacts >= 1 and maxTokens >= 1, found " + maxContacts + ", " + maxTokens);
    }
  }

  /** Contacts of a full batch in which each has so many tokens. */
  int contactsOf(int tokens) {
    return Math.min(maxContacts, Math.max(1, maxTokens / tokens));
  }
}
