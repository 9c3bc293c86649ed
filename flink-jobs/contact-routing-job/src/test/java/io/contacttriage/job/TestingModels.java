package io.contacttriage.job;

import io.contacttriage.scoring.ModelVersion;
import io.contacttriage.scoring.bundle.BundleRelease;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** A folder of tiny bundles with a release. */
final class TestingModels {
  private static final Path BUNDLES =
      ProjectFolder.ROOT.resolve("flink-jobs/contact-scoring/src/test/resources/bundles");

  private TestingModels() {}

  /** Adds a copy of a tiny bundle under another version. */
  static ModelVersion add(Path models, String bundle, String version) throws IOException {
    Path to = Files.createDirectories(models.resolve(bundle).resolve(version));
    try (Stream<Path> files = Files.list(BUNDLES.resolve(bundle))) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(file.getFileName()));
      }
    }
    Path manifest = to.resolve("manifest.json");
    Files.writeString(
        manifest,
        Files.readString(manifest)
            .replace("\"version\": \"1.0.0\"", "\"version\": \"" + version + "\""));
    return new ModelVersion(bundle, version);
  }

  static void release(Path models, ModelVersion active, ModelVersion previous) throws IOException {
    Files.write(
        models.resolve(BundleRelease.FILE),
        new BundleRelease(active, Optional.ofNullable(previous), Optional.empty()).toJson());
  }

  static void spoil(Path models, ModelVersion model) throws IOException {
    Files.writeString(
        models.resolve(BundleRelease.pathOf(model)).resolve("tokenizer.json"), "spoilt");
  }
}
