package io.contacttriage.cli.cluster;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where a cluster has its files, which is also its name. */
final class FolderOption {
  @Option(
      names = "--folder",
      paramLabel = "DIR",
      description =
          "Where the cluster has its files (default: one of yours in the temporary folder)")
  private Path folder;

  Path path() {
    return folder != null
        ? folder.toAbsolutePath()
        : Path.of(
            System.getProperty("java.io.tmpdir"),
            "contact-triage-cluster-" + System.getProperty("user.name"));
  }

  /** What makes another command mean the same cluster: empty for the default folder. */
  String argument() {
    return folder == null ? "" : " --folder " + folder;
  }
}
