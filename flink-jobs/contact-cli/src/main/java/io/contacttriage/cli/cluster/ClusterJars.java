package io.contacttriage.cli.cluster;

import io.contacttriage.cli.CommandFailure;
import io.contacttriage.cli.ProjectFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The jars that docs/deployment.md puts on a cluster, as {@code mvn package} makes them. */
public final class ClusterJars {
  private ClusterJars() {}

  /** For {@code lib/} of each Flink process. */
  public static Path lib() {
    return jar("contact-scoring", "lib");
  }

  /** The job to submit where {@link #lib()} is in place. */
  public static Path slimJob() {
    return jar("contact-routing-job", "job-slim");
  }

  /** The job with everything in it. */
  static Path fatJob() {
    return jar("contact-routing-job", "job");
  }

  private static Path jar(String module, String classifier) {
    Path target = ProjectFolder.resolve("flink-jobs").resolve(module).resolve("target");
    String name = module + "-.*-" + classifier + "\\.jar";
    try (Stream<Path> files = Files.list(target)) {
      return files
          .filter(file -> file.getFileName().toString().matches(name))
          .findFirst()
          .orElseThrow(() -> missing(classifier, target));
    } catch (IOException e) {
      throw missing(classifier, target);
    }
  }

  private static CommandFailure missing(String classifier, Path target) {
    return CommandFailure.failed(
        "no " + classifier + " jar in " + target + ": make it with 'mvn package -DskipTests'");
  }
}
