package io.contacttriage.scoring.bundle;

import io.contacttriage.scoring.bundle.BundleManifest.BundleFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * Reads the files of one bundle and trusts none: no links, no more bytes than promised, and the
 * bytes that were hashed are the bytes that are handed out, so that nobody can change a file
 * between the check and the use.
 */
final class BundleDirectory {
  private final Path directory;
  private final List<BundleProblem> problems;

  BundleDirectory(Path directory, List<BundleProblem> problems) {
    this.directory = directory;
    this.problems = problems;
  }

  /**
   * Reads a file without knowing its size and hash.
   *
   * @return its bytes, or null when a problem was noted
   * @throws IOException when the file cannot be read
   */
  byte[] read(String name, long limit) throws IOException {
    Path file = directory.resolve(name);
    if (!isPlainFile(file, name)) {
      return null;
    }
    byte[] bytes = readUpTo(file, limit + 1);
    if (bytes.length > limit) {
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
    Path file = directory.resolve(name);
    if (!isPlainFile(file, name)) {
      return null;
    }
    // One byte more than promised is enough to know that the file is too long.
    byte[] bytes = readUpTo(file, promised.bytes() + 1);
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

  private boolean isPlainFile(Path file, String name) throws IOException {
    for (Path part = file.getParent();
        part.startsWith(directory) && !part.equals(directory);
        part = part.getParent()) {
      if (Files.isSymbolicLink(part)) {
        problems.add(new BundleProblem(name, "a file in a plain directory", "a symbolic link"));
        return false;
      }
    }
    if (Files.isSymbolicLink(file)) {
      problems.add(new BundleProblem(name, "a plain file", "a symbolic link"));
      return false;
    }
    if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      problems.add(new BundleProblem(name, "a file", "nothing"));
      return false;
    }
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      problems.add(new BundleProblem(name, "a plain file", "something else"));
      return false;
    }
    if (hardLinks(file) > 1) {
      problems.add(new BundleProblem(name, "a file with one name", "a hard link"));
      return false;
    }
    return true;
  }

  private static int hardLinks(Path file) throws IOException {
    try {
      return (int) Files.getAttribute(file, "unix:nlink", LinkOption.NOFOLLOW_LINKS);
    } catch (UnsupportedOperationException e) {
      return 1; // A file system without the attribute has no hard links to tell of.
    }
  }

  private static byte[] readUpTo(Path file, long limit) throws IOException {
    int length = Math.toIntExact(limit);
    // Not to follow links once more: the file may have been replaced since it was looked at.
    try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
      return in.readNBytes(length);
    } catch (NoSuchFileException e) {
      throw new IOException("File disappeared while the bundle was read: " + file, e);
    }
  }
}
