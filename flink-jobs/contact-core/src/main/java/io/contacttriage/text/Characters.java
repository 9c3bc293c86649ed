package io.contacttriage.text;

import java.util.Arrays;

/** A text that is being changed: a string builder whose array may be read without a call. */
final class Characters {
  private char[] values;
  private int length;

  Characters(int capacity) {
    values = new char[capacity];
  }

  /** The characters, in the first {@link #length()} places; another array after an append. */
  char[] values() {
    return values;
  }

  int length() {
    return length;
  }

  void append(char c) {
    if (length == values.length) {
      growTo(length + 1);
    }
    values[length++] = c;
  }

  void appendCodePoint(int c) {
    if (c < Character.MIN_SUPPLEMENTARY_CODE_POINT) {
      append((char) c);
    } else {
      append(Character.highSurrogate(c));
      append(Character.lowSurrogate(c));
    }
  }

  void append(String text) {
    int end = length + text.length();
    if (end > values.length) {
      growTo(end);
    }
    text.getChars(0, text.length(), values, length);
    length = end;
  }

  /** Appends the characters of an array from one place to before another. */
  void append(char[] text, int from, int to) {
    int end = length + to - from;
    if (end > values.length) {
      growTo(end);
    }
    System.arraycopy(text, from, values, length, to - from);
    length = end;
  }

  /** Puts a character in front of all others. */
  void prepend(char c) {
    if (length == values.length) {
      growTo(length + 1);
    }
    System.arraycopy(values, 0, values, 1, length++);
    values[0] = c;
  }

  /** Forgets all but the characters from one place to before another. */
  void keep(int from, int to) {
    if (from > 0) {
      System.arraycopy(values, from, values, 0, to - from);
    }
    length = to - from;
  }

  private void growTo(int atLeast) {
    values = Arrays.copyOf(values, Math.max(atLeast, length * 2));
  }

  @Override
  public String toString() {
    return new String(values, 0, length);
  }
}
