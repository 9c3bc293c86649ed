package io.contacttriage.scoring.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import io.contacttriage.scoring.bundle.GoldenSet;
import io.contacttriage.scoring.bundle.ModelBundle;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * A bundle of the oldest release whose bundles this one takes: manifest, networks, tokenizer and
 * golden set as they were then. Never made anew; a release that refuses it must say so in the
 * change log, and how to convert one.
 */
class BundleOfAnEarlierReleaseTest {
  private static final Path OF_0_1_0 = Path.of("src", "test", "resources", "bundles", "of-0.1.0");

  @Test
  void itOpensWithBothTiersAndGivesTheAnswersItGaveThen() throws Exception {
    ModelBundle bundle = ModelBundle.load(OF_0_1_0);
    GoldenSet golden = GoldenSet.read(bundle);

    assertThat(golden.contacts()).isNotEmpty();
    assertThat(bundle.manifest().tiers()).containsOnlyKeys("fast", "deep");
    assertThat(bundle.manifest().cascade()).isPresent();
    assertThat(GoldenCheck.run(bundle, golden)).isEmpty();
  }
}
