package io.contacttriage.text;

/**
 * The Hugging Face BertNormalizer.
 *
 * @param cleanText drops control characters, turns every white space into a space
 * @param handleChineseChars puts spaces around ideographs
 * @param stripAccents decomposes and drops nonspacing marks
 */
record BertNormalizer(
    boolean cleanText, boolean handleChineseChars, boolean stripAccents, boolean lowercase) {

  StringBuilder normalize(String text) {
    if (!stripAccents) {
      return spaceAndFold(text, lowercase);
    }
    StringBuilder stripped = stripAccents(spaceAndFold(text, false));
    return lowercase ? lowerCase(stripped) : stripped;
  }

  private StringBuilder spaceAndFold(String text, boolean fold) {
    StringBuilder out = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      int flags = BertCharacters.flags(c);
      if (cleanText && (flags & BertCharacters.DROPPED) != 0) {
        continue;
      }
      if (cleanText && (flags & BertCharacters.SPACE) != 0) {
        out.append(' ');
      } else if (handleChineseChars && (flags & BertCharacters.CHINESE) != 0) {
        out.append(' ').appendCodePoint(c).append(' ');
      } else if (fold && (flags & BertCharacters.UPPER) != 0) {
        BertCharacters.appendLowerCase(out, c);
      } else {
        out.appendCodePoint(c);
      }
    }
    return out;
  }

  private static StringBuilder stripAccents(StringBuilder text) {
    String decomposed = BertCharacters.NFD.normalize(text);
    StringBuilder out = text;
    out.setLength(0);
    decomposed
        .codePoints()
        .filter(c -> (BertCharacters.flags(c) & BertCharacters.MARK) == 0)
        .forEach(out::appendCodePoint);
    return out;
  }

  private static StringBuilder lowerCase(StringBuilder text) {
    StringBuilder out = new StringBuilder(text.length() + 16);
    text.codePoints()
        .forEach(
            c -> {
              if ((BertCharacters.flags(c) & BertCharacters.UPPER) != 0) {
                BertCharacters.appendLowerCase(out, c);
              } else {
                out.appendCodePoint(c);
              }
            });
    return out;
  }
}
