package io.contacttriage.benchmarks;

import io.contacttriage.cli.Triage;
import picocli.CommandLine;

/**
 * The {@code triage} command with {@code bench}, which the launcher builds when it is asked for.
 */
final class BenchMain {
  private BenchMain() {}

  public static void main(String[] args) {
    CommandLine line = Triage.commandLine();
    line.addSubcommand(new BenchCommand());
    Triage.run(line, args);
  }
}
