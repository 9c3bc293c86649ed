package io.contacttriage.routing.lint;

import io.contacttriage.routing.cel.PolicyVariable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Makes the scores of one head as a policy test gives them: a label, its share, some others. */
final class HeadMaker {
  private static final int CALM_CONFIDENCE = 9_000;
  private static final int COARSE = 500;

  private final ScoreShares head;
  private final Choice choice;
  private final int labels;

  HeadMaker(ScoreShares head, Choice choice) {
    this.head = head;
    this.choice = choice;
    this.labels = head.shares().size();
  }

  /**
   * Scores of one head, in steps of 0.0001.
   *
   * @param first the label that wins
   * @param named shares of other labels; those not named share the rest evenly
   */
  record Made(int first, int confidence, Map<Integer, Integer> named) {}

  /** Returns null when nothing readable was found. */
  Made make() {
    boolean anyMean = head.mean() == null || choice.allowsAll(head.mean());
    for (int first : choice.words(head.label())) {
      PolicyVariable own = head.shares().get(first);
      PolicyVariable confidence = head.confidence() == null ? own : head.confidence();
      for (int share : choice.scores(confidence, CALM_CONFIDENCE)) {
        Map<Integer, Integer> named = new TreeMap<>();
        if (choice.allows(own, share)
            && (anyMean ? fill(first, share, named) : fillAll(first, share, named))) {
          return new Made(first, share, named);
        }
      }
    }
    return null;
  }

  /** Names those labels that may not have what is left for each. */
  private boolean fill(int first, int share, Map<Integer, Integer> named) {
    while (true) {
      int unnamed = labels - 1 - named.size();
      int left = Cells.STEPS - share - named.values().stream().mapToInt(part -> part).sum();
      if (left < 0 || unnamed == 0) {
        return left == 0;
      }
      int each = Math.round((float) left / unnamed);
      Integer unfit = unfit(first, each, named);
      if (unfit == null) {
        return each < share;
      }
      PolicyVariable variable = head.shares().get(unfit);
      List<Integer> tries = choice.scores(variable, 0);
      tries.removeIf(part -> part >= share || part > left);
      if (tries.isEmpty()) {
        return false;
      }
      named.put(
          unfit,
          tries.stream()
              .min((one, other) -> Integer.compare(Math.abs(one - each), Math.abs(other - each)))
              .orElseThrow());
    }
  }

  private Integer unfit(int first, int each, Map<Integer, Integer> named) {
    for (int i = 0; i < labels; i++) {
      if (i != first && !named.containsKey(i) && !choice.allows(head.shares().get(i), each)) {
        return i;
      }
    }
    return null;
  }

  /** Where the mean rank is asked for: tries all shares in steps of a twentieth. */
  private boolean fillAll(int first, int share, Map<Integer, Integer> named) {
    return fillFrom(0, first, share, Cells.STEPS - share, named);
  }

  private boolean fillFrom(int label, int first, int share, int left, Map<Integer, Integer> named) {
    if (label == labels) {
      return left == 0 && meanFits(first, share, named);
    }
    if (label == first) {
      return fillFrom(label + 1, first, share, left, named);
    }
    boolean last = label == labels - 1 || (label == labels - 2 && first == labels - 1);
    for (int part = last ? left : 0; part <= left && part < share; part += COARSE) {
      if (choice.allows(head.shares().get(label), part)) {
        named.put(label, part);
        if (fillFrom(label + 1, first, share, left - part, named)) {
          return true;
        }
        named.remove(label);
      }
    }
    return false;
  }

  private boolean meanFits(int first, int share, Map<Integer, Integer> named) {
    double sum = (double) first * share;
    for (Map.Entry<Integer, Integer> part : named.entrySet()) {
      sum += (double) part.getKey() * part.getValue();
    }
    return choice.allows(head.mean(), (int) Math.round(sum / (labels - 1)));
  }

  /** The named shares by their label, as numbers in [0, 1]. */
  static <E> Map<E, Double> named(Made made, E[] labels) {
    Map<E, Double> named = new LinkedHashMap<>();
    made.named().forEach((index, part) -> named.put(labels[index], score(part)));
    return named;
  }

  static double score(int steps) {
    return (double) steps / Cells.STEPS;
  }
}
