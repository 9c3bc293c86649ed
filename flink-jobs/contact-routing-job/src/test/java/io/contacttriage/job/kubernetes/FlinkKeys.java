package io.contacttriage.job.kubernetes;

import io.contacttriage.job.settings.FlinkDefaults;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.metrics.reporter.MetricReporterFactory;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.state.rocksdb.RocksDBOptions;

/** Compares settings for Flink with the options that Flink's own jars declare. */
final class FlinkKeys {
  private static final Map<String, ConfigOption<?>> OPTIONS = options();
  private static final Pattern REPORTER =
      Pattern.compile(
          "metrics\\.reporter\\.[a-z]+\\.(factory\\.class|port|filterLabelValueCharacters)");

  private FlinkKeys() {}

  /** What is wrong with settings that stand in the resource: these the job's own win over. */
  static List<String> problemsOfDeployment(Map<String, String> settings) {
    List<String> problems = new ArrayList<>(problems(settings));
    settings.keySet().stream()
        .filter(FlinkDefaults.values()::containsKey)
        .forEach(key -> problems.add("'" + key + "' belongs to job.yaml, as 'flink." + key + "'"));
    return problems;
  }

  /** Unknown keys, and values that cannot be read as what the option wants. */
  static List<String> problems(Map<String, String> settings) {
    List<String> problems = new ArrayList<>();
    Configuration configuration = Configuration.fromMap(settings);
    settings.forEach(
        (key, value) -> {
          Matcher reporter = REPORTER.matcher(key);
          if (reporter.matches()) {
            reporterProblem(reporter.group(1), value, problems);
          } else if (!OPTIONS.containsKey(key)) {
            problems.add("Flink has no option '" + key + "'");
          } else {
            try {
              configuration.get(OPTIONS.get(key));
            } catch (IllegalArgumentException bad) {
              problems.add("'" + key + "': " + bad.getMessage());
            }
          }
        });
    return problems;
  }

  private static void reporterProblem(String key, String value, List<String> problems) {
    try {
      if (key.equals("port")) {
        Integer.parseInt(value);
      } else if (key.equals("filterLabelValueCharacters")) {
        if (!value.equals("true") && !value.equals("false")) {
          problems.add("metrics reporter's '" + key + "': wanted true or false, found " + value);
        }
      } else if (!MetricReporterFactory.class.isAssignableFrom(Class.forName(value))) {
        problems.add("metrics reporter's '" + key + "': no reporter factory: " + value);
      }
    } catch (NumberFormatException | ClassNotFoundException bad) {
      problems.add("metrics reporter's '" + key + "': " + bad);
    }
  }

  private static Map<String, ConfigOption<?>> options() {
    Map<String, ConfigOption<?>> options = new TreeMap<>();
    for (Class<?> inJar : List.of(CoreOptions.class, JobGraph.class, RocksDBOptions.class)) {
      try (JarFile jar =
          new JarFile(
              Path.of(inJar.getProtectionDomain().getCodeSource().getLocation().toURI())
                  .toFile())) {
        jar.stream()
            .map(entry -> entry.getName())
            .filter(name -> name.startsWith("org/apache/flink/") && name.endsWith("Options.class"))
            .forEach(name -> collect(name.replace('/', '.').replace(".class", ""), options));
      } catch (IOException | java.net.URISyntaxException unreadable) {
        throw new IllegalStateException(unreadable);
      }
    }
    return options;
  }

  private static void collect(String className, Map<String, ConfigOption<?>> options) {
    try {
      for (Field field : Class.forName(className).getDeclaredFields()) {
        if (Modifier.isPublic(field.getModifiers())
            && Modifier.isStatic(field.getModifiers())
            && field.get(null) instanceof ConfigOption<?> option) {
          options.put(option.key(), option);
        }
      }
    } catch (ReflectiveOperationException hidden) {
      // A class that is not public declares nothing for users.
    }
  }
}
