package io.contacttriage.cli.cluster;

import io.contacttriage.cli.CommandFailure;
import io.contacttriage.cli.local.WorkFolder;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Ends a cluster. */
@Command(
    name = "down",
    mixinStandardHelpOptions = true,
    description = "Ends the cluster and deletes its files, topics and checkpoints among them.")
final class ClusterDownCommand implements Callable<Integer> {
  @Option(names = "--keep", description = "Keep the files, such as the logs")
  private boolean keep;

  @Mixin private FolderOption folder;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    Path path = folder.path();
    ProcessCluster.find(path)
        .orElseThrow(() -> CommandFailure.failed("no cluster in " + path))
        .close();
    if (!keep) {
      WorkFolder.of(path).close();
    }
    spec.commandLine()
        .getOut()
        .println("The cluster has ended." + (keep ? " Its files are in " + path : ""));
    return 0;
  }
}
