package io.contacttriage.cli.release;

import io.contacttriage.cli.CommandFailure;
import io.contacttriage.cli.ProjectFolder;
import io.contacttriage.scoring.bundle.BundleRelease;
import io.contacttriage.scoring.bundle.InvalidBundleException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The folder of the bundles and of their {@code release.json}. */
public final class ModelsOption {
  @Option(
      names = "--models",
      paramLabel = "DIR",
      description =
          "Folder of the bundles and of release.json, as the job's models.directory; models/bundles when absent")
  private Path directory;

  Path require() {
    Path place = directory == null ? ProjectFolder.resolve("models/bundles") : directory;
    if (!Files.isDirectory(place)) {
      throw CommandFailure.wrongUsage(
          "wanted the folder of the bundles on this machine, found none at " + place);
    }
    return place;
  }

  /** What is released, or nothing where there was no release yet. */
  Optional<BundleRelease> release() {
    Path place = require();
    if (Files.notExists(place.resolve(BundleRelease.FILE))) {
      return Optional.empty();
    }
    try {
      return Optional.of(BundleRelease.read(place));
    } catch (InvalidBundleException e) {
      throw CommandFailure.failed(e.getMessage());
    } catch (IOException e) {
      throw CommandFailure.failed("the release cannot be read: " + e);
    }
  }
}
