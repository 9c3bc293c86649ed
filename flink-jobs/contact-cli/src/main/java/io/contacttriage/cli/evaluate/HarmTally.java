package io.contacttriage.cli.evaluate;

import io.contacttriage.scoring.HarmLabel;
import java.util.Set;
import java.util.stream.Stream;

/** Flags against the harm labels that people gave: any number of labels a contact. */
final class HarmTally {
  private static final HarmLabel[] LABELS = HarmLabel.values();

  private final int[] support = new int[LABELS.length];
  private final int[] found = new int[LABELS.length];
  private final int[] correct = new int[LABELS.length];
  private int contacts;
  private int exact;
  private int harmless;
  private int harmlessFlagged;
  private int harmfulFlagged;

  /**
   * @param flagged by {@link HarmLabel}
   * @param times how often this contact counts
   */
  void add(Set<HarmLabel> wanted, boolean[] flagged, int times) {
    boolean isExact = true;
    boolean isFlagged = false;
    for (int i = 0; i < LABELS.length; i++) {
      boolean isWanted = wanted.contains(LABELS[i]);
      isExact &= isWanted == flagged[i];
      isFlagged |= flagged[i];
      support[i] += isWanted ? times : 0;
      found[i] += flagged[i] ? times : 0;
      correct[i] += isWanted && flagged[i] ? times : 0;
    }
    contacts += times;
    exact += isExact ? times : 0;
    if (wanted.isEmpty()) {
      harmless += times;
      harmlessFlagged += isFlagged ? times : 0;
    } else {
      harmfulFlagged += isFlagged ? times : 0;
    }
  }

  int contacts() {
    return contacts;
  }

  /** Contacts with any label. */
  int harmful() {
    return contacts - harmless;
  }

  int harmless() {
    return harmless;
  }

  LabelTally label(HarmLabel label) {
    int at = label.ordinal();
    return new LabelTally(support[at], found[at], correct[at]);
  }

  /** Share of contacts with exactly the wanted labels. */
  double accuracy() {
    return (double) exact / contacts;
  }

  double macroF1() {
    return HeadTally.macroF1(Stream.of(LABELS).map(this::label).toList());
  }

  /** Share of the contacts with harm that get any flag. */
  double harmfulFlagged() {
    return (double) harmfulFlagged / harmful();
  }

  /** Share of the contacts without harm that get any flag. */
  double harmlessFlagged() {
    return (double) harmlessFlagged / harmless;
  }
}
