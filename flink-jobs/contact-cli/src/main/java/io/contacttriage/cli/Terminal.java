package io.contacttriage.cli;

import java.util.Map;

/**
 * What a person sees of the command's output. Java cannot ask for each stream whether it is a
 * terminal, so the launcher says it.
 */
public record Terminal(boolean out, boolean err, boolean colour) {
  /** A file or a pipe. */
  public static final Terminal NONE = new Terminal(false, false, false);

  /** Of this process; colour is off where {@code NO_COLOR} is set or the terminal is dumb. */
  public static Terminal ofProcess() {
    return of(
        Boolean.getBoolean("triage.terminal.out"),
        Boolean.getBoolean("triage.terminal.err"),
        System.getenv());
  }

  static Terminal of(boolean out, boolean err, Map<String, String> environment) {
    boolean plain =
        !environment.getOrDefault("NO_COLOR", "").isEmpty()
            || environment.getOrDefault("TERM", "").equals("dumb");
    return new Terminal(out, err, out && !plain);
  }

  public String bold(String text) {
    return styled("1", text);
  }

  public String red(String text) {
    return styled("31", text);
  }

  public String green(String text) {
    return styled("32", text);
  }

  private String styled(String code, String text) {
    return colour ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
  }
}
