package io.contacttriage.cli.cluster;

import io.contacttriage.cli.ProjectFolder;
import io.contacttriage.cli.live.BookSender;
import io.contacttriage.cli.local.TopicSetup;
import io.contacttriage.cli.local.TopicsFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** The routing job on a cluster of processes, with the topics and the book that it needs. */
public final class ClusterJob {
  private ClusterJob() {}

  /**
   * Makes the topics, publishes the shipped book, submits the slim job and waits until it reads.
   *
   * @param settings of the job beside those that name the cluster's own parts
   * @param say is told each step
   * @return the job's id
   */
  public static String start(
      ProcessCluster cluster, Map<String, String> settings, Consumer<String> say)
      throws IOException, InterruptedException {
    makeTopics(cluster);
    say.accept("broker    " + cluster.bootstrapServers());
    BookSender.publish(
        cluster.bootstrapServers(), "policies", ProjectFolder.resolve("config/policies"));
    cluster.awaitTaskManagers();
    say.accept("Flink     " + cluster.rest());
    String jar = cluster.flink().upload(ClusterJars.slimJob());
    String job =
        cluster.flink().run(jar, arguments(cluster, settings), cluster.shape().allSlots(), null);
    cluster.awaitRunning(job);
    say.accept("job       " + job);
    return job;
  }

  /** Makes the topics as config/kafka/topics.yaml has them, once the broker answers. */
  public static void makeTopics(ProcessCluster cluster) throws InterruptedException {
    cluster.awaitBroker();
    try (TopicSetup topics = new TopicSetup(cluster.bootstrapServers(), Map.of())) {
      topics.createMissing(TopicsFile.read(ProjectFolder.resolve("config/kafka/topics.yaml")));
    }
  }

  /** The job's command line on this cluster. */
  static List<String> arguments(ProcessCluster cluster, Map<String, String> settings) {
    Map<String, String> all = new TreeMap<>();
    all.put("kafka.bootstrap-servers", cluster.bootstrapServers());
    all.put("models.directory", ProjectFolder.resolve("models/bundles").toString());
    all.putAll(settings);
    List<String> arguments = new ArrayList<>();
    all.forEach((key, value) -> arguments.addAll(List.of("--" + key, value)));
    return arguments;
  }
}
