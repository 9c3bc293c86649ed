package io.contacttriage.cli.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.contacttriage.cli.CommandFailure;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** A cluster's REST interface, as far as the life of a job needs it. */
public final class FlinkRest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String BOUNDARY = "the-jar";
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final int METRICS_AT_ONCE = 40;
  private static final Set<String> ENDED = Set.of("FAILED", "CANCELED", "FINISHED");

  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
  private final URI address;

  /**
   * Asks nothing yet.
   *
   * @param address such as {@code http://localhost:8081}
   */
  public FlinkRest(URI address) {
    this.address = address;
  }

  /** Slots that are free; 0 also while nobody answers yet. */
  int freeSlots() throws InterruptedException {
    return overview("slots-available");
  }

  /** TaskManagers that have registered; 0 also while nobody answers yet. */
  int taskManagers() throws InterruptedException {
    return overview("taskmanagers");
  }

  private int overview(String field) throws InterruptedException {
    try {
      return get("/overview").path(field).asInt();
    } catch (IOException notYet) {
      return 0;
    }
  }

  /** Uploads a job jar and answers its id. */
  String upload(Path jar) throws IOException, InterruptedException {
    BodyPublisher form =
        BodyPublishers.concat(
            BodyPublishers.ofString(
                "--%s\r\nContent-Disposition: form-data; name=\"jarfile\"; filename=\"%s\"\r\nContent-Type: application/java-archive\r\n\r\n"
                    .formatted(BOUNDARY, jar.getFileName())),
            BodyPublishers.ofFile(jar),
            BodyPublishers.ofString("\r\n--" + BOUNDARY + "--\r\n"));
    String stored = send("POST", "/jars/upload", form).path("filename").asText();
    return stored.substring(stored.lastIndexOf('/') + 1);
  }

  /** Runs an uploaded jar's main and answers the job's id. */
  String run(String jarId, List<String> arguments) throws IOException, InterruptedException {
    return run(jarId, arguments, 1, null);
  }

  /**
   * Runs an uploaded jar's main.
   *
   * @param savepoint to restore from, or null
   * @return the job's id
   */
  String run(String jarId, List<String> arguments, int parallelism, String savepoint)
      throws IOException, InterruptedException {
    ObjectNode body = JSON.createObjectNode().put("parallelism", parallelism);
    arguments.forEach(body.putArray("programArgsList")::add);
    if (savepoint != null) {
      body.put("savepointPath", savepoint);
    }
    return send("POST", "/jars/" + jarId + "/run", json(body)).path("jobid").asText();
  }

  /** The job that has not ended, where there is one. */
  Optional<String> runningJob() throws IOException, InterruptedException {
    return runningJobs().stream().findFirst();
  }

  /** The jobs that have not ended. */
  public List<String> runningJobs() throws IOException, InterruptedException {
    List<String> running = new ArrayList<>();
    for (JsonNode job : get("/jobs/overview").path("jobs")) {
      if (!ENDED.contains(job.path("state").asText())) {
        running.add(job.path("jid").asText());
      }
    }
    return running;
  }

  /**
   * Counters and gauges with numbers, summed over the subtasks. Flink gathers metrics when it is
   * asked: they are up to ten seconds old, and those of a first question are not there yet.
   *
   * @param names as in docs/metrics.md, the values of labels as parts of them
   * @return by name, those that the job has
   */
  public Map<String, Double> sums(String jobId, Collection<String> names)
      throws IOException, InterruptedException {
    Map<String, Double> sums = new TreeMap<>();
    for (JsonNode vertex : job(jobId).path("vertices")) {
      String path = pathOf(jobId, vertex) + "/subtasks/metrics";
      Map<String, String> ids = ids(path, names);
      List<String> all = List.copyOf(ids.keySet());
      for (int from = 0; from < all.size(); from += METRICS_AT_ONCE) {
        List<String> some = all.subList(from, Math.min(all.size(), from + METRICS_AT_ONCE));
        for (JsonNode metric : get(path + "?agg=sum&get=" + encoded(some))) {
          sums.merge(
              ids.get(metric.path("id").asText()), metric.path("sum").asDouble(), Double::sum);
        }
      }
    }
    return sums;
  }

  /** What a gauge with a text says on each subtask, as old as {@link #sums}. */
  public List<String> texts(String jobId, String name) throws IOException, InterruptedException {
    List<String> texts = new ArrayList<>();
    for (JsonNode vertex : job(jobId).path("vertices")) {
      String path = pathOf(jobId, vertex);
      for (String id : ids(path + "/subtasks/metrics", List.of(name)).keySet()) {
        for (int subtask = 0; subtask < vertex.path("parallelism").asInt(); subtask++) {
          String ofSubtask = encoded(List.of(subtask + "." + id));
          get(path + "/metrics?get=" + ofSubtask)
              .forEach(metric -> texts.add(metric.path("value").asText()));
        }
      }
    }
    return texts;
  }

  private static String pathOf(String jobId, JsonNode vertex) {
    return "/jobs/" + jobId + "/vertices/" + vertex.path("id").asText();
  }

  /** Names by Flink's ids, which have the name of an operator before them. */
  private Map<String, String> ids(String path, Collection<String> names)
      throws IOException, InterruptedException {
    Map<String, String> ids = new LinkedHashMap<>();
    for (JsonNode metric : get(path)) {
      String id = metric.path("id").asText();
      names.stream().filter(name -> id.endsWith("." + name)).forEach(name -> ids.put(id, name));
    }
    return ids;
  }

  private static String encoded(List<String> ids) {
    return URLEncoder.encode(String.join(",", ids), StandardCharsets.UTF_8);
  }

  String state(String jobId) throws IOException, InterruptedException {
    return job(jobId).path("state").asText();
  }

  /**
   * Whether every task of the job runs: those that open a model do so before.
   *
   * @throws CommandFailure when the job has failed, with the reason
   */
  boolean isRunning(String jobId) throws IOException, InterruptedException {
    JsonNode job = job(jobId);
    if (job.path("state").asText().equals("FAILED")) {
      throw CommandFailure.failed("the job failed: " + lastFailure(jobId));
    }
    for (JsonNode vertex : job.path("vertices")) {
      if (!vertex.path("status").asText().equals("RUNNING")) {
        return false;
      }
    }
    return job.path("state").asText().equals("RUNNING");
  }

  /** Subtasks of the widest room, as the job runs now. */
  int parallelism(String jobId) throws IOException, InterruptedException {
    int widest = 0;
    for (JsonNode vertex : job(jobId).path("vertices")) {
      widest = Math.max(widest, vertex.path("parallelism").asInt());
    }
    return widest;
  }

  /** Asks for other parallelism of a job that runs; it restarts from a checkpoint for it. */
  void rescale(String jobId, int parallelism) throws IOException, InterruptedException {
    String path = "/jobs/" + jobId + "/resource-requirements";
    ObjectNode wanted = JSON.createObjectNode();
    for (JsonNode vertex : job(jobId).path("vertices")) {
      // Rooms that were drawn for one subtask alone stay at one.
      int most = Math.min(parallelism, vertex.path("maxParallelism").asInt());
      wanted
          .putObject(vertex.path("id").asText())
          .putObject("parallelism")
          .put("lowerBound", 1)
          .put("upperBound", most);
    }
    send("PUT", path, json(wanted));
  }

  void cancel(String jobId) throws IOException, InterruptedException {
    send("PATCH", "/jobs/" + jobId + "?mode=cancel", BodyPublishers.noBody());
  }

  /**
   * Ends a job with a savepoint that later releases of Flink read too.
   *
   * @return where the savepoint is
   */
  String stopWithSavepoint(String jobId, Path folder) throws IOException, InterruptedException {
    ObjectNode body =
        JSON.createObjectNode()
            .put("targetDirectory", folder.toUri().toString())
            .put("drain", false)
            .put("formatType", "CANONICAL");
    String trigger =
        send("POST", "/jobs/" + jobId + "/stop", json(body)).path("request-id").asText();
    String path = "/jobs/" + jobId + "/savepoints/" + trigger;
    Waiting.until(
        "the savepoint", PATIENCE, () -> get(path).at("/status/id").asText().equals("COMPLETED"));
    JsonNode operation = get(path).path("operation");
    if (!operation.has("location")) {
      throw CommandFailure.failed("no savepoint: " + operation.at("/failure-cause/stack-trace"));
    }
    return operation.path("location").asText();
  }

  /** Why the job last failed, the first lines of it; empty when it never has. */
  String lastFailure(String jobId) throws IOException, InterruptedException {
    String trace =
        get("/jobs/" + jobId + "/exceptions").at("/exceptionHistory/entries/0/stacktrace").asText();
    return String.join("\n", trace.lines().limit(12).toList());
  }

  private JsonNode job(String jobId) throws IOException, InterruptedException {
    return get("/jobs/" + jobId);
  }

  private JsonNode get(String path) throws IOException, InterruptedException {
    return send("GET", path, BodyPublishers.noBody());
  }

  private static BodyPublisher json(JsonNode body) {
    return BodyPublishers.ofString(body.toString());
  }

  private JsonNode send(String method, String path, BodyPublisher body)
      throws IOException, InterruptedException {
    String type =
        path.equals("/jars/upload")
            ? "multipart/form-data; boundary=" + BOUNDARY
            : "application/json";
    var answer =
        client.send(
            HttpRequest.newBuilder(address.resolve(path))
                .method(method, body)
                .timeout(PATIENCE)
                .header("Content-Type", type)
                .build(),
            BodyHandlers.ofString());
    if (answer.statusCode() >= 300) {
      throw new IOException(method + " " + path + ": " + answer.statusCode() + answer.body());
    }
    return answer.body().isEmpty() ? JSON.nullNode() : JSON.readTree(answer.body());
  }
}
