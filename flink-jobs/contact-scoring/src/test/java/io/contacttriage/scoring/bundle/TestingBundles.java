package io.contacttriage.scoring.bundle;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.contacttriage.scoring.ContactShare;
import io.contacttriage.scoring.bundle.BundleRelease.Candidate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Copies of the tiny bundles that a test may spoil. Made by {@code make_tiny_bundles.py}. */
public final class TestingBundles {
  private static final Path BUNDLES = Path.of("src", "test", "resources", "bundles");
  private static final ObjectMapper JSON = new ObjectMapper();

  private TestingBundles() {}

  /** Copies the bundle with a fast tier only to {@code root/tiny/1.0.0}. */
  public static Path copyTiny(Path root) throws IOException {
    return copy("tiny", root, "1.0.0");
  }

  /** Copies the bundle with a fast tier only and gives it another version. */
  public static Path copyTiny(Path root, String version) throws IOException {
    Path bundle = copy("tiny", root, version);
    editManifest(bundle, manifest -> manifest.put("version", version));
    return bundle;
  }

  /** Writes {@code release.json}; {@code previous} may be null. */
  public static void release(Path root, String active, String previous) throws IOException {
    BundleRelease release =
        new BundleRelease(
            BundleRelease.parse(active),
            Optional.ofNullable(previous).map(BundleRelease::parse),
            Optional.empty());
    Files.write(root.resolve(BundleRelease.FILE), release.toJson());
  }

  /** Names a candidate in the {@code release.json} that is there; null names none. */
  public static void nameCandidate(Path root, String candidate, int percent) throws Exception {
    BundleRelease release =
        BundleRelease.read(root)
            .withCandidate(
                Optional.ofNullable(candidate)
                    .map(BundleRelease::parse)
                    .map(model -> new Candidate(model, new ContactShare(percent))));
    Files.write(root.resolve(BundleRelease.FILE), release.toJson());
  }

  /** Copies the bundle with both tiers to {@code root/tiny-two-tier/1.0.0}. */
  public static Path copyTwoTier(Path root) throws IOException {
    return copy("tiny-two-tier", root, "1.0.0");
  }

  private static Path copy(String name, Path root, String version) throws IOException {
    Path bundle = root.resolve(name).resolve(version);
    Files.createDirectories(bundle);
    try (Stream<Path> files = Files.list(BUNDLES.resolve(name))) {
      for (Path file : files.toList()) {
        Files.copy(file, bundle.resolve(file.getFileName()));
      }
    }
    return bundle;
  }

  /** Bytes of a network that must be refused, or of the good one when called {@code good}. */
  public static byte[] network(String name) throws IOException {
    return Files.readAllBytes(
        name.equals("good")
            ? BUNDLES.resolve("tiny").resolve("model.onnx")
            : BUNDLES.resolve("bad").resolve(name + ".onnx"));
  }

  /** Writes a file into a bundle and its true size and hash into the manifest. */
  public static void replace(Path bundle, String file, byte[] content) throws IOException {
    Files.write(bundle.resolve(file), content);
    editManifest(
        bundle,
        manifest ->
            manifest
                .withObjectProperty("files")
                .withObjectProperty(file)
                .put("sha256", BundleDirectory.sha256(content))
                .put("bytes", content.length));
  }

  /** Changes the manifest and leaves the other files alone. */
  public static void editManifest(Path bundle, Consumer<ObjectNode> edit) throws IOException {
    Path file = bundle.resolve("manifest.json");
    ObjectNode manifest = (ObjectNode) JSON.readTree(Files.readAllBytes(file));
    edit.accept(manifest);
    Files.write(file, JSON.writeValueAsBytes(manifest));
  }
}
