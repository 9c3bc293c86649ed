package io.contacttriage.scoring.onnx;

import java.io.Serializable;

/**
 * How the bundles of a registry score.
 *
 * @param cachedTexts how many texts' scores are remembered, 0 for none
 */
public record ScoringSetup(ScoringTier tier, int cachedTexts) implements Serializable {
  public ScoringSetup {
    if (cachedTexts < 0) {
      throw new IllegalArgumentException("Wanted cachedTexts >= 0, found " + cachedTexts);
    }
  }
}
