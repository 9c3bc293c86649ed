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

  private static final int REPLACEMENT = 0xFFFD;

  /** Half of a surrogate pair is read as U+FFFD: no well-formed text could hold it. */
  Characters normalize(String text) {
    if (!stripAccents) {
      return spaceAndFold(text, lowercase);
    }
    Characters stripped = withoutMarks(spaceAndFold(text, false));
    return lowercase ? lowerCase(stripped) : stripped;
  }

  private Characters spaceAndFold(String text, boolean fold) {
    Characters out = new Characters(text.length() + text.length() / 4 + 16);
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
        c = REPLACEMENT;
      }
      int flags = BertCharacters.flags(c);
      if (cleanText && (flags & BertCharacters.DROPPED) != 0) {
        continue;
      }
      if (cleanText && (flags & BertCharacters.SPACE) != 0) {
        out.append(' ');
      } else if (handleChineseChars && (flags & BertCharacters.CHINESE) != 0) {
        out.append(' ');
        out.appendCodePoint(c);
        out.append(' ');
      } else if (fold && (flags & BertCharacters.UPPER) != 0) {
        BertCharacters.appendLowerCase(out, c);
      } else {
        out.appendCodePoint(c);
      }
    }
    return out;
  }

  private static Characters withoutMarks(Characters text) {
    String decomposed = BertCharacters.NFD.normalize(text.toString());
    Characters out = new Characters(decomposed.length());
    decomposed
        .codePoints()
        .filter(c -> (BertCharacters.flags(c) & BertCharacters.MARK) == 0)
        .forEach(out::appendCodePoint);
    return out;
  }

  private static Characters lowerCase(Characters text) {
    Characters out = new Characters(text.length() + 16);
    text.toString()
        .codePoints()
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
