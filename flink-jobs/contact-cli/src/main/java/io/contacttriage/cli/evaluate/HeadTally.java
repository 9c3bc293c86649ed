package io.contacttriage.cli.evaluate;

import java.util.Collection;
import java.util.stream.IntStream;

/** Answers of a head that gives each contact one label: how often which was found for which. */
final class HeadTally<E extends Enum<E>> {
  private final E[] labels;
  private final int[][] counts;
  private int contacts;

  /**
   * @param labels all constants of the enum, in its order
   */
  HeadTally(E[] labels) {
    this.labels = labels.clone();
    this.counts = new int[labels.length][labels.length];
  }

  /**
   * @param times how often this contact counts
   */
  void add(E wanted, E found, int times) {
    contacts += times;
    counts[wanted.ordinal()][found.ordinal()] += times;
  }

  int contacts() {
    return contacts;
  }

  /** Contacts of label {@code wanted} that the model gave {@code found}. */
  int count(E wanted, E found) {
    return counts[wanted.ordinal()][found.ordinal()];
  }

  LabelTally label(E label) {
    int at = label.ordinal();
    int support = IntStream.of(counts[at]).sum();
    int found = 0;
    for (int[] row : counts) {
      found += row[at];
    }
    return new LabelTally(support, found, counts[at][at]);
  }

  /** Share of contacts whose label was found. */
  double accuracy() {
    int right = 0;
    for (int i = 0; i < labels.length; i++) {
      right += counts[i][i];
    }
    return (double) right / contacts;
  }

  double macroF1() {
    return macroF1(IntStream.range(0, labels.length).mapToObj(i -> label(labels[i])).toList());
  }

  /** Mean F1 of the labels that some contact has; the others have no recall to be wrong about. */
  static double macroF1(Collection<LabelTally> labels) {
    return labels.stream()
        .filter(tally -> tally.support() > 0)
        .mapToDouble(LabelTally::f1)
        .average()
        .orElse(Double.NaN);
  }

  /** Mean distance between wanted and found in steps of the enum's order. */
  double meanStepError() {
    long steps = 0;
    for (int wanted = 0; wanted < labels.length; wanted++) {
      for (int found = 0; found < labels.length; found++) {
        steps += (long) Math.abs(wanted - found) * counts[wanted][found];
      }
    }
    return (double) steps / contacts;
  }
}
