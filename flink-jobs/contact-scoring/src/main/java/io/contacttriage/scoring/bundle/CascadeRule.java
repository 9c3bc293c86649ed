package io.contacttriage.scoring.bundle;

import io.contacttriage.scoring.HarmLabel;
import io.contacttriage.scoring.Scores;
import io.contacttriage.scoring.Stakes;
import java.util.Map;

/**
 * When the fast tier's answer is not enough: it is unsure of the topic or the urgency, or a harm
 * label lies in the band in which the deep tier shall decide.
 *
 * @param topicBelow in [0, 1]: the best topic's probability is less
 * @param urgencyBelow in [0, 1]: the best urgency's probability is less
 * @param harm by label, for some labels, every safety label among them
 */
public record CascadeRule(double topicBelow, double urgencyBelow, Map<HarmLabel, Band> harm) {
  public CascadeRule {
    harm = Map.copyOf(harm);
  }

  /**
   * Calibrated probabilities in [0, 1].
   *
   * @param from belongs to the band; less than {@code to}
   * @param to no longer belongs to it
   */
  public record Band(double from, double to) {
    // Probabilities are floats: as a double, 0.6f would be over a limit of 0.6.
    boolean holds(float probability) {
      return probability >= (float) from && probability < (float) to;
    }

    boolean isBelow(float probability) {
      return probability >= (float) to;
    }
  }

  /**
   * Why the deep tier is asked after this answer of the fast one: the highest of what is at stake,
   * {@link Stakes#NONE} when it is not asked.
   */
  public Stakes atStake(Scores fast) {
    Stakes highest = Stakes.NONE;
    for (Map.Entry<HarmLabel, Band> band : harm.entrySet()) {
      if (band.getValue().holds(fast.harm(band.getKey()))) {
        if (band.getKey().isSafety()) {
          return Stakes.SAFETY;
        }
        highest = Stakes.HARM;
      }
    }
    if (highest == Stakes.HARM) {
      return highest;
    }
    if (fast.urgencies()[fast.urgency().ordinal()] < (float) urgencyBelow) {
      return Stakes.URGENCY;
    }
    return fast.topicConfidence() < (float) topicBelow ? Stakes.TOPIC : Stakes.NONE;
  }

  /**
   * The final answer on a contact that the deep tier was asked about: the deep one, but the
   * language is the fast tier's to tell, and a harm of which the fast tier was sure, at the end of
   * its band or over it, is never lowered.
   */
  public Scores decide(Scores fast, Scores deep) {
    float[] harms = deep.harms().clone();
    boolean[] flagged = deep.flagged().clone();
    harm.forEach(
        (label, band) -> {
          if (band.isBelow(fast.harm(label))) {
            harms[label.ordinal()] = Math.max(fast.harm(label), deep.harm(label));
            flagged[label.ordinal()] = true;
          }
        });
    return new Scores(
        deep.topics(),
        deep.urgencies(),
        harms,
        flagged,
        fast.language(),
        fast.languageConfidence(),
        deep.tier(),
        deep.model());
  }
}
