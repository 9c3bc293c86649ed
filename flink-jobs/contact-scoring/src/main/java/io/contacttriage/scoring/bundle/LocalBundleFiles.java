package io.contacttriage.scoring.bundle;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * Files of this machine. Below the folder that its maker named nothing may be a link, so that what
 * lies in a bundle is the bundle's own.
 */
public final class LocalBundleFiles implements BundleFiles {
  private final Path trusted;
  private final Path directory;

  private LocalBundleFiles(Path trusted, Path directory) {
    this.trusted = trusted;
    this.directory = directory;
  }

  /** A folder that its owner chose: it may be reached through links. */
  public static LocalBundleFiles in(Path directory) {
    Path place = directory.toAbsolutePath().normalize();
    return new LocalBundleFiles(place, place);
  }

  /** One bundle, whose own folder must not be a link either. */
  static LocalBundleFiles ofBundle(Path directory) {
    Path place = directory.toAbsolutePath().normalize();
    return new LocalBundleFiles(place.getParent() == null ? place : place.getParent(), place);
  }

  @Override
  public String place() {
    return directory.toString();
  }

  @Override
  public LocalBundleFiles folder(String path) {
    return new LocalBundleFiles(trusted, directory.resolve(path));
  }

  @Override
  public byte[] readUpTo(String path, int limit) throws IOException, UnusableFileException {
    Path file = directory.resolve(path);
    requirePlainFolders(file, path);
    requirePlainFile(file, path);
    // Not to follow links once more: the file may have been replaced since it was looked at.
    try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
      return in.readNBytes(limit);
    } catch (NoSuchFileException e) {
      throw new IOException("File disappeared while the bundle was read: " + file, e);
    }
  }

  private void requirePlainFolders(Path file, String name) throws UnusableFileException {
    for (Path part = file.getParent();
        part.startsWith(trusted) && !part.equals(trusted);
        part = part.getParent()) {
      if (Files.isSymbolicLink(part)) {
        throw part.startsWith(directory) && !part.equals(directory)
            ? unusable(name, "a file in a plain directory", "a symbolic link")
            : unusable(part.toString(), "a directory", "a symbolic link");
      }
    }
    if (!Files.isDirectory(directory)) {
      throw unusable(
          directory.toString(),
          "a directory",
          Files.exists(directory) ? "something else" : "nothing");
    }
  }

  private static void requirePlainFile(Path file, String name)
      throws IOException, UnusableFileException {
    if (Files.isSymbolicLink(file)) {
      throw unusable(name, "a plain file", "a symbolic link");
    }
    if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      throw unusable(name, "a file", "nothing");
    }
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      throw unusable(name, "a plain file", "something else");
    }
    if (hardLinks(file) > 1) {
      throw unusable(name, "a file with one name", "a hard link");
    }
  }

  private static UnusableFileException unusable(String where, String wanted, String found) {
    return new UnusableFileException(new BundleProblem(where, wanted, found));
  }

  private static int hardLinks(Path file) throws IOException {
    try {
      return (int) Files.getAttribute(file, "unix:nlink", LinkOption.NOFOLLOW_LINKS);
    } catch (UnsupportedOperationException e) {
      return 1; // A file system without the attribute has no hard links to tell of.
    }
  }
}
