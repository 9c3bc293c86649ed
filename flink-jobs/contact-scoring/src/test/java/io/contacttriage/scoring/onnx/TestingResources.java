package io.contacttriage.scoring.onnx;

import java.util.OptionalLong;

final class TestingResources {
  /** Nothing is refused, whatever machine the tests run on. */
  static final TaskManagerResources LOCAL_RUN =
      new TaskManagerResources(1, 1, OptionalLong.empty());

  private TestingResources() {}
}
