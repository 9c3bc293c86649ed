package io.contacttriage.text;

import static com.ibm.icu.lang.UCharacterEnums.ECharacterCategory.CONTROL;
import static com.ibm.icu.lang.UCharacterEnums.ECharacterCategory.DECIMAL_DIGIT_NUMBER;
import static com.ibm.icu.lang.UCharacterEnums.ECharacterCategory.FORMAT;
import static com.ibm.icu.lang.UCharacterEnums.ECharacterCategory.PRIVATE_USE;
import static com.ibm.icu.lang.UCharacterEnums.ECharacterCategory.SURROGATE;
import static com.ibm.icu.lang.UCharacterEnums.ECharacterCategory.UNASSIGNED;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UProperty;
import com.ibm.icu.text.Normalizer2;

/**
 * One form for each character: NFKC, without what cannot be seen, digits of every script as ASCII,
 * white space as space or line feed, look-alikes in Latin words as Latin letters.
 */
public final class CharacterCleaner {
  private static final Normalizer2 NFKC = Normalizer2.getNFKCInstance();
  private static final int BRAILLE_BLANK = 0x2800;
  private static final int DROP = -1;

  /** What {@link #map(int)} gives for each character of the basic plane; {@code '\uFFFF'} drops. */
  private static final char[] BASIC_PLANE = new char[Character.MIN_SUPPLEMENTARY_CODE_POINT];

  static {
    for (int c = 0; c < BASIC_PLANE.length; c++) {
      BASIC_PLANE[c] = (char) compute(c);
    }
  }

  private CharacterCleaner() {}

  /** The text in that form; a cleaned text stays as it is. */
  public static String clean(String text) {
    if (isPlainAscii(text)) {
      return text;
    }
    String normalized = NFKC.normalize(map(text));
    String folded = HomoglyphFolder.fold(normalized);
    // A letter that was folded may take the accent that stands behind it.
    return folded.equals(normalized) ? normalized : NFKC.normalize(folded);
  }

  private static boolean isPlainAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if ((c < ' ' && c != '\n') || c > '~') {
        return false;
      }
    }
    return true;
  }

  private static String map(String text) {
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      boolean newLineFollows = c == '\r' && i < text.length() && text.charAt(i) == '\n';
      int mapped = newLineFollows ? DROP : map(c);
      if (mapped != DROP) {
        out.appendCodePoint(mapped);
      }
    }
    return out.toString();
  }

  private static int map(int c) {
    if (c >= BASIC_PLANE.length) {
      return compute(c);
    }
    char mapped = BASIC_PLANE[c];
    return mapped == '\uFFFF' ? DROP : mapped;
  }

  private static int compute(int c) {
    if (c == '\n'
        || c == '\r'
        || c == 0x0B
        || c == 0x0C
        || c == 0x85
        || c == 0x2028
        || c == 0x2029) {
      return '\n';
    }
    if (UCharacter.isUWhiteSpace(c) || c == BRAILLE_BLANK) {
      return ' ';
    }
    int category = UCharacter.getType(c);
    if (category == DECIMAL_DIGIT_NUMBER) {
      return '0' + UCharacter.digit(c);
    }
    boolean unseen =
        category == CONTROL
            || category == FORMAT
            || category == SURROGATE
            || category == PRIVATE_USE
            || category == UNASSIGNED
            || c == 0xFFFD
            || UCharacter.hasBinaryProperty(c, UProperty.DEFAULT_IGNORABLE_CODE_POINT);
    return unseen ? DROP : c;
  }
}
