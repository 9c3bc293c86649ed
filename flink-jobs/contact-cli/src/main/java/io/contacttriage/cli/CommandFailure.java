package io.contacttriage.cli;

/** A command cannot go on, for a reason that its user can read: no stack trace is printed. */
public final class CommandFailure extends RuntimeException {
  private final int exitCode;

  private CommandFailure(int exitCode, String message) {
    super(message);
    this.exitCode = exitCode;
  }

  /** Something was tried and did not hold: exit code 1. */
  public static CommandFailure failed(String message) {
    return new CommandFailure(1, message);
  }

  /** The command was asked for something that cannot be: exit code 2. */
  public static CommandFailure wrongUsage(String message) {
    return new CommandFailure(2, message);
  }

  public int exitCode() {
    return exitCode;
  }
}
