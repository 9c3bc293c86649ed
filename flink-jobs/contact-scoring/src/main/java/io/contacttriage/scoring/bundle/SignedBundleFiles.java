package io.contacttriage.scoring.bundle;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;

/**
 * Bundles of which each manifest must be signed by one key. The manifest holds the hash of every
 * other file, so its signature covers the whole bundle. {@code release.json} is not signed: whoever
 * may write it can choose among signed bundles, and bring in no other.
 */
public final class SignedBundleFiles implements BundleFiles {
  /** Name of the signature, beside {@code manifest.json}. */
  public static final String SIGNATURE = "manifest.json.sig";

  private static final int MAX_SIGNATURE_BYTES = 1024;

  private final BundleFiles files;
  private final PublicKey key;

  /**
   * Asks for signatures.
   *
   * @param files the bundles
   * @param key whose other half signed them
   */
  public SignedBundleFiles(BundleFiles files, PublicKey key) {
    this.files = files;
    this.key = key;
  }

  @Override
  public String place() {
    return files.place() + " (signed by " + SigningKeys.line(key) + ")";
  }

  @Override
  public SignedBundleFiles folder(String path) {
    return new SignedBundleFiles(files.folder(path), key);
  }

  @Override
  public byte[] readUpTo(String path, int limit) throws IOException, UnusableFileException {
    byte[] bytes = files.readUpTo(path, limit);
    if (path.equals(ManifestReader.FILE)) {
      requireSignature(bytes);
    }
    return bytes;
  }

  private void requireSignature(byte[] manifest) throws IOException, UnusableFileException {
    byte[] signature;
    try {
      signature = files.readUpTo(SIGNATURE, MAX_SIGNATURE_BYTES);
    } catch (UnusableFileException e) {
      throw unsigned(e.problem().found());
    }
    if (!SigningKeys.verify(manifest, new String(signature, StandardCharsets.US_ASCII), key)) {
      throw unsigned("another");
    }
  }

  private UnusableFileException unsigned(String found) {
    return new UnusableFileException(
        new BundleProblem(
            SIGNATURE, "a signature of manifest.json by the key " + SigningKeys.line(key), found));
  }
}
