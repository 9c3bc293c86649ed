package io.contacttriage.text;

import java.util.Locale;
import java.util.Map;

/** E-mail addresses and handles, found from their @. */
final class AddressFinder {
  private static final int MAX_FOREIGN_NAME = 64;

  private AddressFinder() {}

  static String mask(String text, Map<SensitiveData, Integer> counts) {
    MaskWriter writer = new MaskWriter(text, counts);
    for (int at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
      if (at < writer.settled()) {
        continue;
      }
      int latin = startOfLatinName(text, at, writer.settled());
      int start = latin < at ? latin : startOfForeignName(text, at, writer.settled());
      int end = endOfDomain(text, at + 1);
      int handleEnd = endOfHandle(text, at + 1);
      boolean domain =
          latin < at
              ? isDomain(text, at + 1, end)
              : LinkFinder.isHost(text.substring(at + 1, end).toLowerCase(Locale.ROOT), true);
      if (start < at && domain) {
        writer.mask(start, end, SensitiveData.EMAIL);
      } else if (latin == at && handleEnd > at + 2 && !isHandleBlocked(text, at)) {
        writer.mask(at, handleEnd, SensitiveData.HANDLE);
      }
    }
    return writer.finish();
  }

  private static int startOfLatinName(String text, int at, int settled) {
    int i = at;
    while (i > settled && isNamePart(text.charAt(i - 1))) {
      i--;
    }
    return i;
  }

  /** Only where no Latin name stands, as text in another script often runs up to an address. */
  private static int startOfForeignName(String text, int at, int settled) {
    int i = at;
    while (i > settled && at - i < MAX_FOREIGN_NAME && Character.isLetter(text.charAt(i - 1))) {
      i--;
    }
    return i;
  }

  private static boolean isNamePart(char c) {
    if (c < 0x80) {
      return isAsciiWord(c) || c == '.' || c == '+' || c == '-' || c == '%';
    }
    return ScriptDetector.isLatinLetter(c) || Character.getType(c) == Character.NON_SPACING_MARK;
  }

  private static int endOfDomain(String text, int from) {
    int i = from;
    while (i < text.length()) {
      char c = text.charAt(i);
      if (!isAsciiWord(c) && c != '.' && c != '-') {
        break;
      }
      i++;
    }
    while (i > from && (text.charAt(i - 1) == '.' || text.charAt(i - 1) == '-')) {
      i--;
    }
    return i;
  }

  /** Something, a dot, two letters. */
  private static boolean isDomain(String text, int from, int end) {
    for (int i = from + 1; i + 2 < end; i++) {
      if (text.charAt(i) == '.'
          && isAsciiLetter(text.charAt(i + 1))
          && isAsciiLetter(text.charAt(i + 2))) {
        return true;
      }
    }
    return false;
  }

  /** Behind a sign it is rather a letter in disguise: "f#@king", "v!@gra". */
  private static boolean isHandleBlocked(String text, int at) {
    return at > 0 && "@>/#!$*&%^=~".indexOf(text.charAt(at - 1)) >= 0;
  }

  private static int endOfHandle(String text, int from) {
    int i = from;
    boolean letter = false;
    while (i < text.length() && (isAsciiWord(text.charAt(i)) || text.charAt(i) == '.')) {
      letter |= isAsciiLetter(text.charAt(i));
      i++;
    }
    while (i > from && text.charAt(i - 1) == '.') {
      i--;
    }
    return letter ? i : from;
  }

  private static boolean isAsciiLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  private static boolean isAsciiWord(char c) {
    return isAsciiLetter(c) || (c >= '0' && c <= '9') || c == '_';
  }
}
