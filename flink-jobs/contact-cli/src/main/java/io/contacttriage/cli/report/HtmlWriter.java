package io.contacttriage.cli.report;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;

/** Writes HTML that is XML as well; everything that is given as text or value is escaped. */
public final class HtmlWriter {
  private static final Set<String> INLINE = Set.of("span", "strong", "code");

  private final StringBuilder html = new StringBuilder("<!DOCTYPE html>\n");
  private final Deque<String> open = new ArrayDeque<>();

  /**
   * Opens an element.
   *
   * @param attributes names and values in turn
   */
  public HtmlWriter open(String tag, String... attributes) {
    start(tag, attributes);
    html.append('>');
    open.push(tag);
    return this;
  }

  /** Closes the element that was opened last. */
  public HtmlWriter close() {
    String tag = open.pop();
    html.append("</").append(tag).append('>');
    // A line end after a piece of running text would be shown as a space.
    if (!INLINE.contains(tag)) {
      html.append('\n');
    }
    return this;
  }

  /** An element with nothing but text. */
  public HtmlWriter element(String tag, String text, String... attributes) {
    return open(tag, attributes).text(text).close();
  }

  /** An element that never has content: {@code meta}, and the shapes of SVG. */
  public HtmlWriter empty(String tag, String... attributes) {
    start(tag, attributes);
    html.append("/>\n");
    return this;
  }

  /** Style is not unescaped by browsers, so it must do without what would have to be escaped. */
  public HtmlWriter style(String css) {
    if (css.indexOf('<') >= 0 || css.indexOf('&') >= 0) {
      throw new IllegalArgumentException("wanted a style without < and &, found one with");
    }
    open("style");
    html.append(css);
    return close();
  }

  public HtmlWriter text(String text) {
    escape(text);
    return this;
  }

  /** The page; every element must be closed. */
  public String page() {
    if (!open.isEmpty()) {
      throw new IllegalStateException("wanted every element closed, found open " + open);
    }
    return html.toString();
  }

  private void start(String tag, String... attributes) {
    html.append('<').append(tag);
    for (int i = 0; i < attributes.length; i += 2) {
      html.append(' ').append(attributes[i]).append("=\"");
      escape(attributes[i + 1]);
      html.append('"');
    }
  }

  private void escape(String text) {
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '<' -> html.append("&lt;");
                case '>' -> html.append("&gt;");
                case '&' -> html.append("&amp;");
                case '"' -> html.append("&quot;");
                default -> html.appendCodePoint(isXml(c) ? c : 0xFFFD);
              }
            });
  }

  /** XML 1.0 has no control characters and no halves of surrogate pairs. */
  private static boolean isXml(int c) {
    return c == '\t'
        || c == '\n'
        || (c >= 0x20 && c < 0xD800)
        || (c >= 0xE000 && c != 0xFFFE && c != 0xFFFF);
  }
}
