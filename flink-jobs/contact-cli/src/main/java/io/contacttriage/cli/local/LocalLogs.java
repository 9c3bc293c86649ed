package io.contacttriage.cli.local;

import io.contacttriage.cli.ProjectFolder;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.apache.logging.log4j.core.config.Configurator;

/**
 * Where the parts of this process write their logs: to a file, never between the lines that a
 * person reads.
 */
public final class LocalLogs {
  private static final String CONFIGURATION = "log4j2.configurationFile";
  private static final String OURS =
      ProjectFolder.resolve("config/logging/log4j2-cli.properties").toUri().toString();

  private static volatile Path file;

  private LocalLogs() {}

  /** Sends all logs of this process to {@code target} from now on, whoever logged before. */
  public static void writeTo(Path target) {
    file = target;
    System.setProperty("triage.log.file", target.toString());
    System.setProperty("triage.log.level", "INFO");
    configure();
    if (OURS.equals(System.getProperty(CONFIGURATION))) {
      Configurator.reconfigure(URI.create(OURS));
    }
  }

  /**
   * Keeps the clients quiet: what goes wrong is said by the command itself. To be called before
   * anything logs, since the first logger reads it.
   */
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
    if (System.getProperty(CONFIGURATION) == null && Files.exists(Path.of(URI.create(OURS)))) {
      System.setProperty(CONFIGURATION, OURS);
    }
  }
}
