package io.contacttriage.scoring;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * A share of all contacts, chosen by the contact's id alone: the first four bytes of its SHA-256
 * (of UTF-8, the highest byte first) modulo 100 are below the percentage. So a contact is in or out
 * whatever the parallelism, after a restart and in another program; a larger share holds all of a
 * smaller one.
 *
 * @param percent from 1 to 100
 */
public record ContactShare(int percent) {
  public ContactShare {
    if (percent < 1 || percent > 100) {
      throw new IllegalArgumentException("Wanted a percentage from 1 to 100, found " + percent);
    }
  }

  /** Whether a contact belongs to the share. */
  public boolean holds(String contactId) {
    return percent == 100 || percentile(contactId) < percent;
  }

  private static int percentile(String contactId) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(contactId.getBytes(StandardCharsets.UTF_8));
      return Integer.remainderUnsigned(ByteBuffer.wrap(hash).getInt(), 100);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}
