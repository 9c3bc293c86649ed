package io.contacttriage.scoring.onnx;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Splits a batch into runs of about equal length, so that short texts are not padded to the longest
 * one. Few lengths keep the runtime's memory flat.
 */
final class BatchPlan {
  /** Lengths that rows are padded to, in tokens; the bundle's limit is one more. */
  private static final int[] LENGTHS = {8, 16, 32, 64, 128, 256};

  /**
   * What one more run costs, in tokens: padding below it is cheaper than splitting. On the first
   * bundle a run cost as much as 15 to 30 tokens, measured roughly on a busy machine.
   */
  static final int RUN_COST_TOKENS = 16;

  /** Tokens in one run, padding included: bounds the memory of its activations. */
  static final int MAX_TOKENS_PER_RUN = 64 * 256;

  private final int[] lengths;

  /**
   * @param maxTokens longest row, in tokens
   */
  BatchPlan(int maxTokens) {
    int shorter = (int) Arrays.stream(LENGTHS).filter(length -> length < maxTokens).count();
    lengths = Arrays.copyOf(LENGTHS, shorter + 1);
    lengths[shorter] = maxTokens;
  }

  /** Lengths that rows are padded to, in tokens, longest first. */
  int[] lengthsDescending() {
    int[] descending = new int[lengths.length];
    for (int i = 0; i < lengths.length; i++) {
      descending[i] = lengths[lengths.length - 1 - i];
    }
    return descending;
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
   */
  List<Run> plan(int[] rowLengths) {
    int[] rowsOfLength = new int[lengths.length];
    int[] lengthIndex = new int[rowLengths.length];
    for (int row = 0; row < rowLengths.length; row++) {
      lengthIndex[row] = indexOf(rowLengths[row]);
      rowsOfLength[lengthIndex[row]]++;
    }
    List<Run> runs = new ArrayList<>();
    int longest = lengths.length - 1;
    while (longest >= 0) {
      int shortest = longest;
      int rows = rowsOfLength[longest];
      // From the longest down: take shorter rows in while padding them costs less than a run.
      while (shortest > 0
          && rows > 0
          && (long) rowsOfLength[shortest - 1] * (lengths[longest] - lengths[shortest - 1])
              <= RUN_COST_TOKENS) {
        shortest--;
        rows += rowsOfLength[shortest];
      }
      if (rows > 0) {
        addRuns(runs, rowsBetween(lengthIndex, shortest, longest, rows), lengths[longest]);
      }
      longest = shortest - 1;
    }
    return runs;
  }

  private int indexOf(int rowLength) {
    for (int i = 0; i < lengths.length; i++) {
      if (rowLength <= lengths[i]) {
        return i;
      }
    }
    throw new IllegalArgumentException(
        "Wanted at most " + lengths[lengths.length - 1] + " tokens, found " + rowLength);
  }

  private static int[] rowsBetween(int[] lengthIndex, int shortest, int longest, int count) {
    int[] rows = new int[count];
    int next = 0;
    for (int row = 0; row < lengthIndex.length; row++) {
      if (lengthIndex[row] >= shortest && lengthIndex[row] <= longest) {
        rows[next++] = row;
      }
    }
    return rows;
  }

  private static void addRuns(List<Run> runs, int[] rows, int tokens) {
    int most = Math.max(1, MAX_TOKENS_PER_RUN / tokens);
    for (int from = 0; from < rows.length; from += most) {
      runs.add(new Run(Arrays.copyOfRange(rows, from, Math.min(rows.length, from + most)), tokens));
    }
  }
}
