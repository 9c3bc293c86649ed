package io.contacttriage.scoring.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.contacttriage.scoring.HarmLabel;
import io.contacttriage.scoring.Topic;
import io.contacttriage.scoring.bundle.BundleManifest.Heads;
import io.contacttriage.scoring.bundle.BundleManifest.Tier;
import io.contacttriage.scoring.bundle.TierCalibration;
import io.contacttriage.scoring.bundle.TierCalibration.HarmCalibration;
import io.contacttriage.scoring.bundle.TierCalibration.HeadCalibration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CalibratorTest {
  private static final List<String> TOPICS =
      Arrays.stream(Topic.values()).map(Topic::label).toList();
  private static final List<String> HARMS =
      Arrays.stream(HarmLabel.values()).map(HarmLabel::label).toList();

  private final Calibrator calibrator = calibrator();

  @Test
  void softmaxDividesByTheTemperatureAndFollowsTheManifestsOrder() throws Exception {
    // critical, high, normal, low; temperature 2
    float[] urgency = {2, 0, 0, 4};

    float[] found = calibrator.probabilities(logits(urgency, new float[9]), 0).urgency();

    double sum = Math.exp(1) + 1 + 1 + Math.exp(2);
    assertThat(found)
        .containsExactly(
            new float[] {
              (float) (Math.exp(2) / sum),
              (float) (1 / sum),
              (float) (1 / sum),
              (float) (Math.exp(1) / sum)
            },
            within(1e-6f));
  }

  @Test
  void sigmoidScalesAndShiftsEachLabelOnItsOwn() throws Exception {
    float[] harm = new float[9];
    harm[HarmLabel.SELF_HARM.ordinal()] = 1;

    float[] found = calibrator.probabilities(logits(new float[4], harm), 0).harm();

    // scale 2, bias -1 for self_harm; scale 1, bias 0 for the rest
    assertThat(found[HarmLabel.SELF_HARM.ordinal()])
        .isCloseTo((float) (1 / (1 + Math.exp(-1))), within(1e-6f));
    assertThat(found[HarmLabel.VIOLENCE.ordinal()]).isEqualTo(0.5f);
  }

  @Test
  void theLanguageThatIsMostLikelyChoosesTheCalibrationOfTheOtherHeads() throws Exception {
    float[] urgency = {2, 0, 0, 4};
    float[] harm = new float[9];
    harm[HarmLabel.SELF_HARM.ordinal()] = 1;

    // ms: temperature 4 for urgency and critical raised by 1.5, scale 3 and bias 1 for self_harm
    HeadProbabilities malay =
        calibrator.probabilities(
            new HeadLogits(new float[TOPICS.size()], urgency, harm, new float[] {1, 1.01f}), 0);

    double sum = Math.exp(0.5 + 1.5) + 1 + 1 + Math.exp(1);
    assertThat(malay.urgency()[0]).isCloseTo((float) (Math.exp(1) / sum), within(1e-6f));
    assertThat(malay.urgency()[3]).isCloseTo((float) (Math.exp(2) / sum), within(1e-6f));
    assertThat(malay.harm()[HarmLabel.SELF_HARM.ordinal()])
        .isCloseTo((float) (1 / (1 + Math.exp(-4))), within(1e-6f));
  }

  @Test
  void eachRowOfARunHasTheCalibrationOfItsOwnLanguage() throws Exception {
    float[] harm = new float[18];
    float[] languages = {0, 5, 5, 0};
    HeadLogits logits = new HeadLogits(new float[2 * TOPICS.size()], new float[8], harm, languages);
    int selfHarm = HarmLabel.SELF_HARM.ordinal();

    assertThat(calibrator.probabilities(logits, 0).harm()[selfHarm])
        .isCloseTo((float) (1 / (1 + Math.exp(-1))), within(1e-6f));
    assertThat(calibrator.probabilities(logits, 1).harm()[selfHarm])
        .isCloseTo((float) (1 / (1 + Math.exp(1))), within(1e-6f));
  }

  @Test
  void aFlagIsSetFromTheThresholdOn() {
    float[] harm = new float[9];
    harm[HarmLabel.SELF_HARM.ordinal()] = 0.25f;
    harm[HarmLabel.VIOLENCE.ordinal()] = 0.4999f;
    harm[HarmLabel.SCAM.ordinal()] = 0.5f;

    boolean[] flags = calibrator.flags(harm);

    assertThat(flags[HarmLabel.SELF_HARM.ordinal()]).isTrue();
    assertThat(flags[HarmLabel.VIOLENCE.ordinal()]).isFalse();
    assertThat(flags[HarmLabel.SCAM.ordinal()]).isTrue();
  }

  @Test
  void hugeLogitsStayProbabilities() throws Exception {
    float[] urgency = {3e38f, -3e38f, 3e38f, 0};
    float[] harm = new float[9];
    harm[0] = 3e38f;
    harm[1] = -3e38f;

    HeadProbabilities found = calibrator.probabilities(logits(urgency, harm), 0);

    assertThat(found.urgency()).containsExactly(0, 0.5f, 0, 0.5f);
    assertThat(found.harm()[0]).isEqualTo(1);
    assertThat(found.harm()[1]).isZero();
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
  void aLogitThatIsNoNumberIsRefused(float logit) {
    float[] harm = new float[9];
    harm[8] = logit;

    assertThatThrownBy(() -> calibrator.probabilities(logits(new float[4], harm), 0))
        .isInstanceOf(Calibrator.NotFiniteException.class)
        .hasMessage("wanted finite harm logits, found " + logit);
    assertThatThrownBy(
            () -> calibrator.probabilities(logits(new float[] {0, logit, 0, 0}, new float[9]), 0))
        .hasMessage("wanted finite urgency logits, found " + logit);
  }

  private static HeadLogits logits(float[] urgency, float[] harm) {
    return new HeadLogits(new float[TOPICS.size()], urgency, harm, new float[2]);
  }

  private static Calibrator calibrator() {
    Map<String, Double> thresholds = new HashMap<>();
    HARMS.forEach(label -> thresholds.put(label, 0.5));
    thresholds.put("self_harm", 0.25);
    return new Calibrator(
        new Heads(TOPICS, List.of("critical", "high", "normal", "low"), HARMS, List.of("en", "ms")),
        new Tier(
            "model.onnx",
            "input_ids",
            "attention_mask",
            "topic_logits",
            "urgency_logits",
            "harm_logits",
            "language_logits",
            Set.of(),
            new TierCalibration(
                1, calibration(2, 0, 2, -1), Map.of("ms", calibration(4, 1.5, 3, 1))),
            thresholds));
  }

  /** Scale and bias are those of self_harm; the other labels have 1 and 0. */
  private static HeadCalibration calibration(
      double urgency, double criticalBias, double scale, double bias) {
    Map<String, HarmCalibration> harm = new HashMap<>();
    HARMS.forEach(label -> harm.put(label, new HarmCalibration(1, 0)));
    harm.put("self_harm", new HarmCalibration(scale, bias));
    return new HeadCalibration(1, urgency, criticalBias, harm);
  }
}
