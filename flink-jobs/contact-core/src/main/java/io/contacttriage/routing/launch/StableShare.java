package io.contacttriage.routing.launch;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Picks a share of keys that is the same on every machine and after every restart, and that grows
 * without letting go of anybody: who is among 10 % is among 25 %.
 */
public final class StableShare {
  private static final double UNIT = 0x1p-53;
  private static final int UNUSED_BITS = 11;

  private StableShare() {}

  /**
   * Whether {@code key} is among the share.
   *
   * @param salt another one picks others
   * @param share from 0 (nobody) to 1 (all)
   */
  public static boolean includes(String salt, String key, double share) {
    return share > 0 && place(salt, key) < share;
  }

  /** The key's place in [0, 1): the first 53 bits of a SHA-256, so that places lie evenly. */
  private static double place(String salt, String key) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(salt.getBytes(StandardCharsets.UTF_8));
      digest.update((byte) 0);
      byte[] hash = digest.digest(key.getBytes(StandardCharsets.UTF_8));
      return (ByteBuffer.wrap(hash).getLong() >>> UNUSED_BITS) * UNIT;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
