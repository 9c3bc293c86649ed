package io.contacttriage.cli.plan;

import io.contacttriage.cli.local.ChildJvm;
import io.contacttriage.cli.local.LocalCluster;
import io.contacttriage.cli.local.LocalLogs;
import io.contacttriage.cli.local.WorkFolder;
import io.contacttriage.job.settings.JobSettings;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * The job on a cluster of its own, as the only thing in its process: {@code SLOTS KEY=VALUE…},
 * settings of the job.
 */
final class CalibrationJobMain {
  private static final long LOOK_AGAIN_MILLIS = 50;

  private CalibrationJobMain() {}

  public static void main(String[] args) throws Exception {
    LocalLogs.silence();
    Map<String, String> given = new TreeMap<>();
    for (int i = 1; i < args.length; i++) {
      int equals = args[i].indexOf('=');
      given.put(args[i].substring(0, equals), args[i].substring(equals + 1));
    }
    try (WorkFolder folder = WorkFolder.create();
        LocalCluster cluster =
            LocalCluster.start(
                new LocalCluster.Options(
                    folder.folder("flink"), Integer.parseInt(args[0]), 0, null))) {
      cluster.submit(JobSettings.of(given));
      while (!cluster.isReading()) {
        if (cluster.lastFailure() != null) {
          throw new IllegalStateException(cluster.lastFailure());
        }
        TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN_MILLIS);
      }
      ChildJvm.sayReady("");
      ChildJvm.awaitEnd();
    }
    System.exit(0);
  }
}
