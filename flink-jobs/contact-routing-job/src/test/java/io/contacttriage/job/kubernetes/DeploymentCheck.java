package io.contacttriage.job.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.contacttriage.job.ContactRoutingJob;
import io.contacttriage.job.ProjectFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.configuration.HighAvailabilityOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessUtils;
import org.apache.flink.runtime.jobmanager.JobManagerProcessUtils;

/** Everything that can be said of one overlay without a cluster, as a list of problems. */
final class DeploymentCheck {
  /** What the pods carry: Flink's native labels and ours; and the names of namespaces. */
  private static final Map<String, Set<String>> LABELS =
      Map.of(
          "app", Set.of("contact-triage"),
          "component", Set.of("jobmanager", "taskmanager"),
          "app.kubernetes.io/name", Set.of("contact-triage"),
          "kubernetes.io/metadata.name", Set.of("flink-operator", "kube-system", "monitoring"));

  private static final String LOGGING = "config/logging/log4j2-cluster.properties";

  private final Deployment deployment;
  private final List<String> problems = new ArrayList<>();

  private DeploymentCheck(Deployment deployment) {
    this.deployment = deployment;
  }

  static List<String> problems(List<JsonNode> resources) {
    DeploymentCheck check = new DeploymentCheck(new Deployment(resources));
    resources.forEach(
        resource ->
            Resources.problems(resource)
                .forEach(each -> check.problems.add(Resources.nameOf(resource) + ": " + each)));
    try {
      check.labels();
      check.references();
      check.settings();
      check.budgets();
      check.memory();
      check.logging();
    } catch (RuntimeException | IOException bad) {
      // The job's settings and Flink's sums throw kinds of their own.
      check.problems.add(String.valueOf(bad.getMessage()));
    }
    return check.problems;
  }

  private void expect(boolean holds, String what) {
    if (!holds) {
      problems.add(what);
    }
  }

  /** A selector that no pod carries selects nothing, and nobody says so. */
  private void labels() {
    for (JsonNode resource : deployment.resources()) {
      for (String field : List.of("matchLabels", "labels")) {
        for (JsonNode labels : resource.findValues(field)) {
          labels
              .properties()
              .forEach(
                  label ->
                      expect(
                          LABELS
                              .getOrDefault(label.getKey(), Set.of())
                              .contains(label.getValue().asText()),
                          Resources.nameOf(resource) + ": no pod has the label " + label));
        }
      }
    }
    expect(
        deployment.flink().at("/metadata/name").asText().equals("contact-triage"),
        "the label app is the FlinkDeployment's name: wanted contact-triage");
  }

  private void references() {
    JsonNode pod = deployment.pod();
    Set<String> volumes = new HashSet<>(Deployment.texts(pod.path("volumes"), "/name"));
    for (JsonNode volume : pod.path("volumes")) {
      expect(volume.size() == 2, "one source for a volume, found " + volume);
    }
    JsonNode container = pod.at("/containers/0");
    expect(
        container.path("name").asText().equals("flink-main-container")
            && pod.path("containers").size() == 1,
        "wanted one container with the name that Flink looks for");
    for (String mounted : Deployment.texts(container.path("volumeMounts"), "/name")) {
      expect(volumes.contains(mounted), "no volume '" + mounted + "'");
    }
    names("ConfigMap", Deployment.texts(pod.path("volumes"), "/configMap/name"));
    names(
        "PersistentVolumeClaim",
        Deployment.texts(pod.path("volumes"), "/persistentVolumeClaim/claimName"));
    for (JsonNode claim : deployment.ofKind("PersistentVolumeClaim")) {
      expect(claim.at("/spec/resources/requests").has("storage"), "a claim wants storage");
    }
    names("ServiceAccount", List.of(deployment.spec().path("serviceAccount").asText()));
    for (JsonNode binding : deployment.ofKind("RoleBinding")) {
      names("Role", List.of(binding.at("/roleRef/name").asText()));
      names("ServiceAccount", Deployment.texts(binding.path("subjects"), "/name"));
    }
    List<String> ports = Deployment.texts(container.path("ports"), "/name");
    for (JsonNode monitor : deployment.ofKind("PodMonitor")) {
      Deployment.texts(monitor.at("/spec/podMetricsEndpoints"), "/port")
          .forEach(port -> expect(ports.contains(port), "no port '" + port + "'"));
    }
    expect(
        Deployment.texts(container.path("ports"), "/containerPort")
            .contains(deployment.flinkConfiguration().get("metrics.reporter.prometheus.port")),
        "the reporter's port is not the container's");
  }

  private void names(String kind, List<String> wanted) {
    List<String> found =
        Deployment.texts(
            JsonNodeFactory.instance.arrayNode().addAll(deployment.ofKind(kind)), "/metadata/name");
    wanted.forEach(name -> expect(found.contains(name), "no " + kind + " '" + name + "'"));
  }

  private void settings() {
    JsonNode job = deployment.spec().path("job");
    expect(
        job.path("entryClass").asText().equals(ContactRoutingJob.class.getName()),
        "entryClass: wanted " + ContactRoutingJob.class.getName());
    String file = "/job.yaml";
    expect(
        job.path("args").size() % 2 == 0
            && job.at("/args/0").asText().equals("--config")
            && job.at("/args/1").asText().endsWith(file)
            && Deployment.texts(deployment.pod().at("/containers/0/volumeMounts"), "/mountPath")
                .contains(job.at("/args/1").asText().replace(file, "")),
        "args: wanted --config and the mounted job.yaml");
    expect(
        job.path("upgradeMode").asText().equals("last-state")
            && job.path("state").asText().equals("running"),
        "wanted a running job with upgradeMode last-state");
    problems.addAll(FlinkKeys.problemsOfDeployment(deployment.flinkConfiguration()));
    expect(
        deployment.taskManager().get(HighAvailabilityOptions.HA_MODE).equals("kubernetes"),
        "high-availability.type: wanted kubernetes");
    Map<String, String> flink = new LinkedHashMap<>();
    deployment
        .settingsFile()
        .forEach(
            (key, value) -> {
              if (key.startsWith("flink.")) {
                flink.put(key.substring("flink.".length()), value);
              }
            });
    problems.addAll(FlinkKeys.problems(flink));
    problems.addAll(KafkaClientKeys.problems(deployment.job().kafka().client()));
  }

  /** A budget that equals what runs would stop every drain of a node. */
  private void budgets() {
    int slots = deployment.taskManager().get(TaskManagerOptions.NUM_TASK_SLOTS);
    int parallelism = deployment.spec().at("/job/parallelism").asInt();
    Map<String, Integer> running =
        Map.of(
            "jobmanager",
            deployment.spec().at("/jobManager/replicas").asInt(),
            "taskmanager",
            (parallelism + slots - 1) / slots);
    for (JsonNode budget : deployment.ofKind("PodDisruptionBudget")) {
      String component = budget.at("/spec/selector/matchLabels/component").asText();
      JsonNode least = budget.at("/spec/minAvailable");
      expect(
          least.isInt() && least.asInt() < running.getOrDefault(component, 0),
          "minAvailable of " + component + ": wanted a number below " + running);
    }
  }

  /** Flink's scripts look for one name, and the text is kept in another place too. */
  private void logging() throws IOException {
    JsonNode files = deployment.spec().path("logConfiguration");
    expect(
        files.size() == 1
            && files
                .path("log4j-console.properties")
                .asText()
                .equals(Files.readString(ProjectFolder.ROOT.resolve(LOGGING))),
        "logConfiguration: wanted log4j-console.properties with the text of " + LOGGING);
  }

  /** Flink's own sums: they throw when the parts are more than the whole. */
  private void memory() {
    TaskExecutorProcessUtils.processSpecFromConfig(deployment.taskManager());
    JobManagerProcessUtils.processSpecFromConfig(deployment.jobManager());
    expect(
        deployment.taskManager().get(TaskManagerOptions.NUM_TASK_SLOTS) <= deployment.cores(),
        "more slots than cores");
  }
}
