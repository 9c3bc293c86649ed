package io.contacttriage.routing.erasure;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A customer id as a receipt may keep it: HMAC-SHA-256 under a secret. Whoever holds the secret can
 * prove which receipt is whose; without it ids cannot be tried out.
 */
public final class CustomerSeal {
  /** As many characters make a secret that cannot be guessed. */
  public static final int MIN_SECRET = 32;

  private static final String ALGORITHM = "HmacSHA256";

  private CustomerSeal() {}

  /**
   * Seals an id.
   *
   * @param secret empty where receipts name nobody
   * @param customerId or null
   * @return hexadecimal, or null without one of both
   */
  public static String of(String secret, String customerId) {
    if (secret.isEmpty() || customerId == null) {
      return null;
    }
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
      return HexFormat.of().formatHex(mac.doFinal(customerId.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HMAC-SHA-256", e);
    }
  }
}
