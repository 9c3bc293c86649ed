package io.contacttriage.text.terms;

import io.contacttriage.text.CharacterCleaner;
import java.util.ArrayList;
import java.util.List;

/**
 * What one term matches:
 *
 * <ul>
 *   <li>its letters in any case and with any accents, in Latin also as digits and signs that stand
 *       for them, as long as those are at most half of what matched;
 *   <li>letters of scripts with spaces also repeated, and with up to three marks between them;
 *   <li>a word spelled out: up to three marks or spaces between every two of its letters;
 *   <li>between two words of the term up to eight marks or spaces, at least one;
 *   <li>letters of scripts without spaces with up to three marks or spaces between them;
 *   <li>in scripts with spaces, whole words only.
 * </ul>
 *
 * <p>Sets of letters are bits of a long.
 */
final class TermPattern {
  /** Letters of a term at most: they are bits of a long. */
  static final int MOST_LETTERS = 60;

  private final int[] letters;
  private final long wordStarts;

  /** Letters before which a space does not end a word, because one beside it is unspaced. */
  private final long loose;

  private final long repeatable;
  private final long last;
  private final int digits;

  /**
   * How far a match has come: bit n for n + 1 letters.
   *
   * @param tight with the word in one piece so far, but for marks
   * @param spelled with its letters one by one so far
   */
  private record Reached(long tight, long spelled) {
    long any() {
      return tight | spelled;
    }
  }

  private TermPattern(List<Integer> found, long begins) {
    letters = found.stream().mapToInt(Integer::intValue).toArray();
    long unspaced = 0;
    int ownDigits = 0;
    for (int i = 0; i < letters.length; i++) {
      unspaced |= TermCharacters.isUnspaced(letters[i]) ? 1L << i : 0;
      ownDigits += TermCharacters.isDigitOrSign(letters[i]) ? 1 : 0;
    }
    loose = unspaced | (unspaced << 1);
    wordStarts = begins & ~loose;
    repeatable = ~unspaced;
    last = 1L << (letters.length - 1);
    digits = ownDigits;
  }

  /**
   * Reads a term as its owner wrote it.
   *
   * @return null when nothing is left after folding, or more than {@link #MOST_LETTERS}
   */
  static TermPattern of(String term) {
    List<Integer> letters = new ArrayList<>();
    long begins = 0;
    boolean separated = false;
    for (int c : CharacterCleaner.clean(term).codePoints().toArray()) {
      int letter = TermCharacters.fold(c);
      if (letter > TermCharacters.NOTHING) {
        if (letters.size() == MOST_LETTERS) {
          return null;
        }
        begins |= separated ? 1L << letters.size() : 0;
        letters.add(letter);
        separated = false;
      } else if (letter != TermCharacters.NOTHING) {
        separated = !letters.isEmpty();
      }
    }
    return letters.isEmpty() ? null : new TermPattern(letters, begins);
  }

  int length() {
    return letters.length;
  }

  /** Whether every letter belongs to a script without spaces. */
  boolean isUnspaced() {
    return repeatable == ~((last << 1) - 1);
  }

  /** The same for terms that match the same. */
  String folded() {
    StringBuilder folded = new StringBuilder();
    for (int i = 0; i < letters.length; i++) {
      folded.append(((wordStarts >> i) & 1) == 1 ? " " : "").appendCodePoint(letters[i]);
    }
    return folded.toString();
  }

  /**
   * The term's letters in their canonical form, none twice in a row: whatever matches has these
   * too, once it is reduced in the same way.
   */
  int[] key() {
    List<Integer> key = new ArrayList<>();
    for (int letter : letters) {
      int canonical = TermCharacters.canonical(letter);
      if (key.isEmpty() || key.get(key.size() - 1) != canonical) {
        key.add(canonical);
      }
    }
    return key.stream().mapToInt(Integer::intValue).toArray();
  }

  /** Whether the term matches from a letter on. */
  boolean matchesAt(FoldedText text, int start) {
    boolean free = (loose & 1) != 0 || text.isWordStart(start);
    if (!free || (fitting(text.letter(start)) & 1) == 0) {
      return false;
    }
    Reached reached = new Reached(1, 1);
    int signs = 0;
    for (int at = start; reached.any() != 0; at++) {
      signs += TermCharacters.isDigitOrSign(text.letter(at)) ? 1 : 0;
      boolean whole = (reached.any() & last) != 0 && isEnd(text, at);
      if (whole && 2 * (signs - digits) <= at - start + 1) {
        return true;
      }
      if (at + 1 == text.count()) {
        return false;
      }
      reached = next(reached, text.gap(at + 1), fitting(text.letter(at + 1)));
    }
    return false;
  }

  /**
   * One letter of the text further.
   *
   * @param gap what stands before it
   * @param fits letters of the term that it may be
   */
  private Reached next(Reached from, byte gap, long fits) {
    long tight = (from.tight << 1) & ~wordStarts;
    long spelled = (from.spelled << 1) & ~wordStarts;
    long begun = (from.any() << 1) & wordStarts;
    return switch (gap) {
      case FoldedText.TOUCHING ->
          new Reached(fits & (tight | (from.tight & repeatable)), fits & from.spelled & repeatable);
      case FoldedText.MARKS -> new Reached(fits & (tight | begun), fits & (spelled | begun));
      case FoldedText.SPACED ->
          new Reached(fits & ((tight & loose) | begun), fits & (spelled | begun));
      case FoldedText.WIDE -> new Reached(fits & begun, fits & begun);
      default -> new Reached(0, 0);
    };
  }

  private boolean isEnd(FoldedText text, int at) {
    return (repeatable & last) == 0 || text.isWordEnd(at);
  }

  /** The letters of the term that a symbol of the text may be. */
  private long fitting(int symbol) {
    String others = TermCharacters.standsFor(symbol);
    long fits = 0;
    for (int i = 0; i < letters.length; i++) {
      boolean same = letters[i] == symbol || others.indexOf(letters[i]) >= 0;
      fits |= same ? 1L << i : 0;
    }
    return fits;
  }
}
