package io.contacttriage.cli.live;

import io.contacttriage.cli.local.KeptDemo;
import picocli.CommandLine.Option;

/** Which Kafka a command talks to, and by which topics. */
public final class KafkaOptions {
  @Option(
      names = "--bootstrap",
      paramLabel = "HOST:PORT",
      description = "Kafka (default: that of the demo that was started with --keep)")
  private String bootstrap;

  @Option(
      names = "--contacts-topic",
      paramLabel = "TOPIC",
      defaultValue = "contacts",
      description = "Default: ${DEFAULT-VALUE}")
  private String contactsTopic;

  @Option(
      names = "--routes-topic",
      paramLabel = "TOPIC",
      defaultValue = "routes",
      description = "Default: ${DEFAULT-VALUE}")
  private String routesTopic;

  @Option(
      names = "--rejects-topic",
      paramLabel = "TOPIC",
      defaultValue = "rejects",
      description = "Default: ${DEFAULT-VALUE}")
  private String rejectsTopic;

  /** The brokers that were named, or those of the kept demo. */
  public String bootstrapServers() {
    return KeptDemo.bootstrapServers(bootstrap);
  }

  public String contactsTopic() {
    return contactsTopic;
  }

  public String routesTopic() {
    return routesTopic;
  }

  public String rejectsTopic() {
    return rejectsTopic;
  }
}
