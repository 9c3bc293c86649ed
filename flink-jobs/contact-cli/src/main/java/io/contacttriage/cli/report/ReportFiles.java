package io.contacttriage.cli.report;

import io.contacttriage.cli.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import picocli.CommandLine.Option;

/** Files that a command writes its report to, besides the table that it prints. */
public final class ReportFiles {
  @Option(names = "--json", paramLabel = "FILE", description = "Write every figure as JSON as well")
  private Path json;

  @Option(
      names = "--html",
      paramLabel = "FILE",
      description = "Write a report for a browser as well: one file, without any contact's text")
  private Path html;

  /** Before the work, which may take long. */
  public void requireFolders() {
    requireFolder("--json", json);
    requireFolder("--html", html);
  }

  private static void requireFolder(String option, Path file) {
    if (file != null && !Files.isDirectory(file.toAbsolutePath().getParent())) {
      throw CommandFailure.wrongUsage(
          option + ": wanted a file in a folder that exists, found no folder of " + file);
    }
  }

  public void write(Supplier<String> jsonReport, Supplier<String> htmlReport) {
    write("--json", json, () -> jsonReport.get() + "\n");
    write("--html", html, htmlReport);
  }

  private static void write(String option, Path file, Supplier<String> report) {
    if (file == null) {
      return;
    }
    try {
      Files.writeString(file, report.get());
    } catch (IOException e) {
      throw CommandFailure.failed(option + ": wanted a file that can be written, found " + e);
    }
  }
}
