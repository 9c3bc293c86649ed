package io.contacttriage.cli.cluster;

import io.contacttriage.cli.CommandFailure;
import io.contacttriage.cli.tools.TextTable;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Which parts of a cluster live, and whether its job runs. Exit code 1 when something does not. */
@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    description = "Shows the processes of the cluster and its job; exit code 1 when one has ended.")
final class ClusterStatusCommand implements Callable<Integer> {
  @Mixin private FolderOption folder;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    ProcessCluster cluster =
        ProcessCluster.find(folder.path())
            .orElseThrow(
                () ->
                    CommandFailure.failed(
                        "no cluster in " + folder.path() + ": './triage cluster up' starts one"));
    TextTable table = new TextTable("part", "state", "pid", "where");
    boolean allWell = true;
    for (ServerProcess process : cluster.processes()) {
      boolean lives = process.isAlive();
      allWell &= lives;
      table.row(
          process.name(),
          lives ? "runs" : "has ended",
          Long.toString(process.pid()),
          where(cluster, process));
    }
    String job = jobState(cluster);
    table.row("job", job, "", "");
    spec.commandLine().getOut().print(table.render());
    spec.commandLine().getOut().flush();
    return allWell && job.equals("RUNNING") ? 0 : 1;
  }

  private static String where(ProcessCluster cluster, ServerProcess process) {
    if (process.equals(cluster.broker())) {
      return cluster.bootstrapServers();
    }
    return process.equals(cluster.jobManager()) ? cluster.rest().toString() : "";
  }

  private static String jobState(ProcessCluster cluster) throws InterruptedException {
    try {
      Optional<String> job = cluster.flink().runningJob();
      return job.isPresent() ? cluster.flink().state(job.get()) : "none";
    } catch (IOException noAnswer) {
      return "unknown: the JobManager does not answer";
    }
  }
}
