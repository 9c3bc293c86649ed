package io.contacttriage.cli.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;

/** A cluster's REST interface, as far as submitting and cancelling need it. */
final class FlinkRest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String BOUNDARY = "the-jar";

  private final HttpClient client = HttpClient.newHttpClient();
  private final URI address;

  FlinkRest(URI address) {
    this.address = address;
  }

  /** Slots that are free; 0 also while nobody answers yet. */
  int freeSlots() throws InterruptedException {
    try {
      return send("GET", "/overview", BodyPublishers.noBody()).path("slots-available").asInt();
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
    ObjectNode body = JSON.createObjectNode();
    arguments.forEach(body.putArray("programArgsList")::add);
    return send("POST", "/jars/" + jarId + "/run", BodyPublishers.ofString(body.toString()))
        .path("jobid")
        .asText();
  }

  String state(String jobId) throws IOException, InterruptedException {
    return job(jobId).path("state").asText();
  }

  /** Whether every task of the job runs: those that open a model do so before. */
  boolean isRunning(String jobId) throws IOException, InterruptedException {
    JsonNode job = job(jobId);
    if (job.path("state").asText().equals("FAILED")) {
      throw new AssertionError(
          send("GET", "/jobs/" + jobId + "/exceptions", BodyPublishers.noBody()).toPrettyString());
    }
    for (JsonNode vertex : job.path("vertices")) {
      if (!vertex.path("status").asText().equals("RUNNING")) {
        return false;
      }
    }
    return job.path("state").asText().equals("RUNNING");
  }

  void cancel(String jobId) throws IOException, InterruptedException {
    send("PATCH", "/jobs/" + jobId + "?mode=cancel", BodyPublishers.noBody());
  }

  private JsonNode job(String jobId) throws IOException, InterruptedException {
    return send("GET", "/jobs/" + jobId, BodyPublishers.noBody());
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
                .header("Content-Type", type)
                .build(),
            BodyHandlers.ofString());
    if (answer.statusCode() >= 300) {
      throw new IOException(method + " " + path + ": " + answer.statusCode() + answer.body());
    }
    return answer.body().isEmpty() ? JSON.nullNode() : JSON.readTree(answer.body());
  }
}
