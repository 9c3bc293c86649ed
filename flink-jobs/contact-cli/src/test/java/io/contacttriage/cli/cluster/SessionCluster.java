package io.contacttriage.cli.cluster;

import io.contacttriage.cli.local.FreePorts;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint;
import org.apache.flink.runtime.taskexecutor.TaskManagerRunner;

/**
 * A Flink session cluster of two processes, a JobManager and a TaskManager, with class loaders as
 * on a real one: Flink's own jars and those of {@code lib/} in the process, the job's by Flink.
 */
final class SessionCluster implements AutoCloseable {
  /** What Flink's distribution has in its lib/, and nothing of ours. */
  private static final Pattern FLINK =
      Pattern.compile(
          "(flink-(?!connector-(base|kafka))|log4j-|slf4j-|frocksdbjni-|async-profiler-|jsr305-"
              + "|commons-(cli|collections|compress|io|lang3|math3|text)-|snakeyaml-engine-"
              + "|kryo-|minlog-|objenesis-|reflectasm-|javassist-|lz4-java-|snappy-java-).*");

  private static final Pattern ONNX_RUNTIME = Pattern.compile(".*/libonnxruntime\\.so.*");

  private static final String LOGGING =
      """
      rootLogger.level = INFO
      rootLogger.appenderRef.out.ref = Out
      appender.out.name = Out
      appender.out.type = CONSOLE
      appender.out.layout.type = PatternLayout
      appender.out.layout.pattern = %d{HH:mm:ss.SSS} %-5p %c{1} - %m%n
      """;

  private static final List<Class<?>> MAINS =
      List.of(StandaloneSessionClusterEntrypoint.class, TaskManagerRunner.class);

  private final URI rest;
  private final Path folder;
  private final List<Process> processes = new ArrayList<>();

  private SessionCluster(Path folder, URI rest) {
    this.folder = folder;
    this.rest = rest;
  }

  /**
   * Starts both processes; the TaskManager may not have registered yet.
   *
   * @param folder for settings, logs and temporary files; its owner deletes it
   * @param lib jars beside Flink's own in {@code lib/}
   */
  static SessionCluster start(Path folder, List<Path> lib) throws IOException {
    int[] ports = FreePorts.two();
    Files.createDirectories(folder.resolve("tmp"));
    Files.writeString(folder.resolve("config.yaml"), settings(folder, ports[0], ports[1]));
    Files.writeString(folder.resolve("log4j2.properties"), LOGGING);
    SessionCluster cluster = new SessionCluster(folder, URI.create("http://localhost:" + ports[1]));
    String classPath = classPath(lib);
    try {
      for (Class<?> main : MAINS) {
        cluster.startProcess(main, classPath);
      }
      return cluster;
    } catch (IOException e) {
      cluster.close();
      throw e;
    }
  }

  URI rest() {
    return rest;
  }

  /** How many copies of ONNX Runtime's library the TaskManager has mapped. */
  long onnxRuntimeCopies() throws IOException {
    long pid = processes.get(1).pid();
    try (Stream<String> maps = Files.lines(Path.of("/proc", Long.toString(pid), "maps"))) {
      return maps.filter(line -> ONNX_RUNTIME.matcher(line).matches())
          .map(line -> line.substring(line.indexOf('/')))
          .distinct()
          .count();
    }
  }

  /** Fails as soon as one of the processes has ended, with what it said last. */
  void requireAlive() throws IOException {
    for (int i = 0; i < processes.size(); i++) {
      if (!processes.get(i).isAlive()) {
        throw new AssertionError(
            MAINS.get(i).getSimpleName() + " has ended:\n" + Files.readString(log(MAINS.get(i))));
      }
    }
  }

  String taskManagerLog() throws IOException {
    return Files.readString(log(TaskManagerRunner.class));
  }

  @Override
  public void close() {
    processes.forEach(Process::destroyForcibly);
    processes.forEach(process -> process.onExit().join());
  }

  private void startProcess(Class<?> main, String classPath) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // What Flink needs of Java 17, as this process was given it.
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(flag -> flag.startsWith("--add-"))
        .forEach(command::add);
    command.addAll(
        List.of(
            "-Xmx512m",
            // Flink's default: classes of old submissions that stay would soon be too many.
            "-XX:MaxMetaspaceSize=256m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Djava.io.tmpdir=" + folder.resolve("tmp"),
            "-Dlog4j.configurationFile=" + folder.resolve("log4j2.properties"),
            "-cp",
            classPath,
            main.getName(),
            "--configDir",
            folder.toString()));
    processes.add(
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(Redirect.to(log(main).toFile()))
            .start());
  }

  private Path log(Class<?> main) {
    return folder.resolve(main.getSimpleName() + ".log");
  }

  /** Ours come first, as the scripts of Flink put what is in lib/ before flink-dist. */
  private static String classPath(List<Path> lib) {
    Stream<String> flink =
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(entry -> FLINK.matcher(Path.of(entry).getFileName().toString()).matches());
    return Stream.concat(lib.stream().map(Path::toString), flink)
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static String settings(Path folder, int rpcPort, int restPort) {
    return """
        jobmanager.rpc.address: localhost
        jobmanager.rpc.port: %d
        jobmanager.bind-host: localhost
        rest.address: localhost
        rest.bind-address: localhost
        rest.port: %d
        rest.bind-port: %d
        # A busy machine is no dead one.
        pekko.startup-timeout: 5 min
        pekko.ask.timeout: 5 min
        pekko.tcp.timeout: 5 min
        web.timeout: 5 min
        heartbeat.timeout: 10 min
        io.tmp.dirs: %s
        execution.checkpointing.dir: %s
        taskmanager.host: localhost
        taskmanager.bind-host: localhost
        taskmanager.numberOfTaskSlots: 1
        taskmanager.cpu.cores: 1
        taskmanager.memory.framework.heap.size: 128m
        taskmanager.memory.framework.off-heap.size: 128m
        taskmanager.memory.task.heap.size: 384m
        taskmanager.memory.task.off-heap.size: 256m
        taskmanager.memory.network.min: 64m
        taskmanager.memory.network.max: 64m
        taskmanager.memory.managed.size: 64m
        taskmanager.memory.jvm-metaspace.size: 256m
        taskmanager.memory.jvm-overhead.min: 192m
        taskmanager.memory.jvm-overhead.max: 192m
        """
        .formatted(
            rpcPort,
            restPort,
            restPort,
            folder.resolve("tmp"),
            folder.resolve("checkpoints").toUri());
  }
}
