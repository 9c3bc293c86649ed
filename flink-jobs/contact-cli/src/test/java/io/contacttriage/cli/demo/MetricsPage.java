package io.contacttriage.cli.demo;

import io.contacttriage.cli.ProjectFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The tables of docs/metrics.md.
 *
 * @param names of all metrics of the rooms, of both jobs
 * @param fromTheStart those that the routing job registers when it starts
 */
public record MetricsPage(Set<String> names, Set<String> fromTheStart) {
  private static final Pattern ROW =
      Pattern.compile("^\\| `([a-zA-Z.]+)` \\| [^|]* \\| [^|]* \\| (start|use|outcomes) \\|.*");
  private static final Pattern ROOM =
      Pattern.compile("(intake|scoring|policy|routing|guard|outcomes|drift)\\..*");

  /** Reads the page. */
  public static MetricsPage read() {
    Set<String> names = new TreeSet<>();
    Set<String> fromTheStart = new TreeSet<>();
    try {
      for (String line : Files.readAllLines(ProjectFolder.resolve("docs/metrics.md"))) {
        Matcher row = ROW.matcher(line);
        if (row.matches()) {
          names.add(row.group(1));
          if (row.group(2).equals("start")) {
            fromTheStart.add(row.group(1));
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new MetricsPage(names, fromTheStart);
  }

  /** Whether a metric is ours and not Flink's. */
  static boolean isOfARoom(String name) {
    return ROOM.matcher(name).matches();
  }

  /** The names as Prometheus has them. */
  Set<String> inPrometheus() {
    Set<String> shown = new TreeSet<>();
    names.forEach(
        name -> shown.add("flink_taskmanager_job_task_operator_" + name.replace('.', '_')));
    return shown;
  }
}
