package io.contacttriage.job.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The part of Kustomize that the overlays use, so that they can be checked where there is no
 * kubectl. Whatever else stands in a file is refused.
 *
 * @param configurations lists of names that follow a generated ConfigMap's
 */
record Kustomization(
    String apiVersion,
    String kind,
    String namespace,
    List<String> resources,
    List<Patch> patches,
    List<Generator> configMapGenerator,
    List<String> configurations) {
  record Patch(String path) {}

  record Generator(String name, List<String> files) {}

  record NameReferences(List<NameReference> nameReference) {}

  record NameReference(String kind, String version, List<FieldSpec> fieldSpecs) {}

  record FieldSpec(String kind, String path) {}

  /** What a list's entries are known by, the first that an entry has; as Kustomize guesses it. */
  private static final List<String> LIST_KEYS = List.of("mountPath", "name");

  private static final NameReferences SETTINGS_OF_THE_JOB =
      new NameReferences(
          List.of(
              new NameReference(
                  "ConfigMap",
                  "v1",
                  List.of(
                      new FieldSpec(
                          "FlinkDeployment", "spec/podTemplate/spec/volumes/configMap/name")))));

  Kustomization {
    resources = resources == null ? List.of() : List.copyOf(resources);
    patches = patches == null ? List.of() : List.copyOf(patches);
    configMapGenerator = configMapGenerator == null ? List.of() : List.copyOf(configMapGenerator);
    configurations = configurations == null ? List.of() : List.copyOf(configurations);
  }

  /**
   * Renders a folder with a kustomization.yaml.
   *
   * @throws IllegalArgumentException when a file is not as Kustomize wants it
   */
  static List<JsonNode> render(Path folder) {
    Kustomization own =
        StrictReader.read(Yaml.document(folder.resolve("kustomization.yaml")), Kustomization.class);
    if (!"kustomize.config.k8s.io/v1beta1".equals(own.apiVersion)
        || !"Kustomization".equals(own.kind)) {
      throw new IllegalArgumentException(folder + ": not a Kustomization of v1beta1");
    }
    List<JsonNode> resources = new ArrayList<>();
    for (String resource : own.resources) {
      Path path = folder.resolve(resource).normalize();
      resources.addAll(Files.isDirectory(path) ? render(path) : Yaml.documents(path));
    }
    own.patches.forEach(patch -> apply(Yaml.document(folder.resolve(patch.path())), resources));
    own.configMapGenerator.forEach(each -> resources.add(configMap(folder, each)));
    for (String configuration : own.configurations) {
      var references =
          StrictReader.read(Yaml.document(folder.resolve(configuration)), NameReferences.class);
      if (!references.equals(SETTINGS_OF_THE_JOB)) {
        throw new IllegalArgumentException(configuration + ": found " + references);
      }
    }
    if (own.namespace != null) {
      resources.forEach(
          each -> ((ObjectNode) each.path("metadata")).put("namespace", own.namespace));
    }
    return resources;
  }

  private static void apply(JsonNode patch, List<JsonNode> resources) {
    for (int i = 0; i < resources.size(); i++) {
      if (Resources.nameOf(resources.get(i)).equals(Resources.nameOf(patch))) {
        resources.set(i, merged(resources.get(i), patch));
        return;
      }
    }
    throw new IllegalArgumentException("No target for the patch " + Resources.nameOf(patch));
  }

  private static JsonNode merged(JsonNode base, JsonNode patch) {
    if (base.isObject() && patch.isObject()) {
      ObjectNode both = base.deepCopy();
      patch
          .properties()
          .forEach(
              field ->
                  both.set(field.getKey(), merged(both.path(field.getKey()), field.getValue())));
      return both;
    }
    if (base.isArray() && patch.isArray() && keyOf(patch.path(0)) != null) {
      ArrayNode both = base.deepCopy();
      patch.forEach(entry -> merge(both, entry));
      return both;
    }
    return patch;
  }

  private static void merge(ArrayNode entries, JsonNode patch) {
    String key = keyOf(patch);
    for (int i = 0; i < entries.size(); i++) {
      if (entries.get(i).path(key).equals(patch.path(key))) {
        entries.set(i, merged(entries.get(i), patch));
        return;
      }
    }
    entries.add(patch);
  }

  private static String keyOf(JsonNode entry) {
    return LIST_KEYS.stream().filter(entry::has).findFirst().orElse(null);
  }

  private static JsonNode configMap(Path folder, Generator generator) {
    ObjectNode map = JsonNodeFactory.instance.objectNode();
    map.put("apiVersion", "v1").put("kind", "ConfigMap");
    map.putObject("metadata").put("name", generator.name());
    ObjectNode data = map.putObject("data");
    for (String file : generator.files()) {
      try {
        data.put(file, Files.readString(folder.resolve(file)));
      } catch (IOException unreadable) {
        throw new UncheckedIOException(unreadable);
      }
    }
    return map;
  }
}
