package io.contacttriage.cli.tools;

/** Right and wrong answers for one label. A share of nothing is not a number. */
final class LabelTally {
  private int support;
  private int found;
  private int correct;

  void add(boolean isWanted, boolean isFound) {
    support += isWanted ? 1 : 0;
    found += isFound ? 1 : 0;
    correct += isWanted && isFound ? 1 : 0;
  }

  /** How many contacts have the label. */
  int support() {
    return support;
  }

  double precision() {
    return (double) correct / found;
  }

  double recall() {
    return (double) correct / support;
  }

  /** 0 when nothing was found right. */
  double f1() {
    return 2.0 * correct / (support + found);
  }
}
