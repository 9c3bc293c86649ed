package io.contacttriage.text;

import java.util.Arrays;

/** The ids of one text while they are found. */
final class TokenIds {
  private int[] values;
  private int size;

  TokenIds(int capacity) {
    values = new int[capacity];
  }

  int size() {
    return size;
  }

  void add(int id) {
    if (size == values.length) {
      values = Arrays.copyOf(values, size * 2);
    }
    values[size++] = id;
  }

  /** Takes back all but the first {@code size}. */
  void cutTo(int size) {
    this.size = size;
  }

  /** Turns the order of the last ones around. */
  void reverseFrom(int first) {
    for (int low = first, high = size - 1; low < high; low++, high--) {
      int id = values[low];
      values[low] = values[high];
      values[high] = id;
    }
  }

  int[] in(TokenFrame frame) {
    return frame.around(values, size);
  }
}
