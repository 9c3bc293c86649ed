package io.contacttriage.scoring.bundle;

import java.util.List;
import java.util.stream.Collectors;

/** A bundle that must not be used, with everything that is wrong with it. */
public final class InvalidBundleException extends Exception {
  private final transient List<BundleProblem> problems;

  /**
   * @param place of the bundle, as {@link BundleFiles#place} says it
   */
  public InvalidBundleException(String place, List<BundleProblem> problems) {
    this(place, problems, null);
  }

  public InvalidBundleException(String place, List<BundleProblem> problems, Throwable cause) {
    super(message(place, problems), cause);
    this.problems = List.copyOf(problems);
  }

  public List<BundleProblem> problems() {
    return problems;
  }

  static void throwIfAny(BundleFiles files, List<BundleProblem> problems)
      throws InvalidBundleException {
    if (!problems.isEmpty()) {
      throw new InvalidBundleException(files.place(), problems);
    }
  }

  private static String message(String place, List<BundleProblem> problems) {
    return problems.stream()
        .map(problem -> "\n  " + problem)
        .collect(Collectors.joining("", "Model bundle " + place + " is refused:", ""));
  }
}
