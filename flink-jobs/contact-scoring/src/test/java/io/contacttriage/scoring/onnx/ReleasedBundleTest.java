package io.contacttriage.scoring.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import io.contacttriage.scoring.bundle.BundleRelease;
import io.contacttriage.scoring.bundle.GoldenSet;
import io.contacttriage.scoring.bundle.GoldenSet.GoldenContact;
import io.contacttriage.scoring.bundle.ModelBundle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The bundle that the repository releases, as this machine scores it. */
class ReleasedBundleTest {
  /** How much company in a batch or padding may change a probability. */
  private static final float BATCH_TOLERANCE = 1e-4f;

  private static ModelBundle bundle;
  private static GoldenSet golden;
  private static OnnxContactScorer scorer;

  @BeforeAll
  static void openReleasedBundle() throws Exception {
    bundle = BundleRelease.loadActive(bundlesRoot());
    golden = GoldenSet.read(bundle);
    scorer = OnnxContactScorer.open(bundle, "fast");
  }

  @AfterAll
  static void closeScorer() {
    if (scorer != null) {
      scorer.close();
    }
  }

  @Test
  void tokensAndProbabilitiesAreThoseOfTheTrainingCode() throws Exception {
    assertThat(golden.contacts()).hasSizeGreaterThanOrEqualTo(40);
    assertThat(GoldenCheck.run(bundle, golden)).isEmpty();
  }

  @Test
  void companyInABatchChangesNoScore() throws Exception {
    List<int[]> all = golden.contacts().stream().map(GoldenContact::ids).toList();
    List<HeadProbabilities> together = scorer.probabilities(all);

    for (int i = 0; i < all.size(); i++) {
      HeadProbabilities alone = scorer.probabilities(List.of(all.get(i))).get(0);
      assertClose(i, together.get(i), alone);
    }
  }

  @Test
  void paddingChangesNoScore() throws Exception {
    int maxTokens = bundle.manifest().maxTokens();
    try (NetworkSession session = NetworkSession.open(bundle, "fast")) {
      Calibrator calibrator = new Calibrator(bundle.manifest().heads(), bundle.tier("fast"));
      TokenBuffers buffers = new TokenBuffers();
      for (int i = 0; i < golden.contacts().size(); i++) {
        List<int[]> one = List.of(golden.contacts().get(i).ids());
        List<HeadProbabilities> byPadding = new ArrayList<>();
        for (int tokens : new int[] {one.get(0).length, maxTokens}) {
          buffers.fill(new BatchPlan.Run(new int[] {0}, tokens), one);
          byPadding.add(calibrator.probabilities(session.run(buffers, 1, tokens), 0));
        }
        assertClose(i, byPadding.get(1), byPadding.get(0));
      }
    }
  }

  @Test
  void theOrderOfABatchChangesNoScore() throws Exception {
    List<int[]> all = new ArrayList<>(golden.contacts().stream().map(GoldenContact::ids).toList());
    List<HeadProbabilities> forwards = scorer.probabilities(all);
    Collections.reverse(all);
    List<HeadProbabilities> backwards = new ArrayList<>(scorer.probabilities(all));
    Collections.reverse(backwards);

    for (int i = 0; i < forwards.size(); i++) {
      assertClose(i, backwards.get(i), forwards.get(i));
    }
  }

  private static void assertClose(int line, HeadProbabilities found, HeadProbabilities wanted) {
    assertThat(greatestDifference(found, wanted))
        .as("golden set line %d", line + 1)
        .isLessThan(BATCH_TOLERANCE);
  }

  private static float greatestDifference(HeadProbabilities one, HeadProbabilities other) {
    return Math.max(
        Math.max(difference(one.topic(), other.topic()), difference(one.harm(), other.harm())),
        Math.max(
            difference(one.urgency(), other.urgency()),
            difference(one.language(), other.language())));
  }

  private static float difference(float[] one, float[] other) {
    float greatest = 0;
    for (int i = 0; i < one.length; i++) {
      greatest = Math.max(greatest, Math.abs(one[i] - other[i]));
    }
    return greatest;
  }

  /** From the module up to the repository that holds the bundles. */
  static Path bundlesRoot() {
    for (Path place = Path.of("").toAbsolutePath(); place != null; place = place.getParent()) {
      Path root = place.resolve("models").resolve("bundles");
      if (Files.exists(root.resolve("release.json"))) {
        return root;
      }
    }
    throw new AssertionError(
        "Wanted models/bundles/release.json above " + Path.of("").toAbsolutePath());
  }
}
