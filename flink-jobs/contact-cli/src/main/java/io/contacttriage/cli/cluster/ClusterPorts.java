package io.contacttriage.cli.cluster;

import io.contacttriage.cli.CommandFailure;
import io.contacttriage.cli.local.FreePorts;

/** Where the parts of a cluster listen, all on the loopback address. */
record ClusterPorts(int broker, int controller, int rest, int jobManager, int zooKeeper) {

  /**
   * Free ports for all but those that are given.
   *
   * @param broker 0 for a free one, as is {@code rest}
   * @throws CommandFailure when a given one is taken
   */
  static ClusterPorts choose(int broker, int rest) {
    int[] free = FreePorts.some(5);
    return new ClusterPorts(
        broker == 0 ? free[0] : requireFree("--port-broker", broker),
        free[1],
        rest == 0 ? free[2] : requireFree("--port-ui", rest),
        free[3],
        free[4]);
  }

  private static int requireFree(String option, int port) {
    if (port < 1 || port > 65_535) {
      throw CommandFailure.wrongUsage(option + ": wanted a port, found " + port);
    }
    if (!FreePorts.isFree(port)) {
      throw CommandFailure.failed(option + ": port " + port + " is taken: give another");
    }
    return port;
  }
}
