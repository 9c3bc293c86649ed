package io.contacttriage.scoring;

import java.util.function.Function;

/**
 * How far a candidate's scores agree with the live ones of the same contacts. Not safe for use by
 * several threads at once.
 */
public final class ScoreAgreement {
  private static final HarmLabel[] HARMS = HarmLabel.values();

  private final long[] flaggedByBoth = new long[HARMS.length];
  private final long[] flaggedByLiveOnly = new long[HARMS.length];
  private final long[] flaggedByCandidateOnly = new long[HARMS.length];
  private final double[] raised = new double[HARMS.length];
  private final double[] lowered = new double[HARMS.length];
  private long compared;
  private long sameTopic;
  private long sameUrgency;

  /**
   * What was counted of one harm label.
   *
   * @param raised see {@link ScoreAgreement#raised}
   * @param lowered see {@link ScoreAgreement#lowered}
   */
  public record LabelCounts(
      long flaggedByBoth,
      long flaggedByLiveOnly,
      long flaggedByCandidateOnly,
      double raised,
      double lowered) {}

  /** From what a job has counted. */
  public static ScoreAgreement ofCounts(
      long compared, long sameTopic, long sameUrgency, Function<HarmLabel, LabelCounts> labels) {
    ScoreAgreement agreement = new ScoreAgreement();
    agreement.compared = compared;
    agreement.sameTopic = sameTopic;
    agreement.sameUrgency = sameUrgency;
    for (HarmLabel label : HARMS) {
      LabelCounts counts = labels.apply(label);
      int place = label.ordinal();
      agreement.flaggedByBoth[place] = counts.flaggedByBoth();
      agreement.flaggedByLiveOnly[place] = counts.flaggedByLiveOnly();
      agreement.flaggedByCandidateOnly[place] = counts.flaggedByCandidateOnly();
      agreement.raised[place] = counts.raised();
      agreement.lowered[place] = counts.lowered();
    }
    return agreement;
  }

  /** Compares one contact's scores. */
  public void add(Scores live, Scores candidate) {
    compared++;
    sameTopic += live.topic() == candidate.topic() ? 1 : 0;
    sameUrgency += live.urgency() == candidate.urgency() ? 1 : 0;
    for (HarmLabel label : HARMS) {
      add(label, live, candidate);
    }
  }

  private void add(HarmLabel label, Scores live, Scores candidate) {
    int place = label.ordinal();
    if (live.isFlagged(label) && candidate.isFlagged(label)) {
      flaggedByBoth[place]++;
    } else if (live.isFlagged(label)) {
      flaggedByLiveOnly[place]++;
    } else if (candidate.isFlagged(label)) {
      flaggedByCandidateOnly[place]++;
    }
    double shift = (double) candidate.harm(label) - live.harm(label);
    raised[place] += Math.max(0, shift);
    lowered[place] += Math.max(0, -shift);
  }

  /** Contacts compared. */
  public long compared() {
    return compared;
  }

  /** Contacts of which both said the same topic. */
  public long sameTopic() {
    return sameTopic;
  }

  /** Contacts of which both said the same urgency. */
  public long sameUrgency() {
    return sameUrgency;
  }

  public long flaggedByBoth(HarmLabel label) {
    return flaggedByBoth[label.ordinal()];
  }

  public long flaggedByLiveOnly(HarmLabel label) {
    return flaggedByLiveOnly[label.ordinal()];
  }

  public long flaggedByCandidateOnly(HarmLabel label) {
    return flaggedByCandidateOnly[label.ordinal()];
  }

  /** Sum of the differences of those contacts that the candidate scores higher; at least 0. */
  public double raised(HarmLabel label) {
    return raised[label.ordinal()];
  }

  /** Sum of the differences of those contacts that the candidate scores lower; at least 0. */
  public double lowered(HarmLabel label) {
    return lowered[label.ordinal()];
  }

  /** Mean of the candidate's score less the live one, from -1 to 1; 0 when nothing was compared. */
  public double meanShift(HarmLabel label) {
    return compared == 0 ? 0 : (raised(label) - lowered(label)) / compared;
  }
}
