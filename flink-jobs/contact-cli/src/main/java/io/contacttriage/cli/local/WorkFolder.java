package io.contacttriage.cli.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/** A folder, by default one of its own in the temporary folder; it is gone when closed. */
public final class WorkFolder implements AutoCloseable {
  private final Path path;
  private volatile boolean kept;

  private WorkFolder(Path path) {
    this.path = path;
  }

  /** A folder that is there, to be gone when closed. */
  public static WorkFolder of(Path path) {
    return new WorkFolder(path);
  }

  public static WorkFolder create() {
    try {
      return new WorkFolder(Files.createTempDirectory("contact-triage-"));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make a folder for temporary files", e);
    }
  }

  public Path path() {
    return path;
  }

  /** A folder within this one, made when it is missing. */
  public Path folder(String name) {
    try {
      return Files.createDirectories(path.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make the folder " + name, e);
    }
  }

  /** Leaves the folder where it is when closed, for somebody to look into. */
  public void keep() {
    kept = true;
  }

  /** Deletes the folder with all it holds. What others delete meanwhile is no error. */
  @Override
  public void close() {
    if (kept) {
      return;
    }
    try {
      Files.walkFileTree(path, new Deleting());
    } catch (NoSuchFileException gone) {
      // Closed before.
    } catch (IOException e) {
      throw new UncheckedIOException("cannot delete " + path, e);
    }
  }

  private static final class Deleting extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.deleteIfExists(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException problem) throws IOException {
      if (problem instanceof NoSuchFileException) {
        return FileVisitResult.CONTINUE;
      }
      throw problem;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, IOException problem) throws IOException {
      Files.deleteIfExists(folder);
      return FileVisitResult.CONTINUE;
    }
  }
}
