package io.contacttriage.scoring.bundle;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** For the fuzzer, see {@code flink-jobs/fuzz}: any bytes are a manifest or have problems. */
public final class ManifestTarget {
  private static final BundleFiles NOWHERE = LocalBundleFiles.ofBundle(Path.of("fuzzed"));

  private ManifestTarget() {}

  /** Either a manifest or at least one problem. */
  public static void fuzzerTestOneInput(byte[] bytes) {
    JsonNode root;
    try {
      root = ManifestReader.parse(bytes, ManifestReader.FILE, NOWHERE);
    } catch (InvalidBundleException refused) {
      return;
    }
    List<BundleProblem> problems = new ArrayList<>();
    BundleManifest manifest = new ManifestReader(problems, 1 << 20).read(root);
    if (manifest == null && problems.isEmpty()) {
      throw new AssertionError("refused without a reason");
    }
  }
}
