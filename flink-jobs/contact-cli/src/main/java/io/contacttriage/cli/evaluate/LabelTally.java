package io.contacttriage.cli.evaluate;

/**
 * Right and wrong answers for one label. A share of nothing is not a number.
 *
 * @param support contacts that have the label
 * @param found contacts that the model gives the label
 * @param correct contacts of which both are true
 */
record LabelTally(int support, int found, int correct) {
  /** Share of the found that are right. */
  double precision() {
    return (double) correct / found;
  }

  /** Share of the support that is found. */
  double recall() {
    return (double) correct / support;
  }

  /** Harmonic mean of precision and recall; 0 when nothing was found right. */
  double f1() {
    return 2.0 * correct / (support + found);
  }
}
