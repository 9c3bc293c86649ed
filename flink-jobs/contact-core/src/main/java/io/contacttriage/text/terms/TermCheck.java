package io.contacttriage.text.terms;

/**
 * What a reader of term lists has to know of a term.
 *
 * @param folded the same for terms that match the same; null when the term cannot be looked for
 * @param letters after folding
 * @param unspaced whether all of them belong to scripts without spaces, where two letters are a
 *     word
 */
public record TermCheck(String folded, int letters, boolean unspaced) {
  /** Letters and digits of a term at most. */
  public static final int MOST_LETTERS = TermPattern.MOST_LETTERS;

  private static final int SHORTEST_WORD = 3;
  private static final int SHORTEST_UNSPACED_WORD = 2;

  /** Checks a term as its owner wrote it. */
  public static TermCheck of(String term) {
    TermPattern pattern = TermPattern.of(term);
    return pattern == null
        ? new TermCheck(null, 0, false)
        : new TermCheck(pattern.folded(), pattern.length(), pattern.isUnspaced());
  }

  /** Whether the term holds anything to look for, and not too much. */
  public boolean usable() {
    return folded != null;
  }

  /** Whether so few letters are met by chance. */
  public boolean tooShort() {
    return letters < (unspaced ? SHORTEST_UNSPACED_WORD : SHORTEST_WORD);
  }
}
