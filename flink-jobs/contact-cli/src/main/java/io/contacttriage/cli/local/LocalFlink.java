package io.contacttriage.cli.local;

import java.net.BindException;
import java.time.Duration;
import org.apache.flink.configuration.Configuration;

/** Flink's settings where everything runs on one machine and nothing is kept. */
final class LocalFlink {
  private static final String CHECKPOINTS = "execution.checkpointing.dir";

  private LocalFlink() {}

  /** What the cluster is started with. */
  static Configuration cluster(LocalCluster.Options options) {
    Configuration flink = new Configuration();
    String folder = options.folder().toString();
    flink.setString("io.tmp.dirs", folder);
    flink.setString("web.tmpdir", folder);
    flink.setString("rest.address", "localhost");
    flink.setString("rest.bind-address", "localhost");
    flink.setString("rest.bind-port", Integer.toString(options.uiPort()));
    // The UI is for looking: whoever opens it by chance cannot stop or start anything.
    flink.setString("web.submit.enable", "false");
    flink.setString("web.cancel.enable", "false");
    flink.setString("taskmanager.memory.managed.size", "256m");
    flink.setString("metrics.fetcher.update-interval", "2 s");
    return flink;
  }

  /** The job's own Flink settings with the places of this machine. */
  static Configuration job(Configuration wanted, LocalCluster.Options options) {
    Configuration flink = new Configuration(wanted);
    // Whoever names a place for checkpoints wants to keep them.
    if (!wanted.toMap().containsKey(CHECKPOINTS)) {
      flink.setString(CHECKPOINTS, options.folder().resolve("checkpoints").toUri().toString());
    }
    flink.setString(
        "state.backend.rocksdb.localdir", options.folder().resolve("rocksdb").toString());
    Duration every = options.checkpointEvery();
    if (every != null) {
      flink.setString("execution.checkpointing.interval", every.toMillis() + " ms");
    }
    return flink;
  }

  static boolean isTaken(Throwable problem) {
    for (Throwable at = problem; at != null; at = at.getCause()) {
      if (at instanceof BindException) {
        return true;
      }
    }
    return false;
  }
}
