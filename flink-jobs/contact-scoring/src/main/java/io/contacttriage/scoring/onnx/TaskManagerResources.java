package io.contacttriage.scoring.onnx;

import java.util.OptionalLong;

/**
 * What a TaskManager has for scoring.
 *
 * @param slots as many tasks may score at once
 * @param cores that this process may use
 * @param offHeapBytes native memory for tasks, empty where nothing is limited: in a local run, all
 *     of a cluster in one process
 */
public record TaskManagerResources(int slots, int cores, OptionalLong offHeapBytes) {
  public TaskManagerResources {
    if (slots < 1 || cores < 1) {
      throw new IllegalArgumentException(
          "Wanted slots >= 1 and cores >= 1, found " + slots + ", " + cores);
    }
  }
}
