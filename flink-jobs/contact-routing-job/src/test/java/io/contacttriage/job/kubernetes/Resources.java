package io.contacttriage.job.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import io.fabric8.openshift.api.model.monitoring.v1.PodMonitor;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Compares single resources with their schemas: Kubernetes' own and the operator's. */
final class Resources {
  static final String DEPLOYMENT = "FlinkDeployment";

  /** The published API of the operator is older than the one that knows this version. */
  private static final String FLINK_VERSION = "v2_2";

  private static final Map<String, Class<? extends HasMetadata>> TYPES =
      Stream.of(
              ConfigMap.class,
              NetworkPolicy.class,
              PersistentVolumeClaim.class,
              PodDisruptionBudget.class,
              PodMonitor.class,
              Role.class,
              RoleBinding.class,
              ServiceAccount.class)
          .collect(Collectors.toUnmodifiableMap(Class::getSimpleName, Function.identity()));

  private static final JsonSchema DEPLOYMENT_SCHEMA = deploymentSchema();

  private Resources() {}

  static String nameOf(JsonNode resource) {
    return resource.path("apiVersion").asText()
        + " "
        + resource.path("kind").asText()
        + " "
        + resource.path("metadata").path("name").asText();
  }

  /** What is wrong with the resource by itself. */
  static List<String> problems(JsonNode resource) {
    String kind = resource.path("kind").asText();
    if (kind.equals(DEPLOYMENT)) {
      return DEPLOYMENT_SCHEMA.validate(resource).stream()
          .map(problem -> DEPLOYMENT + ": " + problem.getMessage())
          .toList();
    }
    Class<? extends HasMetadata> type = TYPES.get(kind);
    if (type == null) {
      return List.of("unknown kind '" + kind + "'");
    }
    try {
      HasMetadata read = StrictReader.read(resource, type);
      String wanted = type.getDeclaredConstructor().newInstance().getApiVersion();
      return wanted.equals(read.getApiVersion())
          ? List.of()
          : List.of(kind + ": wanted apiVersion " + wanted + ", found " + read.getApiVersion());
    } catch (IllegalArgumentException bad) {
      return List.of(String.valueOf(bad.getMessage()));
    } catch (ReflectiveOperationException impossible) {
      throw new LinkageError(impossible.getMessage(), impossible);
    }
  }

  private static JsonSchema deploymentSchema() {
    try (InputStream definition =
        Resources.class.getResourceAsStream(
            "/META-INF/fabric8/flinkdeployments.flink.apache.org-v1.yml")) {
      JsonNode version = new YAMLMapper().readTree(definition).at("/spec/versions/0");
      ObjectNode schema = (ObjectNode) version.at("/schema/openAPIV3Schema");
      ObjectNode properties = (ObjectNode) schema.path("properties");
      ((ArrayNode) properties.at("/spec/properties/flinkVersion/enum")).add(FLINK_VERSION);
      // Of these the definition says nothing: the API server checks them itself.
      properties
          .putObject("apiVersion")
          .put("const", "flink.apache.org/" + version.at("/name").asText());
      properties.putObject("kind").put("const", DEPLOYMENT);
      properties.set(
          "metadata",
          new ObjectMapper()
              .readTree(
                  """
                  {"type": "object", "required": ["name"], "properties":
                    {"name": {"type": "string"}, "namespace": {"type": "string"}}}"""));
      ((ObjectNode) properties.at("/spec/properties/podTemplate/properties"))
          .set(
              "metadata",
              new ObjectMapper()
                  .readTree(
                      """
                      {"type": "object", "properties":
                        {"labels": {"type": "object", "additionalProperties": {"type": "string"}}}}"""));
      forbidOthers(schema);
      return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(schema);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** The API server drops unknown fields without a word; here they are errors. */
  private static void forbidOthers(JsonNode schema) {
    if (schema.path("properties").isObject() && !schema.has("additionalProperties")) {
      ((ObjectNode) schema).put("additionalProperties", false);
    }
    schema.forEach(Resources::forbidOthers);
  }
}
