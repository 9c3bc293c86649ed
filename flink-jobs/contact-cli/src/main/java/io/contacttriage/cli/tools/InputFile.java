package io.contacttriage.cli.tools;

import io.contacttriage.cli.CommandFailure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Parameters;

/** The input of a command that reads a file or standard input. */
public final class InputFile {
  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "FILE",
      description = "JSON lines; standard input when absent or -")
  private Path file;

  public InputStream open(InputStream standardInput) throws IOException {
    if (file == null || file.toString().equals("-")) {
      return standardInput;
    }
    if (!Files.isReadable(file) || Files.isDirectory(file)) {
      throw CommandFailure.wrongUsage("wanted a file that can be read, found none at " + file);
    }
    return Files.newInputStream(file);
  }
}
