package io.contacttriage.scoring.bundle;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** A bundle that must not be used, with everything that is wrong with it. */
public final class InvalidBundleException extends Exception {
  private final transient List<BundleProblem> problems;

  public InvalidBundleException(Path directory, List<BundleProblem> problems) {
    this(directory, problems, null);
  }

  public InvalidBundleException(Path directory, List<BundleProblem> problems, Throwable cause) {
    super(message(directory, problems), cause);
    this.problems = List.copyOf(problems);
  }

  public List<BundleProblem> problems() {
    return problems;
  }

  private static String message(Path directory, List<BundleProblem> problems) {
    return problems.stream()
        .map(problem -> "\n  " + problem)
        .collect(Collectors.joining("", "Model bundle " + directory + " is refused:", ""));
  }
}
