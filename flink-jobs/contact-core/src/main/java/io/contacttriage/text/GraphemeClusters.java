package io.contacttriage.text;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UCharacter.GraphemeClusterBreak;
import com.ibm.icu.lang.UCharacter.IndicConjunctBreak;
import com.ibm.icu.lang.UProperty;
import com.ibm.icu.text.UnicodeSet;

/**
 * Extended grapheme clusters of Unicode 16 (UAX #29), which is what the Hugging Face library (0.21)
 * cuts a text into. ICU knows a later Unicode; where that differs, the older data stand here.
 */
final class GraphemeClusters {
  private static final int UNICODE = 16;
  private static final int OTHER = GraphemeClusterBreak.OTHER;
  private static final int CONSONANT = 100;
  private static final int PICTOGRAPH = 101;

  /** The last block with conjuncts in Unicode 16 is Malayalam. */
  private static final int AFTER_MALAYALAM = 0xD80;

  /** Prepended in Unicode 16, no longer since. */
  private static final int ZANABAZAR_CLUSTER_INITIAL_RA = 0x11A3A;

  private static final UnicodeSet LINKERS =
      new UnicodeSet("[\\u094D\\u09CD\\u0ACD\\u0B4D\\u0C4D\\u0D4D]").freeze();

  /** Above the basic plane: later versions took many of these back. */
  private static final UnicodeSet PICTOGRAPHS =
      new UnicodeSet(
              "[\\U0001F000-\\U0001F0FF\\U0001F10D-\\U0001F10F\\U0001F12F\\U0001F16C-\\U0001F171"
                  + "\\U0001F17E-\\U0001F17F\\U0001F18E\\U0001F191-\\U0001F19A"
                  + "\\U0001F1AD-\\U0001F1E5\\U0001F201-\\U0001F20F\\U0001F21A\\U0001F22F"
                  + "\\U0001F232-\\U0001F23A\\U0001F23C-\\U0001F23F\\U0001F249-\\U0001F3FA"
                  + "\\U0001F400-\\U0001F53D\\U0001F546-\\U0001F64F\\U0001F680-\\U0001F6FF"
                  + "\\U0001F774-\\U0001F77F\\U0001F7D5-\\U0001F7FF\\U0001F80C-\\U0001F80F"
                  + "\\U0001F848-\\U0001F84F\\U0001F85A-\\U0001F85F\\U0001F888-\\U0001F88F"
                  + "\\U0001F8AE-\\U0001F8FF\\U0001F90C-\\U0001F93A\\U0001F93C-\\U0001F945"
                  + "\\U0001F947-\\U0001FAFF\\U0001FC00-\\U0001FFFD]")
          .freeze();

  private static final byte[] BASIC_PLANE = new byte[Character.MIN_SUPPLEMENTARY_CODE_POINT];

  static {
    for (int c = 0; c < BASIC_PLANE.length; c++) {
      // Half of a pair is looked at by no rule, but says that there is more to see.
      BASIC_PLANE[c] =
          (byte) (Character.isSurrogate((char) c) ? GraphemeClusterBreak.CONTROL : compute(c));
    }
  }

  private GraphemeClusters() {}

  /**
   * Where a cluster ends.
   *
   * @param start of the cluster
   * @param end of the text, beyond {@code start}
   */
  static int end(char[] text, int start, int end) {
    int c = Character.codePointAt(text, start, end);
    int before = kind(c);
    boolean afterPictograph = before == PICTOGRAPH;
    boolean afterPictographAndJoiner = false;
    boolean afterConsonant = before == CONSONANT;
    boolean afterLinker = false;
    int regional = before == GraphemeClusterBreak.REGIONAL_INDICATOR ? 1 : 0;
    int at = start + Character.charCount(c);
    while (at < end) {
      c = Character.codePointAt(text, at, end);
      int after = kind(c);
      boolean joined =
          isJoined(before, after)
              || (after == CONSONANT && afterConsonant && afterLinker)
              || (after == PICTOGRAPH && afterPictographAndJoiner)
              || (after == GraphemeClusterBreak.REGIONAL_INDICATOR && regional % 2 == 1);
      if (!joined) {
        return at;
      }
      afterPictographAndJoiner = after == GraphemeClusterBreak.ZWJ && afterPictograph;
      afterPictograph =
          after == PICTOGRAPH || (after == GraphemeClusterBreak.EXTEND && afterPictograph);
      if (after == CONSONANT) {
        afterConsonant = true;
        afterLinker = false;
      } else if (LINKERS.contains(c)) {
        afterLinker = true;
      } else if (!isConjunctExtend(c, after)) {
        afterConsonant = false;
      }
      regional = after == GraphemeClusterBreak.REGIONAL_INDICATOR ? regional + 1 : 0;
      before = after;
      at += Character.charCount(c);
    }
    return end;
  }

  /** Whether a character ends a cluster wherever another such character follows. */
  static boolean isPlain(char c) {
    return BASIC_PLANE[c] == OTHER;
  }

  /** The rules that need no more than the two neighbours. */
  private static boolean isJoined(int before, int after) {
    if (before == OTHER && after == OTHER) {
      return false;
    }
    if (isControl(before) || isControl(after)) {
      return before == GraphemeClusterBreak.CR && after == GraphemeClusterBreak.LF;
    }
    return switch (after) {
      case GraphemeClusterBreak.EXTEND,
          GraphemeClusterBreak.ZWJ,
          GraphemeClusterBreak.SPACING_MARK ->
          true;
      case GraphemeClusterBreak.L, GraphemeClusterBreak.LV, GraphemeClusterBreak.LVT ->
          before == GraphemeClusterBreak.L || before == GraphemeClusterBreak.PREPEND;
      case GraphemeClusterBreak.V ->
          before == GraphemeClusterBreak.L
              || before == GraphemeClusterBreak.V
              || before == GraphemeClusterBreak.LV
              || before == GraphemeClusterBreak.PREPEND;
      case GraphemeClusterBreak.T ->
          before == GraphemeClusterBreak.V
              || before == GraphemeClusterBreak.T
              || before == GraphemeClusterBreak.LV
              || before == GraphemeClusterBreak.LVT
              || before == GraphemeClusterBreak.PREPEND;
      default -> before == GraphemeClusterBreak.PREPEND;
    };
  }

  private static boolean isControl(int kind) {
    return kind == GraphemeClusterBreak.CONTROL
        || kind == GraphemeClusterBreak.CR
        || kind == GraphemeClusterBreak.LF;
  }

  private static boolean isConjunctExtend(int c, int kind) {
    return (kind == GraphemeClusterBreak.EXTEND && c != 0x200C) || kind == GraphemeClusterBreak.ZWJ;
  }

  private static int kind(int c) {
    return c < BASIC_PLANE.length ? BASIC_PLANE[c] : compute(c);
  }

  private static int compute(int c) {
    if (c == ZANABAZAR_CLUSTER_INITIAL_RA) {
      return GraphemeClusterBreak.PREPEND;
    }
    if (c >= Character.MIN_SUPPLEMENTARY_CODE_POINT && PICTOGRAPHS.contains(c)) {
      return PICTOGRAPH;
    }
    int kind =
        UCharacter.getAge(c).getMajor() > UNICODE
            ? OTHER
            : UCharacter.getIntPropertyValue(c, UProperty.GRAPHEME_CLUSTER_BREAK);
    if (kind != OTHER || c >= Character.MIN_SUPPLEMENTARY_CODE_POINT) {
      return kind;
    }
    boolean consonant =
        c < AFTER_MALAYALAM
            && UCharacter.getIntPropertyValue(c, UProperty.INDIC_CONJUNCT_BREAK)
                == IndicConjunctBreak.CONSONANT.ordinal();
    return consonant
        ? CONSONANT
        : UCharacter.hasBinaryProperty(c, UProperty.EXTENDED_PICTOGRAPHIC) ? PICTOGRAPH : OTHER;
  }
}
