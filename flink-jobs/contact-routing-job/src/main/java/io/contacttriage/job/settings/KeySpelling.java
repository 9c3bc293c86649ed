package io.contacttriage.job.settings;

import org.apache.commons.text.similarity.LevenshteinDistance;

/** What a mistyped key was probably meant to be. */
final class KeySpelling {
  private static final int FAR = 6;

  private KeySpelling() {}

  static String hint(String key) {
    String nearest = null;
    int best = FAR;
    for (var option : JobOptions.all()) {
      int distance = LevenshteinDistance.getDefaultInstance().apply(key, option.key());
      if (distance < best) {
        best = distance;
        nearest = option.key();
      }
    }
    return nearest == null
        ? ": settings are listed in docs/configuration.md"
        : ": did you mean '" + nearest + "'?";
  }
}
