package io.contacttriage.scoring.onnx;

import io.contacttriage.scoring.ModelVersion;
import io.contacttriage.scoring.bundle.BundleManifest.Heads;
import io.contacttriage.scoring.bundle.BundleProblem;
import io.contacttriage.scoring.bundle.InvalidBundleException;
import io.contacttriage.scoring.bundle.ModelBundle;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * Labels that a bundle has and the one before it has not, or the other way round. Policies are
 * written for labels: a running job must not meet others. Their order is each bundle's own.
 */
public final class LabelChange {
  private LabelChange() {}

  /** The heads whose labels differ. */
  public static List<BundleProblem> between(ModelVersion before, Heads wanted, Heads found) {
    List<BundleProblem> problems = new ArrayList<>();
    compare("topic", before, wanted.topic(), found.topic(), problems);
    compare("urgency", before, wanted.urgency(), found.urgency(), problems);
    compare("harm", before, wanted.harm(), found.harm(), problems);
    compare("language", before, wanted.language(), found.language(), problems);
    return problems;
  }

  static void refuse(ModelVersion before, Heads wanted, ModelBundle next)
      throws InvalidBundleException {
    List<BundleProblem> problems = between(before, wanted, next.manifest().heads());
    if (!problems.isEmpty()) {
      throw new InvalidBundleException(next.place(), problems);
    }
  }

  private static void compare(
      String head,
      ModelVersion before,
      List<String> wanted,
      List<String> found,
      List<BundleProblem> problems) {
    TreeSet<String> wantedLabels = new TreeSet<>(wanted);
    TreeSet<String> foundLabels = new TreeSet<>(found);
    if (!wantedLabels.equals(foundLabels)) {
      problems.add(
          new BundleProblem(
              "manifest.json /heads/" + head + "/labels",
              "the labels of " + before + ", " + wantedLabels,
              foundLabels.toString()));
    }
  }
}
