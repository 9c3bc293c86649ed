package io.contacttriage.routing.cel;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Hints for words that are not known: the nearest known word, else all of them. */
public final class DidYouMean {
  private static final int LISTED = 25;

  private DidYouMean() {}

  /**
   * A hint such as {@code did you mean scam?} or {@code known: a, b, c}.
   *
   * @return never null; empty when there is nothing to suggest
   */
  public static String hint(String word, Collection<String> known) {
    String nearest = null;
    int least = 1 + (word.length() < 4 ? 1 : Math.max(2, word.length() / 3));
    for (String candidate : known) {
      int distance =
          LevenshteinDistance.getDefaultInstance()
              .apply(word.toLowerCase(Locale.ROOT), candidate.toLowerCase(Locale.ROOT));
      if (distance < least) {
        nearest = candidate;
        least = distance;
      }
    }
    if (nearest != null) {
      return "did you mean " + nearest + "?";
    }
    List<String> listed = known.stream().sorted().limit(LISTED).toList();
    return listed.isEmpty()
        ? ""
        : "known: " + String.join(", ", listed) + (known.size() > LISTED ? ", ..." : "");
  }
}
