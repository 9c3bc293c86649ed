package io.contacttriage.job;

import io.contacttriage.scoring.bundle.BundleFiles;
import io.contacttriage.scoring.bundle.BundleProblem;
import io.contacttriage.scoring.bundle.UnusableFileException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;

/** Files of a bundle on any file system that Flink knows. */
final class FlinkBundleFiles implements BundleFiles {
  private final Path directory;

  /**
   * @param directory with a scheme; a scheme that Flink does not know is an {@link IOException}
   *     when a file is read
   */
  FlinkBundleFiles(Path directory) {
    this.directory = directory;
  }

  @Override
  public String place() {
    return directory.toString();
  }

  @Override
  public BundleFiles folder(String path) {
    return new FlinkBundleFiles(new Path(directory, path));
  }

  @Override
  public byte[] readUpTo(String path, int limit) throws IOException, UnusableFileException {
    Path file = new Path(directory, path);
    // Unguarded: the guard closes streams with the task that opened them, and this is no task's.
    FileSystem fileSystem = FileSystem.getUnguardedFileSystem(file.toUri());
    try {
      if (fileSystem.getFileStatus(file).isDir()) {
        throw new UnusableFileException(new BundleProblem(path, "a plain file", "a directory"));
      }
    } catch (FileNotFoundException e) {
      throw new UnusableFileException(new BundleProblem(path, "a file in " + directory, "nothing"));
    }
    try (InputStream in = fileSystem.open(file)) {
      return in.readNBytes(limit);
    }
  }
}
