package io.contacttriage.routing.lint;

import io.contacttriage.routing.cel.PolicyVariable;
import io.contacttriage.routing.cel.PolicyVariables;
import io.contacttriage.scoring.Topic;
import io.contacttriage.scoring.Urgency;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * The scores of one head are shares of 1, and its label is the one with the largest share, the
 * first of equals. What is called impossible here is; what is called possible may be not, by a few
 * steps of rounding or by gaps inside a domain.
 */
final class ScoreShares {
  static final ScoreShares TOPICS =
      new ScoreShares(
          "topic",
          "topics.",
          Arrays.stream(Topic.values()).map(Topic::label).toList(),
          "topic_confidence",
          null);
  static final ScoreShares URGENCIES =
      new ScoreShares(
          "urgency",
          "urgencies.",
          Arrays.stream(Urgency.values()).map(Urgency::label).toList(),
          null,
          "urgency_score");

  /** Each share is rounded to a step, and so is the sum of them by half a step for each. */
  private static final int TOLERANCE = 20;

  /** The largest share is tried in such steps where the mean rank is asked for. */
  private static final int MEAN_STEP = 50;

  /** A step of the largest share moves the others by as much, and each by its rank. */
  private static final int MEAN_TOLERANCE = TOLERANCE + 4 * MEAN_STEP;

  private final PolicyVariable label;
  private final List<PolicyVariable> shares = new ArrayList<>();
  private final PolicyVariable confidence;
  private final PolicyVariable mean;

  /**
   * Names the variables of a head.
   *
   * @param confidence variable of the largest share, or null
   * @param mean variable of the mean rank of a label, from 0 to 1, or null
   */
  private ScoreShares(
      String label, String prefix, List<String> labels, String confidence, String mean) {
    this.label = PolicyVariables.named(label);
    labels.forEach(name -> shares.add(PolicyVariables.named(prefix + name)));
    this.confidence = confidence == null ? null : PolicyVariables.named(confidence);
    this.mean = mean == null ? null : PolicyVariables.named(mean);
  }

  /** All that are tied to each other. */
  List<PolicyVariable> variables() {
    List<PolicyVariable> variables = new ArrayList<>(shares);
    variables.add(label);
    variables.add(confidence == null ? mean : confidence);
    return variables;
  }

  PolicyVariable label() {
    return label;
  }

  /** By the order of the labels. */
  List<PolicyVariable> shares() {
    return shares;
  }

  /** Or null. */
  PolicyVariable confidence() {
    return confidence;
  }

  /** Or null. */
  PolicyVariable mean() {
    return mean;
  }

  boolean possible(ContactSpace space, Domains domains) {
    int[] low = new int[shares.size()];
    int[] high = new int[shares.size()];
    for (int i = 0; i < low.length; i++) {
      BitSet cells = domains.of(shares.get(i));
      low[i] = space.cells(shares.get(i)).lowest(cells);
      high[i] = space.cells(shares.get(i)).highest(cells);
    }
    BitSet labels = domains.of(label);
    for (int first = labels.nextSetBit(0); first >= 0; first = labels.nextSetBit(first + 1)) {
      if (possible(space, domains, first, low, high)) {
        return true;
      }
    }
    return false;
  }

  private boolean possible(ContactSpace space, Domains domains, int first, int[] low, int[] high) {
    int least = low[first];
    int most = high[first];
    if (confidence != null) {
      least = Math.max(least, space.cells(confidence).lowest(domains.of(confidence)));
      most = Math.min(most, space.cells(confidence).highest(domains.of(confidence)));
    }
    int others = 0;
    for (int i = 0; i < low.length; i++) {
      if (i != first) {
        others += low[i];
        least = Math.max(least, low[i] + lead(i, first));
      }
    }
    most = Math.min(most, Cells.STEPS + TOLERANCE - others);
    if (most < least) {
      return false;
    }
    if (mean == null || asksNothing(space, domains, mean)) {
      return sharesReachOne(capped(high, first, most), TOLERANCE);
    }
    for (int share = least; share <= most; share += MEAN_STEP) {
      int[] fixed = low.clone();
      fixed[first] = share;
      int[] capped = capped(high, first, share);
      if (sharesReachOne(capped, MEAN_TOLERANCE) && meanPossible(space, domains, fixed, capped)) {
        return true;
      }
    }
    return false;
  }

  /** The highest shares when the first label has this one. */
  private static int[] capped(int[] high, int first, int share) {
    int[] capped = new int[high.length];
    for (int i = 0; i < high.length; i++) {
      capped[i] = i == first ? share : Math.min(high[i], share - lead(i, first));
    }
    return capped;
  }

  private static boolean sharesReachOne(int[] highest, int tolerance) {
    return Arrays.stream(highest).sum() >= Cells.STEPS - tolerance;
  }

  private static boolean asksNothing(ContactSpace space, Domains domains, PolicyVariable variable) {
    return domains.of(variable).cardinality() == space.cells(variable).count();
  }

  /** Of two equal shares the earlier label wins: it must be truly below a later one. */
  private static int lead(int other, int first) {
    return other < first ? 1 : 0;
  }

  private boolean meanPossible(ContactSpace space, Domains domains, int[] low, int[] high) {
    int ranks = low.length - 1;
    double smallest = mean(low, high, false) / ranks;
    double largest = mean(low, high, true) / ranks;
    BitSet cells = domains.of(mean);
    return space.cells(mean).highest(cells) >= smallest - MEAN_TOLERANCE
        && space.cells(mean).lowest(cells) <= largest + MEAN_TOLERANCE;
  }

  /** The extreme sum of share times rank: what the lows leave goes to one end first. */
  private static double mean(int[] low, int[] high, boolean largest) {
    int left = Cells.STEPS - Arrays.stream(low).sum();
    double sum = 0;
    for (int i = 0; i < low.length; i++) {
      int rank = largest ? low.length - 1 - i : i;
      int more = Math.max(0, Math.min(left, high[rank] - low[rank]));
      left -= more;
      sum += (double) rank * (low[rank] + more);
    }
    return sum;
  }
}
