package io.contacttriage.scoring.onnx;

import io.contacttriage.scoring.HarmLabel;
import io.contacttriage.scoring.Topic;
import io.contacttriage.scoring.Urgency;
import io.contacttriage.scoring.bundle.BundleManifest.Heads;
import io.contacttriage.scoring.bundle.HarmHead;
import io.contacttriage.scoring.bundle.SoftmaxHead;
import java.util.List;

/** Turns the network's logits into calibrated probabilities, in the order of the enums. */
final class Calibrator {
  private static final HarmLabel[] HARMS = HarmLabel.values();

  private final int[] topicOrder;
  private final int[] urgencyOrder;
  private final int[] harmOrder;
  private final int[] languageOrder;
  private final double topicTemperature;
  private final double urgencyTemperature;
  private final double languageTemperature;
  private final double[] harmScale;
  private final double[] harmBias;
  private final float[] harmThreshold;

  Calibrator(Heads heads) {
    topicOrder =
        positions(heads.topic(), List.of(Topic.values()).stream().map(Topic::label).toList());
    urgencyOrder =
        positions(heads.urgency(), List.of(Urgency.values()).stream().map(Urgency::label).toList());
    languageOrder = positions(heads.language(), heads.language().labels());
    topicTemperature = heads.topic().temperature();
    urgencyTemperature = heads.urgency().temperature();
    languageTemperature = heads.language().temperature();
    harmOrder = new int[HARMS.length];
    harmScale = new double[HARMS.length];
    harmBias = new double[HARMS.length];
    harmThreshold = new float[HARMS.length];
    for (HarmLabel label : HARMS) {
      int i = label.ordinal();
      HarmHead.Calibration calibration = heads.harm().calibrations().get(label.label());
      harmOrder[i] = heads.harm().labels().indexOf(label.label());
      harmScale[i] = calibration.scale();
      harmBias[i] = calibration.bias();
      harmThreshold[i] = heads.harm().thresholds().get(label.label()).floatValue();
    }
  }

  /**
   * Probabilities of one row.
   *
   * @param row of the run
   * @throws NotFiniteException when a logit is NaN or infinite
   */
  HeadProbabilities probabilities(HeadLogits logits, int row) throws NotFiniteException {
    return new HeadProbabilities(
        softmax("topic", logits.topic(), row, topicOrder, topicTemperature),
        softmax("urgency", logits.urgency(), row, urgencyOrder, urgencyTemperature),
        sigmoid(logits.harm(), row),
        softmax("language", logits.language(), row, languageOrder, languageTemperature));
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
  private static int[] positions(SoftmaxHead head, List<String> wanted) {
    return wanted.stream().mapToInt(head.labels()::indexOf).toArray();
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

  private float[] sigmoid(float[] logits, int row) throws NotFiniteException {
    float[] probabilities = new float[harmOrder.length];
    for (int i = 0; i < harmOrder.length; i++) {
      float logit = finite("harm", logits[row * harmOrder.length + harmOrder[i]]);
      probabilities[i] = (float) (1 / (1 + Math.exp(-(harmScale[i] * logit + harmBias[i]))));
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
