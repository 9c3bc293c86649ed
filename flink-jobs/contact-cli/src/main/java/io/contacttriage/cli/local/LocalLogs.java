package io.contacttriage.cli.local;

import io.contacttriage.cli.ProjectFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Where the parts of this process write their logs: to a file, never between the lines that a
 * person reads. To be called before anything logs, since the first logger reads it.
 */
public final class LocalLogs {
  private static volatile Path file;

  private LocalLogs() {}

  /** Sends all logs of this process to {@code target}. */
  public static void writeTo(Path target) {
    file = target;
    System.setProperty("triage.log.file", target.toString());
    System.setProperty("triage.log.level", "INFO");
    configure();
  }

  /** Keeps the clients quiet: what goes wrong is said by the command itself. */
  public static void silence() {
    System.setProperty("triage.log.level", "OFF");
    configure();
  }

  /**
   * Saves the log of a run that failed from its folder, which is about to go.
   *
   * @return where it is now, or null when nothing was logged
   */
  public static Path keep() {
    if (file == null || !Files.exists(file)) {
      return null;
    }
    try {
      Path kept = Files.createTempFile("triage-", ".log");
      return Files.copy(file, kept, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      return null;
    }
  }

  private static void configure() {
    Path configuration = ProjectFolder.resolve("config/logging/log4j2-cli.properties");
    if (System.getProperty("log4j2.configurationFile") == null && Files.exists(configuration)) {
      System.setProperty("log4j2.configurationFile", configuration.toUri().toString());
    }
  }
}
