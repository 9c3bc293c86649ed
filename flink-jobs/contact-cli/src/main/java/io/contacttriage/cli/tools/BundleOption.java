package io.contacttriage.cli.tools;

import io.contacttriage.cli.CommandFailure;
import io.contacttriage.cli.ProjectFolder;
import io.contacttriage.scoring.ContactScorer;
import io.contacttriage.scoring.HarmLabel;
import io.contacttriage.scoring.Scores;
import io.contacttriage.scoring.bundle.BundleManifest;
import io.contacttriage.scoring.bundle.BundleRelease;
import io.contacttriage.scoring.bundle.InvalidBundleException;
import io.contacttriage.scoring.bundle.ModelBundle;
import io.contacttriage.scoring.onnx.ScoringTier;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Option;

/** Which model bundle a command works with, and which of its tiers. */
public final class BundleOption {
  @Option(
      names = "--bundle",
      paramLabel = "DIR",
      description =
          "A model bundle's directory; when absent, the one that models/bundles/release.json names")
  private Path directory;

  @Option(
      names = "--tier",
      paramLabel = "TIER",
      defaultValue = "auto",
      description = {
        "Who scores: ${COMPLETION-CANDIDATES}; ${DEFAULT-VALUE} when absent.",
        "cascade: the deep tier where the bundle's rule asks it;",
        "auto: cascade where the bundle has a deep tier, else fast"
      })
  private ScoringTier tier;

  /** A scorer with sessions of its own, verified as the job verifies it. */
  public ContactScorer open() {
    try {
      return tier.open(load());
    } catch (InvalidBundleException e) {
      throw CommandFailure.failed(e.getMessage());
    }
  }

  /**
   * From which score on the tier flags that gave these scores.
   *
   * @param scores or null
   * @return empty when this bundle is not the one, so that nothing is known
   */
  public Map<HarmLabel, Double> thresholds(Scores scores) {
    Map<HarmLabel, Double> thresholds = new EnumMap<>(HarmLabel.class);
    try {
      ModelBundle loaded = load();
      BundleManifest.Tier scored =
          scores == null ? null : loaded.manifest().tiers().get(scores.tier());
      if (scored != null && loaded.model().toString().equals(scores.model())) {
        scored
            .thresholds()
            .forEach(
                (label, from) ->
                    thresholds.put(HarmLabel.valueOf(label.toUpperCase(Locale.ROOT)), from));
      }
    } catch (InvalidBundleException unusable) {
      // An old decision can be explained where its bundle is no more.
    }
    return thresholds;
  }

  private ModelBundle load() throws InvalidBundleException {
    try {
      return directory == null
          ? BundleRelease.loadActive(ProjectFolder.resolve("models/bundles"))
          : ModelBundle.load(directory);
    } catch (IOException e) {
      throw CommandFailure.failed("The model bundle cannot be read: " + e);
    }
  }
}
