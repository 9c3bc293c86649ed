package io.contacttriage.text;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UCharacterEnums.ECharacterCategory;
import java.util.Map;

/** Copies a text from left to right and puts placeholders where something was found. */
final class MaskWriter {
  private final String text;
  private final Map<SensitiveData, Integer> counts;
  private StringBuilder out;
  private int copied;

  MaskWriter(String text, Map<SensitiveData, Integer> counts) {
    this.text = text;
    this.counts = counts;
  }

  /** Place up to which the text is settled; nothing before it can be masked. */
  int settled() {
    return copied;
  }

  void mask(int from, int to, SensitiveData kind) {
    if (out == null) {
      out = new StringBuilder(text.length());
    }
    out.append(text, copied, from).append(kind.placeholder());
    copied = to;
    // An accent behind it would melt into the placeholder.
    while (copied < text.length() && isMark(text.codePointAt(copied))) {
      copied += Character.charCount(text.codePointAt(copied));
    }
    counts.merge(kind, 1, Integer::sum);
  }

  String finish() {
    return out == null ? text : out.append(text, copied, text.length()).toString();
  }

  private static boolean isMark(int c) {
    if (c < 0x300) {
      return false;
    }
    int type = UCharacter.getType(c);
    return type == ECharacterCategory.NON_SPACING_MARK
        || type == ECharacterCategory.ENCLOSING_MARK
        || type == ECharacterCategory.COMBINING_SPACING_MARK;
  }
}
