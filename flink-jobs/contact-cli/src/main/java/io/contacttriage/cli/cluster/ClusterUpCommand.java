package io.contacttriage.cli.cluster;

import io.contacttriage.cli.CommandFailure;
import io.contacttriage.cli.tools.TextTable;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Starts a cluster and leaves it running. */
@Command(
    name = "up",
    mixinStandardHelpOptions = true,
    description = {
      "Starts broker, ZooKeeper, JobManager and TaskManagers as processes, and the job through REST.",
      "They stay until './triage cluster down'. The jars lie as docs/deployment.md says."
    })
final class ClusterUpCommand implements Callable<Integer> {
  @Option(
      names = "--task-managers",
      paramLabel = "N",
      defaultValue = "2",
      description = "Default: ${DEFAULT-VALUE}")
  private int taskManagers;

  @Option(
      names = "--slots",
      paramLabel = "N",
      defaultValue = "1",
      description = "Of each TaskManager, at most its cores (default: ${DEFAULT-VALUE})")
  private int slots;

  @Option(names = "--port-broker", paramLabel = "PORT", description = "Default: a free one")
  private int brokerPort;

  @Option(names = "--port-ui", paramLabel = "PORT", description = "Default: a free one")
  private int uiPort;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "A setting of the job, as in docs/configuration.md; may be given again")
  private Map<String, String> settings = new LinkedHashMap<>();

  @Mixin private FolderOption folder;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    ClusterShape shape = new ClusterShape(taskManagers, slots);
    Path path = folder.path();
    requireNone(path);
    List<Path> lib = List.of(ClusterJars.lib());
    ClusterPorts ports = ClusterPorts.choose(brokerPort, uiPort);
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    Files.createDirectories(path);
    ProcessCluster cluster = ProcessCluster.start(path, ports, shape, lib);
    boolean isUp = false;
    try {
      ClusterJob.start(cluster, settings, err::println);
      isUp = true;
    } finally {
      if (!isUp) {
        cluster.close();
        err.println(
            "the logs are in "
                + path.resolve("logs")
                + "; './triage cluster down"
                + folder.argument()
                + "' clears");
      }
    }
    show(cluster, out);
    return 0;
  }

  private static void requireNone(Path path) throws IOException {
    if (ProcessCluster.find(path).isPresent()) {
      boolean lives =
          ProcessCluster.find(path).get().processes().stream().anyMatch(ServerProcess::isAlive);
      throw CommandFailure.failed(
          lives
              ? "a cluster is up in " + path + ": './triage cluster status' shows it"
              : "a cluster that has ended left its files in "
                  + path
                  + ": './triage cluster down' clears them");
    }
    if (Files.isDirectory(path)) {
      try (Stream<Path> files = Files.list(path)) {
        if (files.findAny().isPresent()) {
          throw CommandFailure.wrongUsage("--folder: " + path + " is not empty");
        }
      }
    }
  }

  private void show(ProcessCluster cluster, PrintWriter out) {
    String bootstrap = " --bootstrap " + cluster.bootstrapServers();
    out.print(
        new TextTable("part", "where")
            .row("broker", cluster.bootstrapServers())
            .row("Flink's web UI", cluster.rest().toString())
            .row("logs", cluster.folder().resolve("logs").toString())
            .row("send a contact", "./triage send" + bootstrap + " \"I was charged twice\"")
            .row("read routes", "./triage routes" + bootstrap)
            .row("end it", "./triage cluster down" + folder.argument())
            .render());
    out.flush();
  }
}
