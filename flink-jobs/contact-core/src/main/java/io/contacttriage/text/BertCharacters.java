package io.contacttriage.text;

import static com.ibm.icu.lang.UCharacterEnums.ECharacterCategory.CONNECTOR_PUNCTUATION;
import static com.ibm.icu.lang.UCharacterEnums.ECharacterCategory.CONTROL;
import static com.ibm.icu.lang.UCharacterEnums.ECharacterCategory.DASH_PUNCTUATION;
import static com.ibm.icu.lang.UCharacterEnums.ECharacterCategory.END_PUNCTUATION;
import static com.ibm.icu.lang.UCharacterEnums.ECharacterCategory.FINAL_PUNCTUATION;
import static com.ibm.icu.lang.UCharacterEnums.ECharacterCategory.FORMAT;
import static com.ibm.icu.lang.UCharacterEnums.ECharacterCategory.INITIAL_PUNCTUATION;
import static com.ibm.icu.lang.UCharacterEnums.ECharacterCategory.NON_SPACING_MARK;
import static com.ibm.icu.lang.UCharacterEnums.ECharacterCategory.OTHER_PUNCTUATION;
import static com.ibm.icu.lang.UCharacterEnums.ECharacterCategory.PRIVATE_USE;
import static com.ibm.icu.lang.UCharacterEnums.ECharacterCategory.START_PUNCTUATION;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UProperty;
import com.ibm.icu.text.FilteredNormalizer2;
import com.ibm.icu.text.Normalizer2;
import com.ibm.icu.text.UnicodeSet;

/**
 * What the Hugging Face library (0.21) takes a character for. It mixes Unicode versions: categories
 * are those of Unicode 8, decompositions those of 12.1, lower case that of 16. ICU knows the
 * version that brought each character, so the three can be told apart without tables; the few
 * characters whose category changed later are named here.
 */
final class BertCharacters {
  static final int DROPPED = 1;
  static final int SPACE = 1 << 1;
  static final int CHINESE = 1 << 2;
  static final int PUNCTUATION = 1 << 3;
  static final int MARK = 1 << 4;
  static final int UPPER = 1 << 5;

  static final Normalizer2 NFD =
      new FilteredNormalizer2(
          Normalizer2.getNFDInstance(), new UnicodeSet("[:age=12.1:]").freeze());

  private static final int DOTTED_CAPITAL_I = 0x130;
  private static final String ASCII_PUNCTUATION = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";
  private static final byte[] BASIC_PLANE = new byte[0x10000];

  static {
    for (int c = 0; c < BASIC_PLANE.length; c++) {
      BASIC_PLANE[c] = (byte) compute(c);
    }
  }

  private BertCharacters() {}

  /** The flags above that hold for a code point, or-ed. */
  static int flags(int codePoint) {
    return codePoint < BASIC_PLANE.length ? BASIC_PLANE[codePoint] : compute(codePoint);
  }

  /** Appends the lower case of one code point; the library knows no context, so no final sigma. */
  static void appendLowerCase(Characters out, int codePoint) {
    if (codePoint < 0x80) {
      out.append((char) (codePoint + 'a' - 'A'));
    } else if (codePoint == DOTTED_CAPITAL_I) {
      out.append("i\u0307");
    } else {
      out.appendCodePoint(UCharacter.toLowerCase(codePoint));
    }
  }

  private static int compute(int c) {
    int category = categoryInUnicode8(c);
    int flags = 0;
    boolean lineOrTab = c == '\t' || c == '\n' || c == '\r';
    boolean other = category == CONTROL || category == FORMAT || category == PRIVATE_USE;
    if (c == 0 || c == 0xFFFD || (other && !lineOrTab)) {
      flags |= DROPPED;
    }
    if (UCharacter.hasBinaryProperty(c, UProperty.WHITE_SPACE)) {
      flags |= SPACE;
    }
    if (isChinese(c)) {
      flags |= CHINESE;
    }
    if (ASCII_PUNCTUATION.indexOf(c) >= 0 || isPunctuation(category)) {
      flags |= PUNCTUATION;
    }
    if (category == NON_SPACING_MARK) {
      flags |= MARK;
    }
    if (isAssignedIn(c, 16) && (c == DOTTED_CAPITAL_I || UCharacter.toLowerCase(c) != c)) {
      flags |= UPPER;
    }
    return flags;
  }

  private static int categoryInUnicode8(int c) {
    return switch (c) {
      case 0x166D, 0x111C9 -> OTHER_PUNCTUATION;
      case 0x1734, 0x1885, 0x1886, 0xA9BD, 0x1171E -> changedSince(c);
      default -> isAssignedIn(c, 8) ? UCharacter.getType(c) : 0;
    };
  }

  /** Vowel signs: letters or spacing marks then, nonspacing marks now, or the other way round. */
  private static int changedSince(int c) {
    return UCharacter.getType(c) == NON_SPACING_MARK ? 0 : NON_SPACING_MARK;
  }

  private static boolean isAssignedIn(int c, int unicodeMajor) {
    int age = UCharacter.getAge(c).getMajor();
    return age > 0 && age <= unicodeMajor;
  }

  private static boolean isPunctuation(int category) {
    return category == CONNECTOR_PUNCTUATION
        || category == DASH_PUNCTUATION
        || category == START_PUNCTUATION
        || category == END_PUNCTUATION
        || category == INITIAL_PUNCTUATION
        || category == FINAL_PUNCTUATION
        || category == OTHER_PUNCTUATION;
  }

  /** The library's ranges, with its hole between 2B820 and 2B91F. */
  private static boolean isChinese(int c) {
    return (c >= 0x4E00 && c <= 0x9FFF)
        || (c >= 0x3400 && c <= 0x4DBF)
        || (c >= 0xF900 && c <= 0xFAFF)
        || (c >= 0x20000 && c <= 0x2A6DF)
        || (c >= 0x2A700 && c <= 0x2B73F)
        || (c >= 0x2B740 && c <= 0x2B81F)
        || (c >= 0x2B920 && c <= 0x2CEAF)
        || (c >= 0x2F800 && c <= 0x2FA1F);
  }
}
