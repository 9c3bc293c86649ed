package io.contacttriage.job.settings;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads a settings file: YAML, nested or with dots, as one flat map. */
public final class SettingsFile {
  private SettingsFile() {}

  /**
   * Reads the file at {@code path}.
   *
   * @throws InvalidSettingsException when it is missing or is not a YAML mapping of plain values
   */
  public static Map<String, String> read(Path path) {
    if (!Files.isRegularFile(path)) {
      throw new InvalidSettingsException(
          List.of("no settings file at '" + path + "': wanted a YAML file"));
    }
    try {
      JsonNode root = new YAMLMapper().readTree(Files.readAllBytes(path));
      if (!root.isObject()) {
        throw new InvalidSettingsException(
            List.of(path + ": wanted 'key: value' lines, found " + root.getNodeType()));
      }
      Map<String, String> flat = new LinkedHashMap<>();
      flatten("", root, flat);
      return flat;
    } catch (JsonProcessingException malformed) {
      var at = malformed.getLocation();
      throw new InvalidSettingsException(
          List.of(
              path
                  + (at == null ? "" : ":" + at.getLineNr() + ":" + at.getColumnNr())
                  + ": not YAML: "
                  + malformed.getOriginalMessage()));
    } catch (IOException unreadable) {
      throw new InvalidSettingsException(List.of("cannot read '" + path + "': " + unreadable));
    }
  }

  private static void flatten(String prefix, JsonNode node, Map<String, String> flat) {
    node.properties()
        .forEach(
            entry -> {
              String key = prefix + entry.getKey();
              if (entry.getValue().isObject()) {
                flatten(key + ".", entry.getValue(), flat);
              } else if (entry.getValue().isValueNode()) {
                flat.put(key, entry.getValue().asText());
              } else {
                throw new InvalidSettingsException(
                    List.of("'" + key + "': wanted one value, found a list"));
              }
            });
  }
}
