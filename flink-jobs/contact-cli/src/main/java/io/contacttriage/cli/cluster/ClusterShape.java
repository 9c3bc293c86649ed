package io.contacttriage.cli.cluster;

import io.contacttriage.cli.CommandFailure;

/** How many TaskManagers a cluster has, and slots each of them. */
public record ClusterShape(int taskManagers, int slots) {
  public ClusterShape {
    if (taskManagers < 1 || taskManagers > 16 || slots < 1 || slots > 16) {
      throw CommandFailure.wrongUsage(
          "wanted 1 to 16 TaskManagers with 1 to 16 slots each, found "
              + taskManagers
              + " with "
              + slots);
    }
  }

  int allSlots() {
    return taskManagers * slots;
  }
}
