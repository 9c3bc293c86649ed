package io.contacttriage.scoring.bundle;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/**
 * Ed25519 keys that bundles and policy books are signed with, as texts that OpenSSL reads and
 * writes too.
 */
public final class SigningKeys {
  private static final String ALGORITHM = "Ed25519";
  private static final String BEGIN = "-----BEGIN PRIVATE KEY-----";
  private static final String END = "-----END PRIVATE KEY-----";

  private SigningKeys() {}

  public static KeyPair generate() {
    try {
      return KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw noEd25519(e);
    }
  }

  /** The key on one line: Base64 of its X.509 form, what a PEM file has between its first lines. */
  public static String line(PublicKey key) {
    return Base64.getEncoder().encodeToString(key.getEncoded());
  }

  /** The key as the text of a PEM file, PKCS#8. */
  public static String pem(PrivateKey key) {
    return BEGIN + "\n" + Base64.getEncoder().encodeToString(key.getEncoded()) + "\n" + END + "\n";
  }

  /**
   * Reads what {@link #line} writes.
   *
   * @throws IllegalArgumentException when it is no Ed25519 public key; the message does not quote
   *     it, since it may be the private one by mistake
   */
  public static PublicKey publicKey(String line) {
    try {
      byte[] encoded = Base64.getDecoder().decode(line.strip());
      return KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(encoded));
    } catch (IllegalArgumentException | GeneralSecurityException e) {
      throw new IllegalArgumentException(
          "wanted an Ed25519 public key, one line of Base64 like MCowBQYDK2VwAyEA…, found "
              + line.length()
              + " characters that are none");
    }
  }

  /**
   * Reads what {@link #pem} writes.
   *
   * @throws IllegalArgumentException when it is no Ed25519 private key; the message holds none of
   *     it
   */
  public static PrivateKey privateKey(String pem) {
    try {
      String body = pem.strip().replace(BEGIN, "").replace(END, "").replaceAll("\\s", "");
      return KeyFactory.getInstance(ALGORITHM)
          .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(body)));
    } catch (IllegalArgumentException | GeneralSecurityException e) {
      // Without the cause, which may quote the key.
      throw new IllegalArgumentException(
          "wanted an Ed25519 private key as a PEM file that begins with " + BEGIN);
    }
  }

  /** The signature of some bytes as one line of Base64. */
  public static String sign(byte[] content, PrivateKey key) {
    try {
      Signature signature = Signature.getInstance(ALGORITHM);
      signature.initSign(key);
      signature.update(content);
      return Base64.getEncoder().encodeToString(signature.sign()) + "\n";
    } catch (GeneralSecurityException e) {
      throw noEd25519(e);
    }
  }

  /** Whether {@code line} is what {@link #sign} wrote for these bytes with the key's other half. */
  public static boolean verify(byte[] content, String line, PublicKey key) {
    try {
      Signature signature = Signature.getInstance(ALGORITHM);
      signature.initVerify(key);
      signature.update(content);
      return signature.verify(Base64.getDecoder().decode(line.strip()));
    } catch (IllegalArgumentException | GeneralSecurityException e) {
      return false;
    }
  }

  private static IllegalStateException noEd25519(GeneralSecurityException e) {
    return new IllegalStateException("Every Java platform from 15 on has Ed25519", e);
  }
}
