package io.contacttriage.text;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Web addresses: with a scheme, with www, or a bare host that cannot be anything else. "hacked.my
 * account" is two sentences, so endings that are words need a path behind them.
 */
final class LinkFinder {
  private static final Set<String> ENDINGS =
      Set.of("com", "net", "org", "info", "biz", "xyz", "io", "cn");
  private static final Set<String> ENDINGS_WITH_PATH =
      Set.of(
          "my", "id", "sg", "tw", "hk", "me", "co", "tv", "app", "shop", "link", "ly", "gg", "top",
          "site", "online", "store", "vip", "club", "cc", "us", "uk", "de", "fr", "jp", "kr", "in",
          "ru", "th", "vn", "ph", "au", "gl", "be", "to");
  private static final Set<String> SECOND_LEVEL =
      Set.of("com", "co", "net", "org", "gov", "edu", "go", "ac", "or");

  /** More than three, as longer runs will be cut to three. */
  private static final Pattern WWW = Pattern.compile("w{3,}+[.].");

  private LinkFinder() {}

  static String mask(String text, Map<SensitiveData, Integer> counts) {
    MaskWriter writer = new MaskWriter(text, counts);
    int i = 0;
    while (i < text.length()) {
      if (!isWord(text.charAt(i))) {
        i++;
        continue;
      }
      int wordEnd = endOfHost(text, i);
      if (!isPartOfAddress(text, i, wordEnd)) {
        int end = endOfLink(text, i, wordEnd);
        if (end > i) {
          writer.mask(i, end, SensitiveData.URL);
          wordEnd = Math.max(wordEnd, end);
        }
      }
      i = wordEnd;
    }
    return writer.finish();
  }

  private static boolean isPartOfAddress(String text, int from, int hostEnd) {
    return (from > 0 && (text.charAt(from - 1) == '@' || text.charAt(from - 1) == '.'))
        || (hostEnd < text.length() && text.charAt(hostEnd) == '@');
  }

  /** End of the link that begins with this run of host characters, or -1. */
  private static int endOfLink(String text, int from, int hostEnd) {
    int schemeEnd = endOfScheme(text, from, hostEnd);
    if (schemeEnd > 0) {
      int end = endOfPath(text, schemeEnd);
      return end > schemeEnd ? end : -1;
    }
    int end = trimmed(text, from, hostEnd);
    int dot = text.indexOf('.', from);
    if (dot < 0 || dot >= end) {
      return -1; // most words: no host without a dot
    }
    String host = text.substring(from, Math.min(end, from + 255)).toLowerCase(Locale.ROOT);
    boolean path =
        end == hostEnd
            && hostEnd + 1 < text.length()
            && text.charAt(hostEnd) == '/'
            && isWord(text.charAt(hostEnd + 1));
    if (WWW.matcher(host).lookingAt() || isHost(host, path)) {
      boolean more = end < text.length() && "/?#:".indexOf(text.charAt(end)) >= 0;
      return more ? endOfPath(text, end) : end;
    }
    return -1;
  }

  private static int endOfScheme(String text, int from, int hostEnd) {
    if (!text.startsWith("://", hostEnd)) {
      return -1;
    }
    for (String scheme : new String[] {"https", "http", "hxxps", "hxxp", "ftp"}) {
      int start = hostEnd - scheme.length();
      if (start == from && text.regionMatches(true, start, scheme, 0, scheme.length())) {
        return hostEnd + 3;
      }
    }
    return -1;
  }

  /** Whether a name in lower case is a host; with a path behind it more names are. */
  static boolean isHost(String host, boolean path) {
    int dot = host.lastIndexOf('.');
    if (dot <= 0 || host.contains("..") || host.endsWith("-")) {
      return false;
    }
    String ending = host.substring(dot + 1);
    if (ENDINGS.contains(ending) || (path && ENDINGS_WITH_PATH.contains(ending))) {
      return true;
    }
    int before = host.lastIndexOf('.', dot - 1);
    return before > 0
        && ending.length() == 2
        && SECOND_LEVEL.contains(host.substring(before + 1, dot));
  }

  private static int endOfHost(String text, int from) {
    int i = from;
    while (i < text.length() && (isWord(text.charAt(i)) || text.charAt(i) == '.')) {
      i++;
    }
    return i;
  }

  /** Links are ASCII here: what follows directly in Chinese is the person's sentence. */
  private static int endOfPath(String text, int from) {
    int i = from;
    while (i < text.length()
        && text.charAt(i) > ' '
        && text.charAt(i) <= '~'
        && "<>\"'`".indexOf(text.charAt(i)) < 0) {
      i++;
    }
    return trimmed(text, from, i);
  }

  /** Without the punctuation of the sentence. */
  private static int trimmed(String text, int from, int end) {
    int i = end;
    while (i > from && ".,!?;:)".indexOf(text.charAt(i - 1)) >= 0) {
      i--;
    }
    return i;
  }

  private static boolean isWord(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '-'
        || c == '_';
  }
}
