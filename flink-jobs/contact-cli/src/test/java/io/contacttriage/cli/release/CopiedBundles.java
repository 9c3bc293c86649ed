package io.contacttriage.cli.release;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Copies of a bundle under other versions. */
public final class CopiedBundles {
  private CopiedBundles() {}

  /**
   * Copies to {@code models/NAME/version}, NAME as the manifest says it, and answers that folder.
   */
  public static Path copy(Path bundle, Path models, String version) throws IOException {
    String manifest =
        Files.readString(bundle.resolve("manifest.json"))
            .replaceFirst("\"version\": ?\"[^\"]*\"", "\"version\": \"" + version + "\"");
    String name = manifest.replaceFirst("(?s).*?\"name\": ?\"([^\"]*)\".*", "$1");
    Path copy = Files.createDirectories(models.resolve(name).resolve(version));
    try (Stream<Path> files = Files.list(bundle)) {
      for (Path file : files.toList()) {
        Files.copy(file, copy.resolve(file.getFileName().toString()));
      }
    }
    Files.writeString(copy.resolve("manifest.json"), manifest);
    return copy;
  }
}
