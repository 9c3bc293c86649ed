package io.contacttriage.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** The {@code triage} command. Exit code 0: good; 1: a check failed; 2: wrong usage. */
@Command(
    name = "triage",
    description = "Scores and routes support contacts as they arrive.",
    mixinStandardHelpOptions = true,
    subcommands = {HelpCommand.class})
public final class Triage {
  private Triage() {}

  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  /** The command with all its subcommands, ready to be given arguments. */
  public static CommandLine commandLine() {
    CommandLine line = new CommandLine(new Triage());
    line.setExecutionExceptionHandler(
        (exception, command, arguments) -> {
          if (exception instanceof CommandFailure failure) {
            command.getErr().println(failure.getMessage());
            return failure.exitCode();
          }
          throw exception;
        });
    return line;
  }
}
