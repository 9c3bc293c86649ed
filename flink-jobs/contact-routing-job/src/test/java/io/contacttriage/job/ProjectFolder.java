package io.contacttriage.job;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where the project lies, whichever module's tests run. */
public final class ProjectFolder {
  public static final Path ROOT = find(Path.of("").toAbsolutePath());

  private ProjectFolder() {}

  private static Path find(Path from) {
    return Files.exists(from.resolve("config/policies")) ? from : find(from.getParent());
  }
}
