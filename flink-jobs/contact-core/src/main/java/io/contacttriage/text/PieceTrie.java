package io.contacttriage.text;

import java.util.Arrays;
import java.util.Map;

/**
 * A vocabulary as a trie in flat arrays: the longest piece at a place is found in one walk, and
 * nothing is allocated for it.
 */
final class PieceTrie {
  static final int NONE = -1;
  static final int ROOT = 0;

  /** Open addressing; a key is parent node and character, 0 is a free slot. */
  private long[] keys = new long[1 << 10];

  private int[] children = new int[1 << 10];
  private int[] ids = new int[1 << 9];
  private int nodes = 1;

  PieceTrie(Map<String, Integer> vocabulary) {
    Arrays.fill(ids, NONE);
    vocabulary.forEach(this::put);
  }

  /** The node that a prefix leads to, or {@link #NONE}. */
  int node(String prefix) {
    int node = ROOT;
    for (int i = 0; i < prefix.length() && node != NONE; i++) {
      node = child(node, prefix.charAt(i));
    }
    return node;
  }

  /**
   * The longest piece that starts at {@code from}.
   *
   * @param node where to start: the root, or the node of the continuing prefix
   * @param to exclusive end of the word
   * @return the end of the piece in the upper 32 bits and its id in the lower, or {@link #NONE}
   */
  long longest(CharSequence text, int from, int to, int node) {
    long found = NONE;
    int at = node;
    for (int i = from; i < to; i++) {
      at = child(at, text.charAt(i));
      if (at == NONE) {
        break;
      }
      if (ids[at] != NONE) {
        found = ((long) (i + 1) << 32) | ids[at];
      }
    }
    return found;
  }

  private int child(int node, char c) {
    long key = key(node, c);
    for (int slot = slot(key); ; slot = (slot + 1) & (keys.length - 1)) {
      if (keys[slot] == key) {
        return children[slot];
      }
      if (keys[slot] == 0) {
        return NONE;
      }
    }
  }

  private void put(String piece, int id) {
    int node = ROOT;
    for (int i = 0; i < piece.length(); i++) {
      int next = child(node, piece.charAt(i));
      node = next == NONE ? add(node, piece.charAt(i)) : next;
    }
    ids[node] = id;
  }

  private int add(int parent, char c) {
    if (nodes * 2 > keys.length) {
      grow();
    }
    if (nodes == ids.length) {
      ids = Arrays.copyOf(ids, nodes * 2);
      Arrays.fill(ids, nodes, ids.length, NONE);
    }
    insert(key(parent, c), nodes);
    return nodes++;
  }

  private void grow() {
    long[] oldKeys = keys;
    int[] oldChildren = children;
    keys = new long[oldKeys.length * 2];
    children = new int[keys.length];
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldKeys[i] != 0) {
        insert(oldKeys[i], oldChildren[i]);
      }
    }
  }

  private void insert(long key, int child) {
    int slot = slot(key);
    while (keys[slot] != 0) {
      slot = (slot + 1) & (keys.length - 1);
    }
    keys[slot] = key;
    children[slot] = child;
  }

  /** The highest bit keeps node 0 with character 0 apart from a free slot. */
  private static long key(int node, char c) {
    return Long.MIN_VALUE | ((long) node << 16) | c;
  }

  private int slot(long key) {
    long mixed = key * 0x9E3779B97F4A7C15L;
    return (int) (mixed >>> 40) & (keys.length - 1);
  }
}
