package io.contacttriage.text;

import java.util.Arrays;

/** The likeliest way to cut a word into pieces (Viterbi). Used for one text after another word. */
final class BestPath {
  private final PieceTrie pieces;
  private final double[] pieceScores;
  private final double unknownScore;
  private final int unknownId;

  /** By place in the word: the best path that ends there, its last piece and where that starts. */
  private double[] scores = new double[64];

  private int[] ids = new int[64];
  private int[] starts = new int[64];

  BestPath(PieceTrie pieces, UnigramSettings settings) {
    this.pieces = pieces;
    this.pieceScores = settings.scores();
    this.unknownScore = settings.unknownScore();
    this.unknownId = settings.unknownId();
  }

  /** Adds the ids of a word; neighbours without a piece are one unknown token. */
  void add(char[] text, int from, int to, TokenIds found) {
    int length = to - from;
    prepare(length);
    // Fields would be read again after each write to an array.
    double[] best = scores;
    int[] bestIds = ids;
    int[] bestStarts = starts;
    for (int start = 0; start < length; ) {
      int width = Character.isHighSurrogate(text[from + start]) ? 2 : 1;
      double before = best[start];
      boolean known = false;
      int node = PieceTrie.ROOT;
      for (int end = start + 1; end <= length; end++) {
        node = pieces.child(node, text[from + end - 1]);
        if (node == PieceTrie.NONE) {
          break;
        }
        int id = pieces.id(node);
        if (id == PieceTrie.NONE) {
          continue;
        }
        known |= end - start == width;
        double score = before + pieceScores[id];
        // Of equals the first stays: the one that starts earlier.
        if (score > best[end]) {
          best[end] = score;
          bestIds[end] = id;
          bestStarts[end] = start;
        }
      }
      int next = start + width;
      if (!known && before + unknownScore > best[next]) {
        best[next] = before + unknownScore;
        bestIds[next] = unknownId;
        bestStarts[next] = start;
      }
      start = next;
    }
    collect(length, found);
  }

  private void collect(int length, TokenIds found) {
    int first = found.size();
    boolean afterUnknown = false;
    for (int end = length; end > 0; end = starts[end]) {
      boolean unknown = ids[end] == unknownId;
      if (!unknown || !afterUnknown) {
        found.add(ids[end]);
      }
      afterUnknown = unknown;
    }
    found.reverseFrom(first);
  }

  private void prepare(int length) {
    if (length >= starts.length) {
      int capacity = Math.max(length + 1, starts.length * 2);
      scores = new double[capacity];
      ids = new int[capacity];
      starts = new int[capacity];
    }
    scores[0] = 0;
    Arrays.fill(scores, 1, length + 1, Double.NEGATIVE_INFINITY);
  }
}
