package io.contacttriage.cli;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where the project's own files lie: models, policies, configuration. */
public final class ProjectFolder {
  /** Set by the launcher. */
  private static final String HOME_PROPERTY = "triage.home";

  private ProjectFolder() {}

  /**
   * A file of the project, wherever the command was called from.
   *
   * @param relative such as {@code config/policies}
   */
  public static Path resolve(String relative) {
    return root().resolve(relative);
  }

  private static Path root() {
    String home = System.getProperty(HOME_PROPERTY);
    if (home != null) {
      return Path.of(home);
    }
    Path here = Path.of("").toAbsolutePath();
    for (Path folder = here; folder != null; folder = folder.getParent()) {
      if (Files.isDirectory(folder.resolve("flink-jobs"))) {
        return folder;
      }
    }
    return here;
  }
}
