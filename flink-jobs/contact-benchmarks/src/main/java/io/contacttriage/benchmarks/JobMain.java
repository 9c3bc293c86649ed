package io.contacttriage.benchmarks;

import io.contacttriage.benchmarks.jobs.Arm;
import io.contacttriage.benchmarks.profile.StackSampler;
import io.contacttriage.cli.local.ChildJvm;
import io.contacttriage.cli.local.LocalCluster;
import io.contacttriage.cli.local.LocalLogs;
import io.contacttriage.cli.local.WorkFolder;
import io.contacttriage.job.settings.JobSettings;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * One job on a cluster of its own: {@code ARM PARALLELISM KEY=VALUE…}, settings of the job. Asked
 * for a number of seconds, it answers where its CPU time went in them, as folded stacks.
 */
final class JobMain {
  private static final long LOOK_AGAIN_MILLIS = 50;

  private JobMain() {}

  public static void main(String[] args) throws Exception {
    LocalLogs.silence();
    Arm arm = Arm.valueOf(args[0]);
    int parallelism = Integer.parseInt(args[1]);
    Map<String, String> given = new TreeMap<>();
    for (int i = 2; i < args.length; i++) {
      int equals = args[i].indexOf('=');
      given.put(args[i].substring(0, equals), args[i].substring(equals + 1));
    }
    JobSettings settings = JobSettings.of(given);
    try (WorkFolder folder = WorkFolder.create();
        LocalCluster cluster =
            LocalCluster.start(
                new LocalCluster.Options(folder.folder("flink"), parallelism, 0, null))) {
      cluster.submit(settings, arm.title(), env -> arm.draw(env, settings));
      while (!cluster.isReading()) {
        if (cluster.lastFailure() != null) {
          throw new IllegalStateException(cluster.lastFailure());
        }
        TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN_MILLIS);
      }
      ChildJvm.sayReady(cluster.ui().toString());
      ChildJvm.tell("RESTARTS", cluster::restarts);
      ChildJvm.serve(
          seconds -> StackSampler.sample(Duration.ofSeconds(Long.parseLong(seconds))).lines());
    }
    System.exit(0);
  }
}
