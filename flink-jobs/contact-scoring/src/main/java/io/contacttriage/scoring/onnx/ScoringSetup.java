package io.contacttriage.scoring.onnx;

import java.io.Serializable;

/**
 * How the bundles of a registry score.
 *
 * @param batches what to warm up for
 * @param cachedTexts how many texts' scores are remembered, 0 for none
 */
public record ScoringSetup(ScoringTier tier, BatchShapes batches, int cachedTexts)
    implements Serializable {
  public ScoringSetup {
    if (cachedTexts < 0) {
      throw new IllegalArgumentException("Wanted cachedTexts >= 0, found " + cachedTexts);
    }
  }
}
