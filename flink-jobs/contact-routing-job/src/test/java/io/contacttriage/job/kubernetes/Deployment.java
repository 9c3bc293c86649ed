package io.contacttriage.job.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import io.contacttriage.job.settings.JobSettings;
import io.contacttriage.job.settings.SettingsFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.TaskManagerOptions;

/**
 * What one overlay deploys.
 *
 * @param resources all of them, rendered
 */
public record Deployment(List<JsonNode> resources) {
  private static final String SETTINGS_FILE = "job.yaml";

  public Deployment {
    resources = List.copyOf(resources);
  }

  List<JsonNode> ofKind(String kind) {
    return resources.stream().filter(each -> each.path("kind").asText().equals(kind)).toList();
  }

  /** The one FlinkDeployment's {@code spec}. */
  JsonNode spec() {
    return flink().path("spec");
  }

  JsonNode flink() {
    List<JsonNode> found = ofKind(Resources.DEPLOYMENT);
    if (found.size() != 1) {
      throw new IllegalArgumentException("wanted one FlinkDeployment, found " + found.size());
    }
    return found.get(0);
  }

  JsonNode pod() {
    return spec().at("/podTemplate/spec");
  }

  static List<String> texts(JsonNode list, String field) {
    return StreamSupport.stream(list.spliterator(), false)
        .map(entry -> entry.at(field))
        .filter(value -> !value.isMissingNode())
        .map(JsonNode::asText)
        .toList();
  }

  Map<String, String> flinkConfiguration() {
    Map<String, String> settings = new LinkedHashMap<>();
    spec()
        .path("flinkConfiguration")
        .properties()
        .forEach(entry -> settings.put(entry.getKey(), entry.getValue().asText()));
    return settings;
  }

  /** Flat keys and values of the settings file that the job is started with. */
  Map<String, String> settingsFile() {
    String text =
        ofKind("ConfigMap").stream()
            .map(map -> map.path("data").path(SETTINGS_FILE))
            .filter(JsonNode::isTextual)
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("no " + SETTINGS_FILE))
            .asText();
    try {
      Path file = Files.createTempFile("job", ".yaml");
      try {
        return SettingsFile.read(Files.writeString(file, text));
      } finally {
        Files.delete(file);
      }
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }

  /** The settings of the job, as it reads them itself. */
  public JobSettings job() {
    return JobSettings.of(settingsFile());
  }

  /** Whole cores of a TaskManager. */
  public int cores() {
    return spec().at("/taskManager/resource/cpu").asInt();
  }

  /** Flink's configuration in a TaskManager, with what the operator adds of the resource. */
  public Configuration taskManager() {
    Configuration configuration = Configuration.fromMap(flinkConfiguration());
    configuration.set(TaskManagerOptions.TOTAL_PROCESS_MEMORY, memory("taskManager"));
    configuration.set(TaskManagerOptions.CPU_CORES, (double) cores());
    return configuration;
  }

  Configuration jobManager() {
    Configuration configuration = Configuration.fromMap(flinkConfiguration());
    configuration.set(JobManagerOptions.TOTAL_PROCESS_MEMORY, memory("jobManager"));
    return configuration;
  }

  private MemorySize memory(String process) {
    return MemorySize.parse(spec().path(process).at("/resource/memory").asText());
  }
}
