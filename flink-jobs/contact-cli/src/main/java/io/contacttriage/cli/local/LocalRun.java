package io.contacttriage.cli.local;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Runs parts on this machine so that nothing of them is left, however the run ends. */
public final class LocalRun {
  private LocalRun() {}

  /** What is run. */
  public interface Body {
    /**
     * Starts parts and works with them.
     *
     * @return the exit code
     */
    int run(OpenParts parts) throws Exception;
  }

  /**
   * Runs {@code body} and closes its parts: at its end, at its failure, which also saves the log,
   * and at Ctrl-C.
   *
   * @param err is told where the log of a failed run is
   */
  public static int run(PrintWriter err, Body body) throws Exception {
    OpenParts parts = new OpenParts();
    Thread closing = new Thread(parts::close, "close-parts");
    Runtime.getRuntime().addShutdownHook(closing);
    try {
      return body.run(parts);
    } catch (Exception e) {
      if (parts.isClosed()) {
        // Interrupted: the hook is closing everything, and what fails meanwhile says nothing.
        TimeUnit.DAYS.sleep(1);
      }
      Path log = LocalLogs.keep();
      if (log != null) {
        err.println("the log is at " + log);
      }
      throw e;
    } finally {
      parts.close();
      removeHook(closing);
    }
  }

  private static void removeHook(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException ending) {
      // The JVM is ending: the hook runs.
    }
  }
}
