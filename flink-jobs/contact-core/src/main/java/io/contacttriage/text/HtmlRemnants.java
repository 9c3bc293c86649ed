package io.contacttriage.text;

import java.util.Locale;
import java.util.Set;

/**
 * Takes tags out of text that came through an HTML editor or gateway. A scanner, not a parser: it
 * looks at each character once, where building a tree from hostile markup can take quadratic time.
 * Only names of HTML are tags, so "&lt;card&gt;" and "a &lt; b" stay. Quoted blocks become lines
 * that begin with "&gt;".
 */
final class HtmlRemnants {
  private static final Set<String> INLINE =
      names(
          "a abbr b base bdi bdo big button cite code del em font i img input ins label link mark"
              + " meta o:p q s samp script small source span strike strong style sub sup time tt u"
              + " var wbr");
  private static final Set<String> BLOCK =
      names(
          "address article aside audio blockquote body br center col colgroup dd div dl dt"
              + " fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 head header hr html"
              + " iframe li main nav noscript object ol optgroup option p picture pre section"
              + " select svg table tbody td textarea tfoot th thead title tr ul video");
  private static final Set<String> WITH_HIDDEN_TEXT = names("script style title");
  private static final int LONGEST_NAME = 10;

  private final String text;
  private final StringBuilder out;
  private int quoteDepth;
  private boolean commentsEnd = true;
  private boolean hiddenTextEnds = true;

  private HtmlRemnants(String text) {
    this.text = text;
    this.out = new StringBuilder(text.length());
  }

  static String remove(String text) {
    return text.indexOf('<') < 0 ? text : new HtmlRemnants(text).scan();
  }

  /** Puts a space behind each "&lt;" that would begin a tag or comment. */
  static String defuse(String text) {
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      out.append(text.charAt(i));
      if (text.charAt(i) == '<' && (name(text, i) != null || text.startsWith("<!", i))) {
        out.append(' ');
      }
    }
    return out.toString();
  }

  private String scan() {
    int i = 0;
    while (i < text.length()) {
      int end = text.charAt(i) == '<' ? endOfMarkup(i) : -1;
      if (end < 0) {
        out.append(text.charAt(i++));
      } else {
        i = end;
      }
    }
    return out.toString();
  }

  /** Where to go on behind the tag or comment at this place; -1 when there is none. */
  private int endOfMarkup(int at) {
    if (text.startsWith("<!--", at)) {
      int end = commentsEnd ? text.indexOf("-->", at + 4) : -1;
      commentsEnd = end >= 0;
      return end < 0 ? -1 : end + 3;
    }
    if (text.regionMatches(true, at, "<!doctype", 0, 9)) {
      int close = closing(at + 9);
      return close < 0 ? -1 : close + 1;
    }
    String name = name(text, at);
    if (name == null) {
      return -1;
    }
    boolean isEnd = text.charAt(at + 1) == '/';
    int afterName = at + (isEnd ? 2 : 1) + name.length();
    int close = closing(afterName);
    if (close < 0 || !looksLikeAttributes(afterName, close)) {
      return -1;
    }
    return behindTag(name, isEnd, close + 1);
  }

  private int behindTag(String name, boolean isEnd, int behind) {
    if (name.equals("blockquote")) {
      quoteDepth = Math.max(0, quoteDepth + (isEnd ? -1 : 1));
    }
    if (BLOCK.contains(name)) {
      out.append(quoteDepth > 0 ? "\n> " : "\n");
    }
    if (isEnd || !hiddenTextEnds || !WITH_HIDDEN_TEXT.contains(name)) {
      return behind;
    }
    int end = indexOfIgnoreCase("</" + name, behind);
    hiddenTextEnds = end >= 0;
    return end < 0 ? behind : end;
  }

  /** The "&gt;" that ends a tag; another "&lt;" before it means that there is none. */
  private int closing(int from) {
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '>' || c == '<') {
        return c == '>' ? i : -1;
      }
    }
    return -1;
  }

  /** "a &lt;b and c&gt; d" compares; it is no tag. */
  private boolean looksLikeAttributes(int from, int to) {
    return text.substring(from, to).replace("/", "").isBlank()
        || text.substring(from, to).indexOf('=') >= 0;
  }

  private int indexOfIgnoreCase(String wanted, int from) {
    for (int i = text.indexOf('<', from); i >= 0; i = text.indexOf('<', i + 1)) {
      if (text.regionMatches(true, i, wanted, 0, wanted.length())) {
        return i;
      }
    }
    return -1;
  }

  /** Name of the HTML tag that begins at this "&lt;", in lower case, or null. */
  private static String name(String text, int at) {
    int start = at + (text.startsWith("</", at) ? 2 : 1);
    int end = start;
    while (end < text.length() && end - start <= LONGEST_NAME && isNamePart(text.charAt(end))) {
      end++;
    }
    if (end == start || end - start > LONGEST_NAME) {
      return null;
    }
    boolean bounded =
        end == text.length() || text.charAt(end) <= ' ' || "/>".indexOf(text.charAt(end)) >= 0;
    if (!bounded) {
      return null;
    }
    String name = text.substring(start, end).toLowerCase(Locale.ROOT);
    return INLINE.contains(name) || BLOCK.contains(name) ? name : null;
  }

  private static Set<String> names(String spaced) {
    return Set.of(spaced.split(" ", -1));
  }

  private static boolean isNamePart(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == ':';
  }
}
