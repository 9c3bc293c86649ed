package io.contacttriage.cli.cluster;

import io.contacttriage.cli.faults.FaultsCommand;
import picocli.CommandLine.Command;

/** The job on a cluster of processes on this machine. */
@Command(
    name = "cluster",
    mixinStandardHelpOptions = true,
    description =
        "Starts a Kafka broker and a Flink cluster as processes here, with the job on it.",
    subcommands = {
      ClusterUpCommand.class,
      ClusterStatusCommand.class,
      ClusterStartCommand.class,
      ClusterDownCommand.class,
      FaultsCommand.class
    })
public final class ClusterCommand {}
