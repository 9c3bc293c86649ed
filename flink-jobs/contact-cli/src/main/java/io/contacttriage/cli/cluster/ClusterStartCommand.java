package io.contacttriage.cli.cluster;

import io.contacttriage.cli.CommandFailure;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Starts the parts of a cluster again that have ended. */
@Command(
    name = "start",
    mixinStandardHelpOptions = true,
    description =
        "Starts the parts of the cluster again that have ended, with what they have on disk.")
final class ClusterStartCommand implements Callable<Integer> {
  @Mixin private FolderOption folder;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    Path path = folder.path();
    ProcessCluster cluster =
        ProcessCluster.find(path)
            .orElseThrow(
                () ->
                    CommandFailure.failed(
                        "no cluster in " + path + ": './triage cluster up' starts one"));
    PrintWriter out = spec.commandLine().getOut();
    List<ServerProcess> ended =
        cluster.processes().stream().filter(process -> !process.isAlive()).toList();
    if (ended.isEmpty()) {
      out.println("All parts run.");
    }
    for (ServerProcess process : ended) {
      cluster.startAgain(process);
      out.println(process.name() + " starts again");
    }
    return 0;
  }
}
