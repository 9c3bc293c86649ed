package io.contacttriage.text;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.stream.IntStream;

/**
 * A vocabulary as a trie in a double array: the child of a node is found by one addition and one
 * comparison, and nothing is allocated for it. A node is its place in the array.
 */
final class PieceTrie {
  static final int NONE = -1;
  static final int ROOT = 0;

  /** A node has three places: where its children begin, its parent, and its piece's id. */
  private static final int WIDTH = 3;

  /** The parent that the root has: not free, and nobody's child. */
  private static final int TAKEN = -2;

  private static final int PARENT = 1;
  private static final int ID = 2;

  /** By character, 1 for the commonest: what is used together lies together. */
  private final char[] codes = new char[Character.MAX_VALUE + 1];

  private final int highestCode;
  private int[] nodes = new int[0];

  /**
   * Makes the trie.
   *
   * @param vocabulary piece to id; no piece is empty and no id below 0
   */
  PieceTrie(Map<String, Integer> vocabulary) {
    highestCode = giveCodes(vocabulary);
    List<Piece> pieces = new ArrayList<>(vocabulary.size());
    vocabulary.forEach((piece, id) -> pieces.add(new Piece(encode(piece), id)));
    pieces.sort((one, other) -> Arrays.compare(one.codes, other.codes));
    growTo(highestCode + 1);
    Queue<Branch> open = new ArrayDeque<>();
    open.add(new Branch(ROOT, 0, pieces));
    int firstFree = WIDTH;
    while (!open.isEmpty()) {
      while (firstFree < nodes.length && nodes[firstFree + PARENT] != NONE) {
        firstFree += WIDTH;
      }
      addChildren(open.remove(), firstFree, open);
    }
  }

  /** The node that a prefix leads to, or {@link #NONE}. */
  int node(String prefix) {
    int node = ROOT;
    for (int i = 0; i < prefix.length() && node != NONE; i++) {
      node = child(node, prefix.charAt(i));
    }
    return node;
  }

  /** The node behind one more character, or {@link #NONE}. */
  int child(int node, char c) {
    // A character of no piece has code 0, and nobody's child stands there.
    int child = nodes[node] + codes[c] * WIDTH;
    return nodes[child + PARENT] == node ? child : NONE;
  }

  /** The id of the piece that ends at a node, or {@link #NONE}. */
  int id(int node) {
    return nodes[node + ID];
  }

  private int giveCodes(Map<String, Integer> vocabulary) {
    int[] counts = new int[codes.length];
    vocabulary.keySet().forEach(piece -> piece.chars().forEach(c -> counts[c]++));
    int[] characters =
        IntStream.range(0, counts.length)
            .filter(c -> counts[c] > 0)
            .boxed()
            .sorted((one, other) -> Integer.compare(counts[other], counts[one]))
            .mapToInt(Integer::intValue)
            .toArray();
    for (int i = 0; i < characters.length; i++) {
      codes[characters[i]] = (char) (i + 1);
    }
    return characters.length;
  }

  private char[] encode(String piece) {
    char[] encoded = piece.toCharArray();
    for (int i = 0; i < encoded.length; i++) {
      encoded[i] = codes[encoded[i]];
    }
    return encoded;
  }

  private void addChildren(Branch parent, int firstFree, Queue<Branch> open) {
    List<List<Piece>> groups = parent.groups();
    if (groups.isEmpty()) {
      return;
    }
    int[] offsets =
        groups.stream().mapToInt(group -> group.get(0).codes[parent.depth] * WIDTH).toArray();
    int begin = Math.max(0, firstFree - offsets[0]);
    while (!isFree(begin, offsets)) {
      begin += WIDTH;
    }
    // Every character may be asked for.
    growTo(begin / WIDTH + highestCode + 1);
    nodes[parent.node] = begin;
    for (int i = 0; i < offsets.length; i++) {
      int child = begin + offsets[i];
      Branch branch = new Branch(child, parent.depth + 1, groups.get(i));
      nodes[child + PARENT] = parent.node;
      nodes[child + ID] = branch.id();
      open.add(branch);
    }
  }

  private boolean isFree(int begin, int[] offsets) {
    for (int offset : offsets) {
      int place = begin + offset;
      if (place < nodes.length && nodes[place + PARENT] != NONE) {
        return false;
      }
    }
    return true;
  }

  /** A free node has no children, no parent and no piece. */
  private void growTo(int count) {
    int before = nodes.length;
    if (count * WIDTH <= before) {
      return;
    }
    nodes = Arrays.copyOf(nodes, Math.max(count * WIDTH, before + before / 2 / WIDTH * WIDTH));
    for (int place = before; place < nodes.length; place += WIDTH) {
      nodes[place + PARENT] = NONE;
      nodes[place + ID] = NONE;
    }
    nodes[ROOT + PARENT] = TAKEN;
  }

  private record Piece(char[] codes, int id) {}

  /** A node whose children are still to be added, with the pieces that pass through it, sorted. */
  private record Branch(int node, int depth, List<Piece> pieces) {

    /** Only the first, being shorter than the others, may end here. */
    private boolean hasOwn() {
      return pieces.get(0).codes.length == depth;
    }

    int id() {
      return hasOwn() ? pieces.get(0).id : NONE;
    }

    /** The pieces that go on, together when they go on with the same character. */
    List<List<Piece>> groups() {
      List<List<Piece>> groups = new ArrayList<>();
      for (int from = hasOwn() ? 1 : 0; from < pieces.size(); ) {
        int to = from + 1;
        while (to < pieces.size() && pieces.get(to).codes[depth] == pieces.get(from).codes[depth]) {
          to++;
        }
        groups.add(pieces.subList(from, to));
        from = to;
      }
      return groups;
    }
  }
}
