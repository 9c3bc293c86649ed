package io.contacttriage.scoring.bundle;

import io.contacttriage.scoring.bundle.BundleManifest.BundleFile;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * Reads the files of one bundle and trusts none: no more bytes than promised, and the bytes that
 * were hashed are the bytes that are handed out, so that nobody can change a file between the check
 * and the use.
 */
final class BundleDirectory {
  private final BundleFiles files;
  private final List<BundleProblem> problems;

  BundleDirectory(BundleFiles files, List<BundleProblem> problems) {
    this.files = files;
    this.problems = problems;
  }

  /**
   * Reads a file without knowing its size and hash.
   *
   * @return its bytes, or null when a problem was noted
   * @throws IOException when the file cannot be read
   */
  byte[] read(String name, long limit) throws IOException {
    byte[] bytes = readUpTo(name, limit + 1);
    if (bytes != null && bytes.length > limit) {
      problems.add(new BundleProblem(name, "at most " + limit + " bytes", "more"));
      return null;
    }
    return bytes;
  }

  /**
   * Reads a file that the manifest names.
   *
   * @return its bytes, of the promised size and hash, or null when a problem was noted
   * @throws IOException when the file cannot be read
   */
  byte[] readVerified(String name, BundleFile promised) throws IOException {
    // One byte more than promised is enough to know that the file is too long.
    byte[] bytes = readUpTo(name, promised.bytes() + 1);
    if (bytes == null) {
      return null;
    }
    if (bytes.length != promised.bytes()) {
      String found = bytes.length > promised.bytes() ? "more" : bytes.length + " bytes";
      problems.add(new BundleProblem(name, promised.bytes() + " bytes", found));
      return null;
    }
    String sha256 = sha256(bytes);
    if (!sha256.equals(promised.sha256())) {
      problems.add(new BundleProblem(name, "sha256 " + promised.sha256(), "sha256 " + sha256));
      return null;
    }
    return bytes;
  }

  static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }

  private byte[] readUpTo(String name, long limit) throws IOException {
    try {
      return files.readUpTo(name, Math.toIntExact(limit));
    } catch (UnusableFileException e) {
      problems.add(e.problem());
      return null;
    }
  }
}
