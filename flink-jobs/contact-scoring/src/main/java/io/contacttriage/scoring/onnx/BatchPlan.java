package io.contacttriage.scoring.onnx;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Splits a batch into runs of about equal length, so that short texts are not padded to the longest
 * one: of all ways to cut the lengths into ranges the one that costs least.
 */
final class BatchPlan {
  /** Rows are padded to a multiple of this, in tokens; the bundle's limit is one more length. */
  private static final int STEP = 4;

  /**
   * Tokens in one run, padding included. A network's activations of so many stay near the core:
   * runs of thousands take up to a third longer a token, and ten times the memory.
   */
  static final int MAX_TOKENS_PER_RUN = 512;

  /** Highest cost of one more run, in tokens. */
  static final int MAX_RUN_COST = 16;

  private final int runCost;
  private final int[] lengths;

  /**
   * @param maxTokens longest row, in tokens
   * @param runCost what one more run costs, in tokens that the network could process meanwhile
   */
  BatchPlan(int maxTokens, int runCost) {
    this.runCost = runCost;
    lengths = new int[(maxTokens + STEP - 1) / STEP];
    for (int i = 0; i < lengths.length; i++) {
      lengths[i] = Math.min((i + 1) * STEP, maxTokens);
    }
  }

  /** The longest length, then each time about half of it: what to warm up with. */
  List<Integer> halvedLengths() {
    List<Integer> halved = new ArrayList<>();
    for (int i = lengths.length - 1; i > 0; i /= 2) {
      halved.add(lengths[i]);
    }
    halved.add(lengths[0]);
    return halved;
  }

  /**
   * Most rows of one run.
   *
   * @param tokens length that each row is padded to
   */
  static int rowsPerRun(int tokens) {
    return Math.max(1, MAX_TOKENS_PER_RUN / tokens);
  }

  /**
   * One call of the network.
   *
   * @param rows positions in the batch
   * @param tokens length that each row is padded to
   */
  record Run(int[] rows, int tokens) {}

  /**
   * Plans a batch; each row is in exactly one run, rows of a run keep their order.
   *
   * @param rowLengths tokens of each row, none over the limit
   * @return the longest first
   */
  List<Run> plan(int[] rowLengths) {
    int[] rowsOfLength = new int[lengths.length];
    int[] lengthIndex = new int[rowLengths.length];
    for (int row = 0; row < rowLengths.length; row++) {
      lengthIndex[row] = indexOf(rowLengths[row]);
      rowsOfLength[lengthIndex[row]]++;
    }
    int[] shortest = cheapestRanges(rowsOfLength);
    List<Run> runs = new ArrayList<>();
    for (int longest = lengths.length - 1; longest >= 0; longest = shortest[longest] - 1) {
      int[] rows = rowsBetween(lengthIndex, shortest[longest], longest);
      if (rows.length > 0) {
        addRuns(runs, rows, lengths[longest]);
      }
    }
    return runs;
  }

  /**
   * Cuts the lengths into ranges, one run each.
   *
   * @return for each length, the shortest one of the range that it would be the longest of
   */
  private int[] cheapestRanges(int[] rowsOfLength) {
    int[] shortest = new int[lengths.length];
    // Cost of all rows up to a length, one place on: [0] is the cost of none.
    long[] cost = new long[lengths.length + 1];
    for (int longest = 0; longest < lengths.length; longest++) {
      shortest[longest] = longest;
      cost[longest + 1] = cost[longest];
      if (rowsOfLength[longest] == 0) {
        continue;
      }
      cost[longest + 1] = Long.MAX_VALUE;
      long rows = 0;
      for (int from = longest; from >= 0; from--) {
        rows += rowsOfLength[from];
        long whole = cost[from] + runCost + rows * lengths[longest];
        if (whole < cost[longest + 1]) {
          cost[longest + 1] = whole;
          shortest[longest] = from;
        }
      }
    }
    return shortest;
  }

  private int indexOf(int rowLength) {
    int limit = lengths[lengths.length - 1];
    if (rowLength > limit) {
      throw new IllegalArgumentException("Wanted at most " + limit + " tokens, found " + rowLength);
    }
    return (rowLength - 1) / STEP;
  }

  private static int[] rowsBetween(int[] lengthIndex, int shortest, int longest) {
    int[] rows = new int[lengthIndex.length];
    int count = 0;
    for (int row = 0; row < lengthIndex.length; row++) {
      if (lengthIndex[row] >= shortest && lengthIndex[row] <= longest) {
        rows[count++] = row;
      }
    }
    return Arrays.copyOf(rows, count);
  }

  private static void addRuns(List<Run> runs, int[] rows, int tokens) {
    int most = rowsPerRun(tokens);
    int parts = (rows.length + most - 1) / most;
    for (int part = 0; part < parts; part++) {
      int from = part * rows.length / parts;
      int to = (part + 1) * rows.length / parts;
      runs.add(new Run(Arrays.copyOfRange(rows, from, to), tokens));
    }
  }
}
