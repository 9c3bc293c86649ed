package io.contacttriage.text.terms;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UScript;
import com.ibm.icu.text.Normalizer2;

/**
 * Characters as terms see them: letters without case and, in Latin, without accents; digits and
 * signs that may stand for a letter; everything else separates. Text and terms are cleaned before.
 */
final class TermCharacters {
  /** Folded form of white space. */
  static final int SPACE = 0;

  /** Folded form of everything that is neither a letter, a digit nor white space. */
  static final int MARK = 1;

  /** Folded form of accents that stand alone: as if they were not there. */
  static final int NOTHING = 2;

  private static final Normalizer2 NFD = Normalizer2.getNFDInstance();

  /** What {@link #fold} gives for each character of the basic plane. */
  private static final char[] BASIC_PLANE = new char[Character.MIN_SUPPLEMENTARY_CODE_POINT];

  static {
    for (int c = 0; c < BASIC_PLANE.length; c++) {
      BASIC_PLANE[c] = (char) compute(c);
    }
  }

  private TermCharacters() {}

  /** The letter or digit, or one of the constants. */
  static int fold(int c) {
    return c < BASIC_PLANE.length ? BASIC_PLANE[c] : compute(c);
  }

  /** Letters that a digit or sign may stand for, or an empty text. */
  static String standsFor(int symbol) {
    return switch (symbol) {
      case '0' -> "o";
      case '1', '!' -> "il";
      case '3' -> "e";
      case '4', '@' -> "a";
      case '5', '$' -> "s";
      case '7' -> "t";
      case '8' -> "b";
      case '9' -> "g";
      default -> "";
    };
  }

  /** A sign that counts as a letter where a letter or digit follows it: "g!ft", "c@sh". */
  static boolean isLetterSign(int c) {
    return c == '@' || c == '$' || c == '!';
  }

  /** One character for all that can be meant by the same: i, l, 1 and ! are one. */
  static int canonical(int symbol) {
    String letters = standsFor(symbol);
    int letter = letters.isEmpty() ? symbol : letters.charAt(0);
    return letter == 'l' ? 'i' : letter;
  }

  /** Whether words of the letter's script are written without spaces between them. */
  static boolean isUnspaced(int letter) {
    return letter >= 0x0E00 && UScript.breaksBetweenLetters(UScript.getScript(letter));
  }

  static boolean isDigitOrSign(int symbol) {
    return symbol < 'a';
  }

  private static int compute(int c) {
    if (UCharacter.isUWhiteSpace(c)) {
      return SPACE;
    }
    int type = UCharacter.getType(c);
    boolean accent =
        type == Character.NON_SPACING_MARK
            || type == Character.ENCLOSING_MARK
            || type == Character.COMBINING_SPACING_MARK;
    if (accent) {
      return UScript.getScript(c) == UScript.INHERITED ? NOTHING : c;
    }
    if (!UCharacter.isLetterOrDigit(c)) {
      return MARK;
    }
    int base = UScript.getScript(c) == UScript.LATIN ? withoutAccents(c) : c;
    return UCharacter.foldCase(base, true);
  }

  private static int withoutAccents(int c) {
    String decomposed = NFD.getDecomposition(c);
    return decomposed == null ? c : decomposed.codePointAt(0);
  }
}
