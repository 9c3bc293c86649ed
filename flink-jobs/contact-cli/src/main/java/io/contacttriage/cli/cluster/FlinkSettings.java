package io.contacttriage.cli.cluster;

import java.nio.file.Path;

/** What the processes of a Flink session cluster on one small machine are told. */
final class FlinkSettings {
  private FlinkSettings() {}

  /** Flink's config.yaml. */
  static String yaml(Path folder, ClusterPorts ports, int slots) {
    return """
        jobmanager.bind-host: localhost
        jobmanager.scheduler: adaptive
        jobmanager.adaptive-scheduler.submission.resource-stabilization-timeout: 2 s
        jobmanager.adaptive-scheduler.executing.resource-stabilization-timeout: 5 s
        jobmanager.adaptive-scheduler.executing.cooldown-after-rescaling: 5 s
        high-availability.type: zookeeper
        high-availability.zookeeper.quorum: localhost:%d
        # A JobManager that was killed is replaced after this.
        high-availability.zookeeper.client.session-timeout: 10 s
        high-availability.jobmanager.port: %d
        high-availability.storageDir: %s
        rest.address: localhost
        rest.bind-address: localhost
        rest.port: %d
        rest.bind-port: %d
        # A busy machine is no dead one; one that has ended refuses the next heartbeats.
        heartbeat.interval: 1 s
        heartbeat.timeout: 2 min
        pekko.startup-timeout: 5 min
        pekko.ask.timeout: 1 min
        pekko.tcp.timeout: 1 min
        web.timeout: 5 min
        io.tmp.dirs: %s
        execution.checkpointing.dir: %s
        metrics.reporter.prometheus.factory.class: org.apache.flink.metrics.prometheus.PrometheusReporterFactory
        # Each process takes the first that is free.
        metrics.reporter.prometheus.port: 9249-9269
        metrics.reporter.prometheus.filterLabelValueCharacters: false
        taskmanager.host: localhost
        taskmanager.bind-host: localhost
        taskmanager.numberOfTaskSlots: %d
        taskmanager.cpu.cores: %d
        taskmanager.memory.framework.heap.size: 128m
        taskmanager.memory.framework.off-heap.size: 128m
        taskmanager.memory.task.heap.size: 384m
        taskmanager.memory.task.off-heap.size: 400m
        taskmanager.memory.network.min: 64m
        taskmanager.memory.network.max: 64m
        taskmanager.memory.managed.size: 128m
        taskmanager.memory.jvm-metaspace.size: 256m
        taskmanager.memory.jvm-overhead.min: 192m
        taskmanager.memory.jvm-overhead.max: 192m
        """
        .formatted(
            ports.zooKeeper(),
            ports.jobManager(),
            folder.resolve("ha").toUri(),
            ports.rest(),
            ports.rest(),
            folder.resolve("tmp"),
            folder.resolve("checkpoints").toUri(),
            slots,
            slots);
  }

  /** ZooKeeper's zoo.cfg: it holds who leads and which jobs run. */
  static String zooKeeper(Path folder, int port) {
    return """
        dataDir=%s
        clientPort=%d
        clientPortAddress=localhost
        tickTime=1000
        admin.enableServer=false
        """
        .formatted(folder.resolve("zookeeper"), port);
  }
}
