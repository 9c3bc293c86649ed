package io.contacttriage.scoring.bundle;

import java.io.IOException;

/**
 * A folder of bundles or of one bundle, wherever it lies. Files are read whole, so that the bytes
 * that are checked are the bytes that are used.
 */
public interface BundleFiles {
  /** Where this is, for messages. */
  String place();

  /**
   * A folder inside this one, which need not exist.
   *
   * @param path relative, with slashes, without a way up
   */
  BundleFiles folder(String path);

  /**
   * Reads the first bytes of a file.
   *
   * @param path relative to this folder, with slashes, without a way up
   * @param limit no more than so many bytes
   * @return fewer than {@code limit} when the file is shorter
   * @throws UnusableFileException when there is no plain file
   * @throws IOException when the file cannot be read now; it may be readable later
   */
  byte[] readUpTo(String path, int limit) throws IOException, UnusableFileException;
}
