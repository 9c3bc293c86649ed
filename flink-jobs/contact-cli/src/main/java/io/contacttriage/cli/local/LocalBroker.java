package io.contacttriage.cli.local;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;

/**
 * A real Kafka broker, its own controller, in this JVM and on this machine's loopback address only.
 * Everything is kept once: it is for trying and for tests.
 */
public final class LocalBroker implements AutoCloseable {
  /** Larger than any contact should be, so that a too large one is the job's to reject. */
  public static final int MAX_RECORD_BYTES = 8 << 20;

  private final KafkaRaftServer server;
  private final String bootstrapServers;

  private LocalBroker(KafkaRaftServer server, String bootstrapServers) {
    this.server = server;
    this.bootstrapServers = bootstrapServers;
  }

  /**
   * Formats {@code folder} and starts a broker on free ports; it is ready when this returns.
   *
   * @param folder an empty one, which its owner deletes
   */
  public static LocalBroker start(Path folder) {
    int[] ports = FreePorts.some(2);
    return start(folder, ports[0], ports[1]);
  }

  /**
   * Starts a broker on given ports with what an earlier one has left in {@code folder}, also when
   * that one was killed; an empty folder is formatted.
   */
  public static LocalBroker start(Path folder, int brokerPort, int controllerPort) {
    return start(folder, brokerPort, controllerPort, Map.of());
  }

  /**
   * Starts a broker that has more to it, such as a further listener.
   *
   * @param more the broker's own settings, which win
   */
  public static LocalBroker start(
      Path folder, int brokerPort, int controllerPort, Map<String, String> more) {
    Path data = folder.resolve("data");
    Map<String, String> settings = settings(data, brokerPort, controllerPort);
    settings.putAll(more);
    if (!Files.exists(data.resolve("meta.properties"))) {
      format(folder, settings);
    }
    KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(settings, false), Time.SYSTEM);
    try {
      server.startup();
    } catch (RuntimeException e) {
      server.shutdown();
      throw e;
    }
    return new LocalBroker(server, "localhost:" + brokerPort);
  }

  public String bootstrapServers() {
    return bootstrapServers;
  }

  @Override
  public void close() {
    server.shutdown();
    server.awaitShutdown();
  }

  private static Map<String, String> settings(Path data, int brokerPort, int controllerPort) {
    Map<String, String> settings = new TreeMap<>();
    settings.put("process.roles", "broker,controller");
    settings.put("node.id", "1");
    settings.put("log.dirs", data.toString());
    settings.put(
        "listeners",
        "BROKER://localhost:" + brokerPort + ",CONTROLLER://localhost:" + controllerPort);
    settings.put("listener.security.protocol.map", "BROKER:PLAINTEXT,CONTROLLER:PLAINTEXT");
    settings.put("inter.broker.listener.name", "BROKER");
    settings.put("controller.listener.names", "CONTROLLER");
    settings.put("controller.quorum.bootstrap.servers", "localhost:" + controllerPort);
    settings.put("auto.create.topics.enable", "false");
    settings.put("message.max.bytes", Integer.toString(MAX_RECORD_BYTES));
    settings.put("default.replication.factor", "1");
    settings.put("min.insync.replicas", "1");
    settings.put("offsets.topic.replication.factor", "1");
    settings.put("offsets.topic.num.partitions", "1");
    settings.put("transaction.state.log.replication.factor", "1");
    settings.put("transaction.state.log.min.isr", "1");
    settings.put("transaction.state.log.num.partitions", "1");
    // A consumer group is ready at once instead of after three seconds.
    settings.put("group.initial.rebalance.delay.ms", "0");
    settings.put("log.cleaner.dedupe.buffer.size", Integer.toString(4 << 20));
    settings.put("controlled.shutdown.enable", "false");
    return settings;
  }

  private static void format(Path folder, Map<String, String> settings) {
    Path file = folder.resolve("server.properties");
    Properties properties = new Properties();
    properties.putAll(settings);
    try (var writer = Files.newBufferedWriter(file)) {
      properties.store(writer, null);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    int code =
        StorageTool.execute(
            new String[] {
              "format", "--standalone", "-t", Uuid.randomUuid().toString(), "-c", file.toString()
            },
            new PrintStream(said, true, StandardCharsets.UTF_8));
    if (code != 0) {
      throw new IllegalStateException(
          "the broker's folder cannot be formatted: "
              + said.toString(StandardCharsets.UTF_8).strip());
    }
  }
}
