package io.contacttriage.text;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UProperty;
import com.ibm.icu.lang.UScript;

/** Which writing system most letters of a text belong to. */
final class ScriptDetector {
  private static final int SCRIPTS = UCharacter.getIntPropertyMaxValue(UProperty.SCRIPT) + 1;
  private static final String NO_LETTERS = "Zyyy";

  /** Japanese has at least one kana among this many characters; Chinese borrows fewer. */
  private static final int ONE_KANA_IN = 7;

  private ScriptDetector() {}

  /** ISO 15924 code. Kana and Han count together; placeholders of masked data do not count. */
  static String script(String text) {
    int[] counts = new int[SCRIPTS];
    for (int i = 0; i < text.length(); ) {
      int behind = text.charAt(i) == '<' ? SensitiveData.behindPlaceholder(text, i) : -1;
      if (behind > 0) {
        i = behind;
        continue;
      }
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      if (c < 0x80) {
        counts[UScript.LATIN] += isLatinLetter(c) ? 1 : 0;
      } else if (UCharacter.isLetter(c)) {
        counts[group(UScript.getScript(c))]++;
      }
    }
    int kana = counts[UScript.JAPANESE];
    int cjk = counts[UScript.HAN] + kana;
    counts[UScript.JAPANESE] = 0;
    counts[UScript.HAN] = cjk;
    counts[UScript.COMMON] = 0;
    counts[UScript.INHERITED] = 0;
    int most = -1;
    for (int script = 0; script < counts.length; script++) {
      if (counts[script] > 0 && (most < 0 || counts[script] > counts[most])) {
        most = script;
      }
    }
    if (most < 0) {
      return NO_LETTERS;
    }
    boolean japanese = most == UScript.HAN && kana * ONE_KANA_IN >= cjk;
    return UScript.getShortName(japanese ? UScript.JAPANESE : most);
  }

  static boolean isLatinLetter(int c) {
    return c < 0x80
        ? (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')
        : UScript.getScript(c) == UScript.LATIN && UCharacter.isLetter(c);
  }

  private static int group(int script) {
    return switch (script) {
      case UScript.HIRAGANA, UScript.KATAKANA -> UScript.JAPANESE;
      case UScript.HANGUL -> UScript.KOREAN;
      case UScript.BOPOMOFO -> UScript.HAN;
      default -> script;
    };
  }
}
