package io.contacttriage.scoring.bundle;

/** Something that is not a plain file stands, or nothing, where a bundle wants one. */
public final class UnusableFileException extends Exception {
  private final transient BundleProblem problem;

  /**
   * @param problem what was wanted and found
   */
  public UnusableFileException(BundleProblem problem) {
    super(problem.toString());
    this.problem = problem;
  }

  BundleProblem problem() {
    return problem;
  }
}
