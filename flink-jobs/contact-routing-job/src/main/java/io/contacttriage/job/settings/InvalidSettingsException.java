package io.contacttriage.job.settings;

import java.util.List;

/** Settings that cannot be used; holds every problem. */
public final class InvalidSettingsException extends RuntimeException {
  private final transient List<String> problems;

  public InvalidSettingsException(List<String> problems) {
    super(
        problems.size()
            + (problems.size() == 1 ? " problem" : " problems")
            + " in the settings:\n  "
            + String.join("\n  ", problems));
    this.problems = List.copyOf(problems);
  }

  public List<String> problems() {
    return problems;
  }
}
