package io.contacttriage.scoring.onnx;

import io.contacttriage.scoring.HarmLabel;
import io.contacttriage.scoring.Topic;
import io.contacttriage.scoring.Urgency;
import io.contacttriage.scoring.bundle.BundleManifest.Heads;
import io.contacttriage.scoring.bundle.BundleManifest.Tier;
import io.contacttriage.scoring.bundle.TierCalibration.HarmCalibration;
import io.contacttriage.scoring.bundle.TierCalibration.HeadCalibration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Turns the logits of one tier into calibrated probabilities, in the order of the enums. The
 * language that is most likely by the head alone chooses the calibration of the other heads.
 */
final class Calibrator {
  private static final HarmLabel[] HARMS = HarmLabel.values();

  private final int[] topicOrder;
  private final int[] urgencyOrder;
  private final int[] harmOrder;
  private final int[] languageOrder;
  private final double languageTemperature;
  private final HeadNumbers[] numbersByLanguage;
  private final float[] harmThreshold = new float[HARMS.length];

  /** A calibration, harm in the order of the enum. */
  private record HeadNumbers(
      double topicTemperature,
      double urgencyTemperature,
      double criticalBias,
      double[] harmScale,
      double[] harmBias) {
    static HeadNumbers of(HeadCalibration calibration) {
      double[] scale = new double[HARMS.length];
      double[] bias = new double[HARMS.length];
      for (HarmLabel label : HARMS) {
        HarmCalibration own = calibration.harm().get(label.label());
        scale[label.ordinal()] = own.scale();
        bias[label.ordinal()] = own.bias();
      }
      return new HeadNumbers(
          calibration.topicTemperature(),
          calibration.urgencyTemperature(),
          calibration.criticalBias(),
          scale,
          bias);
    }
  }

  Calibrator(Heads heads, Tier tier) {
    topicOrder = positions(heads.topic(), Arrays.stream(Topic.values()).map(Topic::label));
    urgencyOrder = positions(heads.urgency(), Arrays.stream(Urgency.values()).map(Urgency::label));
    harmOrder = positions(heads.harm(), Arrays.stream(HARMS).map(HarmLabel::label));
    languageOrder = positions(heads.language(), heads.language().stream());
    languageTemperature = tier.calibration().languageTemperature();
    numbersByLanguage =
        heads.language().stream()
            .map(label -> HeadNumbers.of(tier.calibration().of(label)))
            .toArray(HeadNumbers[]::new);
    for (HarmLabel label : HARMS) {
      harmThreshold[label.ordinal()] = tier.thresholds().get(label.label()).floatValue();
    }
  }

  /**
   * Probabilities of one row.
   *
   * @param row of the run
   * @throws NotFiniteException when a logit is NaN or infinite
   */
  HeadProbabilities probabilities(HeadLogits logits, int row) throws NotFiniteException {
    float[] language =
        softmax("language", logits.language(), row, languageOrder, languageTemperature);
    HeadNumbers numbers = numbersByLanguage[mostLikely(language)];
    return new HeadProbabilities(
        softmax("topic", logits.topic(), row, topicOrder, numbers.topicTemperature()),
        raiseCritical(
            softmax("urgency", logits.urgency(), row, urgencyOrder, numbers.urgencyTemperature()),
            numbers.criticalBias()),
        sigmoid(logits.harm(), row, numbers),
        language);
  }

  /** By {@link HarmLabel}: whether the probability reaches the threshold. */
  boolean[] flags(float[] harm) {
    boolean[] flags = new boolean[harm.length];
    for (int i = 0; i < harm.length; i++) {
      flags[i] = harm[i] >= harmThreshold[i];
    }
    return flags;
  }

  /** The network answered something that is not a number. */
  static final class NotFiniteException extends Exception {
    NotFiniteException(String head, float found) {
      super("wanted finite " + head + " logits, found " + found);
    }
  }

  /** Position in the network's output of each wanted label. */
  private static int[] positions(List<String> labels, Stream<String> wanted) {
    return wanted.mapToInt(labels::indexOf).toArray();
  }

  /** The first of the greatest. */
  private static int mostLikely(float[] probabilities) {
    int best = 0;
    for (int i = 1; i < probabilities.length; i++) {
      best = probabilities[i] > probabilities[best] ? i : best;
    }
    return best;
  }

  private static float[] softmax(
      String head, float[] logits, int row, int[] order, double temperature)
      throws NotFiniteException {
    int start = row * order.length;
    double greatest = Double.NEGATIVE_INFINITY;
    for (int i = start; i < start + order.length; i++) {
      greatest = Math.max(greatest, finite(head, logits[i]));
    }
    double[] exponentials = new double[order.length];
    double sum = 0;
    for (int i = 0; i < order.length; i++) {
      // Less the greatest, so that no exponential overflows.
      exponentials[i] = Math.exp((logits[start + order[i]] - greatest) / temperature);
      sum += exponentials[i];
    }
    float[] probabilities = new float[order.length];
    for (int i = 0; i < order.length; i++) {
      probabilities[i] = (float) (exponentials[i] / sum);
    }
    return probabilities;
  }

  /** What a softmax gives that adds {@code bias} to the critical one before. */
  private static float[] raiseCritical(float[] urgencies, double bias) {
    int critical = Urgency.CRITICAL.ordinal();
    double factor = Math.exp(bias);
    double sum = 1 + urgencies[critical] * (factor - 1);
    float[] raised = new float[urgencies.length];
    for (int i = 0; i < urgencies.length; i++) {
      raised[i] = (float) (urgencies[i] * (i == critical ? factor : 1) / sum);
    }
    return raised;
  }

  private float[] sigmoid(float[] logits, int row, HeadNumbers numbers) throws NotFiniteException {
    float[] probabilities = new float[harmOrder.length];
    for (int i = 0; i < harmOrder.length; i++) {
      float logit = finite("harm", logits[row * harmOrder.length + harmOrder[i]]);
      double shifted = numbers.harmScale()[i] * logit + numbers.harmBias()[i];
      probabilities[i] = (float) (1 / (1 + Math.exp(-shifted)));
    }
    return probabilities;
  }

  private static float finite(String head, float logit) throws NotFiniteException {
    if (!Float.isFinite(logit)) {
      throw new NotFiniteException(head, logit);
    }
    return logit;
  }
}
