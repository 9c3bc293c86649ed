package io.contacttriage.scoring.bundle;

import java.util.Set;

/** For the fuzzer, see {@code flink-jobs/fuzz}: any bytes are inspected to an end. */
public final class OnnxInspectionTarget {
  private OnnxInspectionTarget() {}

  /** Any exception is a finding: the runtime gets what this lets through. */
  public static void fuzzerTestOneInput(byte[] bytes) {
    OnnxInspection.inspect("fuzzed.onnx", bytes, Set.of("com.microsoft"));
  }
}
