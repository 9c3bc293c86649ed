package io.contacttriage.cli.cluster;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.contacttriage.cli.CommandFailure;
import io.contacttriage.cli.ProjectFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint;
import org.apache.flink.runtime.taskexecutor.TaskManagerRunner;

/**
 * A broker and a Flink session cluster, each part a process with class loaders as on a real one:
 * Flink's own jars and those of {@code lib/} in the process, the job's by Flink. What runs is
 * written to {@value #FILE} in its folder at each change, so that another process finds it.
 */
public final class ProcessCluster implements AutoCloseable {
  static final String FILE = "cluster.json";

  private static final String LOGGING = "config/logging/log4j2-cluster.properties";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final Pattern ONNX_RUNTIME = Pattern.compile(".*/libonnxruntime\\.so.*");
  private static final String BROKER = "broker";
  private static final String ZOOKEEPER = "zookeeper";
  private static final String JOB_MANAGER = "jobmanager";
  private static final String TASK_MANAGER = "taskmanager-";
  private static final String ZOOKEEPER_MAIN =
      "org.apache.flink.shaded.zookeeper3.org.apache.zookeeper.server.ZooKeeperServerMain";

  private final Path folder;
  private final ClusterPorts ports;
  private final ClusterShape shape;
  private final Map<String, ServerProcess> processes = new LinkedHashMap<>();
  private final FlinkRest flink;

  ProcessCluster(Path folder, ClusterPorts ports, ClusterShape shape) {
    this.folder = folder;
    this.ports = ports;
    this.shape = shape;
    this.flink = new FlinkRest(rest());
  }

  /** What {@value #FILE} holds. */
  private record State(ClusterPorts ports, ClusterShape shape, List<ServerProcess> processes) {}

  /** Starts all processes on free ports, with the jars of docs/deployment.md. */
  public static ProcessCluster start(Path folder, ClusterShape shape) {
    return start(folder, ClusterPorts.choose(0, 0), shape, List.of(ClusterJars.lib()));
  }

  /**
   * Starts all processes; they are not ready yet when this returns.
   *
   * @param folder an empty one for settings, logs, topics and checkpoints; its owner deletes it
   * @param lib jars beside Flink's own in {@code lib/}
   */
  static ProcessCluster start(Path folder, ClusterPorts ports, ClusterShape shape, List<Path> lib) {
    ProcessCluster cluster = new ProcessCluster(folder, ports, shape);
    try {
      cluster.writeSettings();
      cluster.startAll(lib);
      return cluster;
    } catch (IOException e) {
      cluster.close();
      throw new UncheckedIOException("cannot write to " + folder, e);
    } catch (RuntimeException e) {
      cluster.close();
      throw e;
    }
  }

  /**
   * The cluster that was started in {@code folder}, whether it still runs or not.
   *
   * @throws CommandFailure when its file cannot be read
   */
  static Optional<ProcessCluster> find(Path folder) {
    Path file = folder.resolve(FILE);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      State state = JSON.readValue(file.toFile(), State.class);
      ProcessCluster cluster = new ProcessCluster(folder, state.ports(), state.shape());
      state.processes().forEach(process -> cluster.processes.put(process.name(), process));
      return Optional.of(cluster);
    } catch (JsonProcessingException e) {
      throw CommandFailure.failed(file + " is not what a cluster writes: delete it");
    } catch (IOException e) {
      throw CommandFailure.failed("cannot read " + file + ": " + e.getMessage());
    }
  }

  private void writeSettings() throws IOException {
    for (String name : List.of("tmp", "logs", "kafka")) {
      Files.createDirectories(folder.resolve(name));
    }
    Files.writeString(
        folder.resolve("config.yaml"), FlinkSettings.yaml(folder, ports, shape.slots()));
    Files.writeString(
        folder.resolve("zoo.cfg"), FlinkSettings.zooKeeper(folder, ports.zooKeeper()));
    Files.copy(ProjectFolder.resolve(LOGGING), folder.resolve("log4j2.properties"));
  }

  private void startAll(List<Path> lib) {
    JavaCommand java = new JavaCommand(folder);
    String config = folder.toString();
    start(
        ZOOKEEPER,
        java.flink(ZOOKEEPER_MAIN, "64m", List.of(), folder.resolve("zoo.cfg").toString()));
    start(
        BROKER,
        java.triage(
            BrokerProcess.class,
            "384m",
            folder.resolve("kafka").toString(),
            Integer.toString(ports.broker()),
            Integer.toString(ports.controller())));
    start(
        JOB_MANAGER,
        java.flink(
            StandaloneSessionClusterEntrypoint.class.getName(),
            "512m",
            lib,
            "--configDir",
            config));
    for (int i = 1; i <= shape.taskManagers(); i++) {
      start(
          TASK_MANAGER + i,
          java.flink(TaskManagerRunner.class.getName(), "512m", lib, "--configDir", config));
    }
  }

  private void start(String name, List<String> command) {
    Path log = folder.resolve("logs").resolve(name + ".log");
    put(ServerProcess.start(name, command, log));
  }

  /** Starts a part again that has ended, with what it has on disk. */
  public void startAgain(ServerProcess ended) {
    put(ended.startAgain());
  }

  void put(ServerProcess process) {
    processes.put(process.name(), process);
    try {
      JSON.writeValue(
          folder.resolve(FILE).toFile(), new State(ports, shape, List.copyOf(processes.values())));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + FILE, e);
    }
  }

  public Path folder() {
    return folder;
  }

  public ClusterShape shape() {
    return shape;
  }

  public String bootstrapServers() {
    return "localhost:" + ports.broker();
  }

  /** Where Flink's REST interface and web UI answer. */
  public URI rest() {
    return URI.create("http://localhost:" + ports.rest());
  }

  public FlinkRest flink() {
    return flink;
  }

  public List<ServerProcess> processes() {
    return List.copyOf(processes.values());
  }

  public ServerProcess broker() {
    return processes.get(BROKER);
  }

  public ServerProcess jobManager() {
    return processes.get(JOB_MANAGER);
  }

  /**
   * One of the TaskManagers.
   *
   * @param number from 1
   */
  public ServerProcess taskManager(int number) {
    return processes.get(TASK_MANAGER + number);
  }

  /** Waits until the broker takes connections. */
  public void awaitBroker() throws InterruptedException {
    await("the broker", () -> accepts(ports.broker()));
  }

  /** Waits until every TaskManager has registered. */
  public void awaitTaskManagers() throws InterruptedException {
    await("the TaskManagers", () -> flink.taskManagers() >= shape.taskManagers());
  }

  /** Waits until every task of the job runs. */
  public void awaitRunning(String jobId) throws InterruptedException {
    await("the job", () -> flink.isRunning(jobId));
  }

  /** Waits, but not when one of the processes has ended. */
  void await(String what, Waiting.Condition condition) throws InterruptedException {
    Waiting.until(
        what,
        PATIENCE,
        () -> {
          requireAlive();
          return condition.holds();
        });
  }

  /**
   * Makes sure that all processes live.
   *
   * @throws CommandFailure naming one that has ended, with what it said last
   */
  void requireAlive() {
    for (ServerProcess process : processes.values()) {
      if (!process.isAlive()) {
        throw CommandFailure.failed(process.name() + " has ended:\n" + process.lastWords());
      }
    }
  }

  /**
   * Makes sure that the job runs, and that all processes live.
   *
   * @throws CommandFailure when that does not come to be
   */
  public void requireJob() throws InterruptedException {
    await(
        "a running job",
        () -> {
          Optional<String> job = flink.runningJob();
          return job.isPresent() && flink.isRunning(job.get());
        });
  }

  /**
   * Whether the job runs on all slots, so that each TaskManager works for it; false also while
   * nobody answers.
   */
  public boolean isWhole() throws InterruptedException {
    try {
      Optional<String> job = flink.runningJob();
      return job.isPresent()
          && flink.isRunning(job.get())
          && flink.parallelism(job.get()) == shape.allSlots();
    } catch (IOException restarting) {
      return false;
    }
  }

  /** How many copies of ONNX Runtime's library a TaskManager has mapped. */
  long onnxRuntimeCopies(int taskManager) throws IOException {
    String pid = Long.toString(taskManager(taskManager).pid());
    try (Stream<String> maps = Files.lines(Path.of("/proc", pid, "maps"))) {
      return maps.filter(line -> ONNX_RUNTIME.matcher(line).matches())
          .map(line -> line.substring(line.indexOf('/')))
          .distinct()
          .count();
    }
  }

  private static boolean accepts(int port) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException notYet) {
      return false;
    }
  }

  /** Ends all processes; their files stay. */
  @Override
  public void close() {
    processes.values().forEach(ServerProcess::kill);
  }
}
