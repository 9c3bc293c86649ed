package io.contacttriage.job;

import java.util.Optional;

/** Tells a job that brings ONNX Runtime in its own jar from one that finds it in the cluster. */
final class NativeLibraryCheck {
  private NativeLibraryCheck() {}

  /**
   * What to change, where the classes that load the library are of the job's own jar.
   *
   * @param scoring a class of the jar that holds ONNX Runtime
   * @param flink a class that the cluster itself has loaded
   */
  static Optional<String> warning(Class<?> scoring, Class<?> flink) {
    if (scoring.getClassLoader() == flink.getClassLoader()) {
      return Optional.empty();
    }
    return Optional.of(
        "ONNX Runtime is part of the job's own jar: each submission loads another copy of it into"
            + " this TaskManager, which stays until the process ends. Put contact-scoring-"
            + JobVersion.CURRENT
            + "-lib.jar into Flink's lib/ and submit contact-routing-job-"
            + JobVersion.CURRENT
            + "-job-slim.jar, see docs/deployment.md.");
  }
}
