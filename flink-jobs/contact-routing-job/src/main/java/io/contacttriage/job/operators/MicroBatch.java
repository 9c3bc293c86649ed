package io.contacttriage.job.operators;

import java.io.Serializable;
import java.time.Duration;

/**
 * When the scoring room stops collecting and scores.
 *
 * @param maxContacts a batch is full at this many contacts
 * @param maxTokens or at this many token ids, whichever comes first: bounds the time of one batch
 * @param linger the longest that the first contact of a batch waits for others
 */
public record MicroBatch(int maxContacts, int maxTokens, Duration linger) implements Serializable {
  public MicroBatch {
    if (maxContacts < 1 || maxTokens < 1 || linger.isNegative()) {
      throw new IllegalArgumentException(
          "a micro-batch needs maxContacts >= 1, maxTokens >= 1 and linger >= 0, found "
              + maxContacts
              + ", "
              + maxTokens
              + ", "
              + linger);
    }
  }
}
