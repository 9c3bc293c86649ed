package io.contacttriage.cli.local;

import io.contacttriage.cli.CommandFailure;
import io.contacttriage.job.ContactRoutingJob;
import io.contacttriage.job.settings.InvalidSettingsException;
import io.contacttriage.job.settings.JobSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.execution.ExecutionState;
import org.apache.flink.runtime.executiongraph.AccessExecutionGraph;
import org.apache.flink.runtime.executiongraph.AccessExecutionVertex;
import org.apache.flink.runtime.executiongraph.ErrorInfo;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;

/**
 * A Flink cluster in this JVM that runs the routing job: one TaskManager, state in RocksDB,
 * checkpoints on disk, the web UI on the loopback address.
 */
public final class LocalCluster implements AutoCloseable {
  private static final String CAUSE = "Caused by: ";

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final MiniCluster cluster;
  private final JobCounters counters;
  private final Options options;
  private JobID job;

  private LocalCluster(MiniCluster cluster, JobCounters counters, Options options) {
    this.cluster = cluster;
    this.counters = counters;
    this.options = options;
  }

  /**
   * What a local cluster is told.
   *
   * @param folder for checkpoints, RocksDB and temporary files; its owner deletes it
   * @param parallelism number of slots, and subtasks of each room
   * @param uiPort of the web UI, 0 for a free one
   * @param checkpointEvery null leaves what the job's settings say
   */
  public record Options(Path folder, int parallelism, int uiPort, Duration checkpointEvery) {
    /** As many slots as the model has cores to itself: two at most, the broker wants some too. */
    public static int defaultParallelism() {
      return Math.max(1, Math.min(2, Runtime.getRuntime().availableProcessors()));
    }
  }

  /**
   * Starts a cluster without a job.
   *
   * @throws CommandFailure when the UI's port is taken
   */
  public static LocalCluster start(Options options) {
    try {
      OnnxLibraries.unpackTo(Files.createDirectories(options.folder().resolve("native")));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot unpack native libraries", e);
    }
    JobCounters counters = JobCounters.open();
    Configuration flink = LocalFlink.cluster(options);
    counters.reportFrom(flink);
    MiniCluster cluster =
        new MiniCluster(
            new MiniClusterConfiguration.Builder()
                .setConfiguration(flink)
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(options.parallelism())
                .build());
    try {
      cluster.start();
    } catch (Exception e) {
      counters.close();
      if (options.uiPort() != 0 && LocalFlink.isTaken(e)) {
        throw CommandFailure.failed(
            "the port of the web UI, " + options.uiPort() + ", is taken: give another");
      }
      throw new IllegalStateException("the local Flink cluster did not start", e);
    }
    return new LocalCluster(cluster, counters, options);
  }

  /**
   * Submits the routing job; it runs some time after this returns.
   *
   * @throws CommandFailure when there is no model bundle to start with
   */
  public void submit(JobSettings settings) {
    try {
      submit(settings, ContactRoutingJob.NAME, env -> ContactRoutingJob.draw(env, settings));
    } catch (InvalidSettingsException e) {
      throw CommandFailure.failed(e.getMessage());
    }
  }

  /**
   * Submits another job under the same settings of Flink.
   *
   * @param drawing draws it
   */
  public void submit(
      JobSettings settings, String name, Consumer<StreamExecutionEnvironment> drawing) {
    Configuration flink = LocalFlink.job(settings.flink(), options);
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(flink);
    env.setParallelism(options.parallelism());
    drawing.accept(env);
    StreamGraph plan = env.getStreamGraph();
    plan.setJobName(name);
    JobGraph graph = plan.getJobGraph();
    job = graph.getJobID();
    answer(cluster.submitJob(graph));
  }

  /** Where the web UI answers. */
  public URI ui() {
    return answer(cluster.getRestAddress());
  }

  /** The job's page in the web UI. */
  public String jobPage() {
    return ui() + "/#/job/" + job + "/overview";
  }

  public JobCounters counters() {
    return counters;
  }

  public JobStatus status() {
    return answer(cluster.getJobStatus(job));
  }

  /** Whether each subtask of each room runs: from then on the job reads. */
  public boolean isReading() {
    AccessExecutionGraph graph = answer(cluster.getExecutionGraph(job));
    if (graph.getState() != JobStatus.RUNNING) {
      return false;
    }
    for (AccessExecutionVertex subtask : graph.getAllExecutionVertices()) {
      if (subtask.getExecutionState() != ExecutionState.RUNNING) {
        return false;
      }
    }
    return true;
  }

  /** Why the job last failed, with the cause at the root of it, or null. */
  public String lastFailure() {
    ErrorInfo failure = answer(cluster.getExecutionGraph(job)).getFailureInfo();
    if (failure == null) {
      return null;
    }
    List<String> lines = failure.getExceptionAsString().lines().toList();
    String said = lines.isEmpty() ? "" : lines.get(0);
    // Flink's own words come first, and say which part of it noticed.
    return lines.stream()
        .filter(line -> line.startsWith(CAUSE))
        .reduce((outer, inner) -> inner)
        .map(root -> said + " " + root)
        .orElse(said);
  }

  /** Takes the TaskManager away at once, as a lost machine would, and starts another. */
  public void replaceTaskManager() {
    answer(cluster.terminateTaskManager(0));
    try {
      cluster.startTaskManager();
    } catch (Exception e) {
      throw new IllegalStateException("no new TaskManager", e);
    }
  }

  /**
   * Takes a savepoint while the job goes on, in Flink's format for all state backends.
   *
   * @return its own folder in {@code folder}
   */
  public Path savepoint(Path folder) {
    String place =
        answer(
            cluster.triggerSavepoint(
                job, folder.toUri().toString(), false, SavepointFormatType.CANONICAL));
    return Path.of(URI.create(place));
  }

  /** How often the job has restarted after a failure. */
  public long restarts() {
    return counters.largest(ContactRoutingJob.NAME + ".numRestarts");
  }

  public long completedCheckpoints() {
    return counters.largest(ContactRoutingJob.NAME + ".numberOfCompletedCheckpoints");
  }

  @Override
  public void close() {
    try {
      if (job != null && !status().isGloballyTerminalState()) {
        answer(cluster.cancelJob(job));
        answer(cluster.requestJobResult(job));
      }
    } finally {
      answer(cluster.closeAsync());
      counters.close();
    }
  }

  private static <T> T answer(CompletableFuture<T> future) {
    try {
      return future.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new IllegalStateException("the local Flink cluster refused", e.getCause());
    } catch (TimeoutException e) {
      throw new IllegalStateException("the local Flink cluster did not answer in " + PATIENCE, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
