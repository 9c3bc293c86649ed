package io.contacttriage.cli.local;

import java.nio.file.Path;

/** A Kafka broker in a process of its own; its argument is an empty folder. */
final class BrokerMain {
  private BrokerMain() {}

  public static void main(String[] args) throws Exception {
    LocalLogs.silence();
    try (LocalBroker broker = LocalBroker.start(Path.of(args[0]))) {
      ChildJvm.sayReady(broker.bootstrapServers());
      ChildJvm.awaitEnd();
    }
    System.exit(0);
  }
}
