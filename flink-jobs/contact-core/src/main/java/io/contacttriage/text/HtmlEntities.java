package io.contacttriage.text;

import java.math.BigInteger;
import org.apache.commons.text.StringEscapeUtils;

/**
 * Character references that gateways leave in plain text, also when they were escaped twice. One
 * pass: each semicolon looks back for its ampersand, and what a reference becomes may be part of
 * the next one.
 */
final class HtmlEntities {
  /** The longest name is shorter, and so is every number that anybody needs. */
  private static final int MAX_LENGTH = 32;

  private HtmlEntities() {}

  static String decode(String text) {
    if (text.indexOf('&') < 0 || text.indexOf(';') < 0) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      out.append(text.charAt(i));
      int start = startOfEntity(out);
      while (start >= 0) {
        String decoded = decodeOne(out.substring(start));
        if (decoded == null) {
          break;
        }
        out.setLength(start);
        out.append(decoded);
        start = startOfEntity(out);
      }
    }
    return out.toString();
  }

  /** Puts a space behind each ampersand that would begin a reference. */
  static String defuse(String text) {
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      out.append(text.charAt(i));
      int start = startOfEntity(out);
      if (start >= 0 && decodeOne(out.substring(start)) != null) {
        out.insert(start + 1, ' ');
      }
    }
    return out.toString();
  }

  /** Place of the ampersand of the reference that may have just ended, or -1. */
  private static int startOfEntity(StringBuilder out) {
    int last = out.length() - 1;
    if (last < 0 || out.charAt(last) != ';') {
      return -1;
    }
    for (int i = last - 1; i >= 0 && i > last - MAX_LENGTH; i--) {
      char c = out.charAt(i);
      if (c == '&') {
        return i;
      }
      if (c == ';' || c == ' ' || c == '\n') {
        return -1;
      }
    }
    return -1;
  }

  private static String decodeOne(String entity) {
    if (entity.startsWith("&#")) {
      return decodeNumber(entity.substring(2, entity.length() - 1));
    }
    if (entity.equals("&apos;")) {
      return "'"; // of XML and HTML 5; the library knows HTML 4
    }
    String decoded = StringEscapeUtils.unescapeHtml4(entity);
    return decoded.equals(entity) ? null : decoded;
  }

  /** As browsers do: a number that is no character becomes the replacement character. */
  private static String decodeNumber(String number) {
    boolean hex = number.startsWith("x") || number.startsWith("X");
    String digits = hex ? number.substring(1) : number;
    if (digits.isEmpty() || !digits.chars().allMatch(c -> isDigit(c, hex))) {
      return null;
    }
    BigInteger value = new BigInteger(digits, hex ? 16 : 10);
    boolean valid = value.bitLength() < 32 && Character.isValidCodePoint(value.intValue());
    return valid ? Character.toString(value.intValue()) : "\uFFFD";
  }

  private static boolean isDigit(int c, boolean hex) {
    return (c >= '0' && c <= '9') || (hex && ((c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F')));
  }
}
