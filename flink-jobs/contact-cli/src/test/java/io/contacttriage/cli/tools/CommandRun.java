package io.contacttriage.cli.tools;

import io.contacttriage.cli.ProjectFolder;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine;

/** What a command answered. */
public record CommandRun(int exitCode, String out, String err) {
  /** A bundle with random weights, so that a command has something to ask. */
  public static final Path TINY_BUNDLE =
      ProjectFolder.resolve("flink-jobs/contact-scoring/src/test/resources/bundles/tiny");

  /** The same fast network with a deep one beside it. */
  public static final Path TWO_TIER_BUNDLE = TINY_BUNDLE.resolveSibling("tiny-two-tier");

  public static CommandRun of(CommandLine command, String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int exitCode =
        command
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true))
            .execute(arguments);
    return new CommandRun(exitCode, out.toString(), err.toString());
  }

  public List<String> lines() {
    return out.lines().toList();
  }

  public static InputStream input(String... lines) {
    return new ByteArrayInputStream(
        (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
  }
}
