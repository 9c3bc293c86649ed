package io.contacttriage.cli.cluster;

import io.contacttriage.cli.local.LocalBroker;
import java.nio.file.Path;

/** The local broker in a process of its own, which can be killed without the rest. */
final class BrokerProcess {
  private BrokerProcess() {}

  /** Runs until it is told to end. Arguments: folder, port of the broker, of its controller. */
  public static void main(String[] args) throws InterruptedException {
    LocalBroker broker =
        LocalBroker.start(Path.of(args[0]), Integer.parseInt(args[1]), Integer.parseInt(args[2]));
    Runtime.getRuntime().addShutdownHook(new Thread(broker::close, "close-broker"));
    Thread.currentThread().join();
  }
}
