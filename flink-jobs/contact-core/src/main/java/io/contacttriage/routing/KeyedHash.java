package io.contacttriage.routing;

import io.contacttriage.contact.Sha256;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Ids as records keep them that name nobody: HMAC-SHA-256 under a secret. Whoever holds the secret
 * finds the records of an id that he knows; without it ids cannot be tried out. Thread-safe.
 */
public final class KeyedHash implements Serializable {
  /** As many characters make a secret that cannot be guessed. */
  public static final int MIN_SECRET = 32;

  /** What {@link #pseudonym} gives; its first group is the key's name. */
  public static final Pattern PSEUDONYM = Pattern.compile("([0-9a-f]{8}):[A-Za-z0-9_-]{22}");

  private static final long serialVersionUID = 1;
  private static final String ALGORITHM = "HmacSHA256";
  private static final int KEY_NAME_DIGITS = 8;
  private static final int PSEUDONYM_BYTES = 16;

  private final String secret;
  private final String keyName;

  /**
   * Takes a secret.
   *
   * @throws IllegalArgumentException when it is shorter than {@link #MIN_SECRET}; does not quote it
   */
  public KeyedHash(String secret) {
    if (secret.length() < MIN_SECRET) {
      throw new IllegalArgumentException(
          "must have at least " + MIN_SECRET + " characters, found " + secret.length());
    }
    this.secret = secret;
    keyName = Sha256.hex(secret.getBytes(StandardCharsets.UTF_8)).substring(0, KEY_NAME_DIGITS);
  }

  /** The first 8 hexadecimal digits of the secret's SHA-256: which key it is, not what it is. */
  public String keyName() {
    return keyName;
  }

  /** The id's hash in hexadecimal, 256 bits. */
  public String seal(String id) {
    return HexFormat.of().formatHex(hash(id));
  }

  /** The key's name, a colon, and 128 bits of the id's hash in base64url. */
  public String pseudonym(String id) {
    byte[] half = Arrays.copyOf(hash(id), PSEUDONYM_BYTES);
    return keyName + ":" + Base64.getUrlEncoder().withoutPadding().encodeToString(half);
  }

  private byte[] hash(String id) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
      return mac.doFinal(id.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HMAC-SHA-256", e);
    }
  }

  /** Settings are printed in tests and errors: the secret is not among them. */
  @Override
  public String toString() {
    return "KeyedHash[key " + keyName + "]";
  }
}
