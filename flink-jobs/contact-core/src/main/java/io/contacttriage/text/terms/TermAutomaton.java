package io.contacttriage.text.terms;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Finds many keys in one pass: the automaton of Aho and Corasick over code points. Its memory grows
 * with the letters of all keys, the time of a pass with the letters of the text. Immutable.
 */
final class TermAutomaton {
  static final int ROOT = 0;

  private static final int[] NONE = {};

  /** Scatters what is next to each other over the table: 2^64 divided by the golden ratio. */
  private static final long SCATTER = 0x9E3779B97F4A7C15L;

  /** State and code point as one number, in an open table; 0 where there is none. */
  private final long[] edges;

  private final int[] targets;
  private final int shift;

  /** The state of the longest other key's beginning that a state ends with. */
  private final int[] fallback;

  /** The nearest state along {@link #fallback}, itself included, where a key ends; or the root. */
  private final int[] reporting;

  /** Numbers of the keys that end just in a state. */
  private final int[][] ends;

  /** Builds the automaton; keys are numbered by their place, none is empty. */
  TermAutomaton(List<int[]> keys) {
    List<Map<Integer, Integer>> trie = new ArrayList<>(List.of(new TreeMap<>()));
    List<List<Integer>> ending = new ArrayList<>(List.of(new ArrayList<>()));
    for (int key = 0; key < keys.size(); key++) {
      int state = ROOT;
      for (int letter : keys.get(key)) {
        Integer next = trie.get(state).get(letter);
        if (next == null) {
          next = trie.size();
          trie.get(state).put(letter, next);
          trie.add(new TreeMap<>());
          ending.add(new ArrayList<>());
        }
        state = next;
      }
      ending.get(state).add(key);
    }
    ends = new int[trie.size()][];
    for (int state = 0; state < ends.length; state++) {
      List<Integer> here = ending.get(state);
      ends[state] = here.isEmpty() ? NONE : here.stream().mapToInt(Integer::intValue).toArray();
    }
    int size = Integer.highestOneBit(Math.max(4, 2 * trie.size())) << 1;
    edges = new long[size];
    targets = new int[size];
    shift = Long.SIZE - Integer.numberOfTrailingZeros(size);
    for (int state = 0; state < trie.size(); state++) {
      int from = state;
      trie.get(state).forEach((letter, to) -> put(from, letter, to));
    }
    fallback = new int[trie.size()];
    reporting = new int[trie.size()];
    link(trie);
  }

  private void link(List<Map<Integer, Integer>> trie) {
    Deque<Integer> states = new ArrayDeque<>(trie.get(ROOT).values());
    states.forEach(state -> reporting[state] = ends[state].length > 0 ? state : ROOT);
    while (!states.isEmpty()) {
      int state = states.remove();
      trie.get(state)
          .forEach(
              (letter, child) -> {
                fallback[child] = next(fallback[state], letter);
                reporting[child] = ends[child].length > 0 ? child : reporting[fallback[child]];
                states.add(child);
              });
    }
  }

  /** The state after one more letter. */
  int next(int state, int letter) {
    int at = state;
    int target = find(at, letter);
    while (target == ROOT && at != ROOT) {
      at = fallback[at];
      target = find(at, letter);
    }
    return target;
  }

  /** The first state at or behind this one where keys end, or the root. */
  int reporting(int state) {
    return reporting[state];
  }

  /** The next state behind a reporting one where shorter keys end, or the root. */
  int nextReporting(int state) {
    return reporting[fallback[state]];
  }

  /** Keys that end in a reporting state; not to be changed. */
  int[] ends(int state) {
    return ends[state];
  }

  private void put(int state, int letter, int target) {
    long edge = edge(state, letter);
    int at = place(edge);
    while (edges[at] != 0) {
      at = (at + 1) & (edges.length - 1);
    }
    edges[at] = edge;
    targets[at] = target;
  }

  /** No edge leads to the root, so it stands for none. */
  private int find(int state, int letter) {
    long edge = edge(state, letter);
    for (int at = place(edge); edges[at] != 0; at = (at + 1) & (edges.length - 1)) {
      if (edges[at] == edge) {
        return targets[at];
      }
    }
    return ROOT;
  }

  private int place(long edge) {
    return (int) ((edge * SCATTER) >>> shift);
  }

  private static long edge(int state, int letter) {
    return ((long) state << 32) | letter;
  }

  @Override
  public String toString() {
    return ends.length + " states, " + Arrays.stream(ends).mapToInt(e -> e.length).sum() + " keys";
  }
}
