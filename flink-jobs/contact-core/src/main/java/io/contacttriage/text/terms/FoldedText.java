package io.contacttriage.text.terms;

import io.contacttriage.text.SensitiveData;

/** The letters of a prepared text as terms see them, and what stands between them. */
final class FoldedText {
  /** Nothing stands before the letter: the two touch. */
  static final byte TOUCHING = 0;

  /** One to three marks stand before it, such as {@code p.a.y}. */
  static final byte MARKS = 1;

  /** One to three marks and spaces stand before it, at least one space. */
  static final byte SPACED = 2;

  /** Four to eight marks and spaces stand before it: too many within a word. */
  static final byte WIDE = 3;

  /** More than that, or something masked, or the beginning: no term goes across. */
  static final byte WALL = 4;

  private static final int MOST_IN_WORD = 3;
  private static final int MOST_BETWEEN_WORDS = 8;

  private final int[] letters;
  private final byte[] gaps;
  private int count;

  private FoldedText(int most) {
    letters = new int[most];
    gaps = new byte[most];
  }

  /**
   * Folds a text.
   *
   * @param text cleaned; masked items are placeholders such as {@code <phone>}
   */
  static FoldedText of(String text) {
    FoldedText folded = new FoldedText(text.length());
    int separators = 0;
    boolean space = false;
    boolean wall = true;
    for (int i = 0; i < text.length(); ) {
      int behind = text.charAt(i) == '<' ? SensitiveData.behindPlaceholder(text, i) : -1;
      if (behind > 0) {
        i = behind;
        wall = true;
        continue;
      }
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      int letter = TermCharacters.fold(c);
      if (TermCharacters.isLetterSign(c) && isLetterAt(text, i)) {
        letter = c;
      }
      if (letter > TermCharacters.NOTHING) {
        folded.add(letter, wall ? WALL : gap(separators, space));
        separators = 0;
        space = false;
        wall = false;
      } else if (letter != TermCharacters.NOTHING) {
        separators++;
        space |= letter == TermCharacters.SPACE;
      }
    }
    return folded;
  }

  private static boolean isLetterAt(String text, int i) {
    return i < text.length() && TermCharacters.fold(text.codePointAt(i)) > TermCharacters.NOTHING;
  }

  private static byte gap(int separators, boolean space) {
    if (separators == 0) {
      return TOUCHING;
    }
    if (separators > MOST_IN_WORD) {
      return separators > MOST_BETWEEN_WORDS ? WALL : WIDE;
    }
    return space ? SPACED : MARKS;
  }

  private void add(int letter, byte gap) {
    letters[count] = letter;
    gaps[count] = gap;
    count++;
  }

  int count() {
    return count;
  }

  /** A folded letter, a digit, or a sign that may stand for one. */
  int letter(int at) {
    return letters[at];
  }

  /** What stands before a letter. */
  byte gap(int at) {
    return gaps[at];
  }

  /** Whether a word begins at a letter of a script with spaces. */
  boolean isWordStart(int at) {
    return gaps[at] != TOUCHING || !isInWord(letters[at - 1]);
  }

  /** Whether a word ends at a letter of a script with spaces. */
  boolean isWordEnd(int at) {
    return at + 1 == count || gaps[at + 1] != TOUCHING || !isInWord(letters[at + 1]);
  }

  private static boolean isInWord(int letter) {
    return !TermCharacters.isLetterSign(letter) && !TermCharacters.isUnspaced(letter);
  }
}
