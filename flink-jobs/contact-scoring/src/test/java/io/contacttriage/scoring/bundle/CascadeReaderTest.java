package io.contacttriage.scoring.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.contacttriage.scoring.HarmLabel;
import io.contacttriage.scoring.bundle.CascadeRule.Band;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The fast tier's thresholds: violence 0.5, self_harm 0.6, child_safety 0.7, scam 0.2. */
class CascadeReaderTest {
  @TempDir Path root;
  private Path bundle;

  @BeforeEach
  void copyBundle() throws IOException {
    bundle = TestingBundles.copyTwoTier(root);
  }

  @Test
  void theRuleSaysWhatTheFileSays() throws Exception {
    BundleManifest manifest = ModelBundle.load(bundle).manifest();

    assertThat(manifest.tiers()).containsOnlyKeys("fast", "deep");
    assertThat(manifest.cascade())
        .contains(
            new CascadeRule(
                0.2,
                0.46,
                Map.of(
                    HarmLabel.CHILD_SAFETY, new Band(0.45, 0.7),
                    HarmLabel.SELF_HARM, new Band(0.4, 0.6),
                    HarmLabel.VIOLENCE, new Band(0.3, 0.5))));
    assertThat(manifest.tiers().get("deep").thresholds()).containsEntry("violence", 0.5);
    assertThat(manifest.tiers().get("fast").calibration().of("id").topicTemperature())
        .isEqualTo(0.7);
    assertThat(manifest.tiers().get("fast").calibration().of("ms").topicTemperature())
        .isEqualTo(1.5);
  }

  @Test
  void otherLabelsMayHaveABandAndItNeedNotReachTheThreshold() throws Exception {
    edit(manifest -> harm(manifest).putObject("scam").put("from", 0.3).put("to", 0.4));

    assertThat(ModelBundle.load(bundle).manifest().cascade().orElseThrow().harm())
        .containsEntry(HarmLabel.SCAM, new Band(0.3, 0.4));
  }

  @Test
  void aDeepTierWithoutACascadeIsRefused() throws Exception {
    edit(manifest -> manifest.remove("cascade"));

    assertThat(refusal()).isEqualTo("manifest.json /cascade: wanted an object, found nothing");
  }

  @Test
  void aCascadeWithoutADeepTierIsRefused() throws Exception {
    edit(manifest -> ((ObjectNode) manifest.get("tiers")).remove("deep"));

    assertThat(refusal())
        .isEqualTo("manifest.json /cascade: wanted no such field, found an object");
  }

  @ParameterizedTest
  @ValueSource(strings = {"child_safety", "self_harm", "violence"})
  void everySafetyLabelHasABand(String label) throws Exception {
    edit(manifest -> harm(manifest).remove(label));

    assertThat(refusal())
        .isEqualTo("manifest.json /cascade/harm/" + label + ": wanted an object, found nothing");
  }

  @ParameterizedTest
  @CsvSource({"child_safety,0.7", "self_harm,0.6", "violence,0.5", "violence,0.55"})
  void aSafetyBandThatDoesNotStartBelowTheThresholdIsRefused(String label, double from)
      throws Exception {
    edit(manifest -> band(manifest, label).put("from", from).put("to", 0.9));

    assertThat(refusal())
        .startsWith("manifest.json /cascade/harm/" + label + "/from: wanted below the fast tier's")
        .endsWith("found " + from);
  }

  @Test
  void aSafetyBandThatEndsBeforeTheThresholdIsRefused() throws Exception {
    edit(manifest -> band(manifest, "violence").put("to", 0.49));

    assertThat(refusal())
        .isEqualTo(
            "manifest.json /cascade/harm/violence/to: wanted the fast tier's threshold, 0.5, or"
                + " more, found 0.49");
  }

  @ParameterizedTest
  @CsvSource({"0.5,0.5", "0.5,0.4"})
  void aBandThatHoldsNothingIsRefused(double from, double to) throws Exception {
    edit(manifest -> harm(manifest).putObject("scam").put("from", from).put("to", to));

    assertThat(refusal())
        .isEqualTo(
            "manifest.json /cascade/harm/scam/from: wanted less than to, "
                + to
                + ", found "
                + from);
  }

  @ParameterizedTest
  @CsvSource({"topicBelow,-0.1", "topicBelow,1.1", "urgencyBelow,2"})
  void aNumberThatIsNoProbabilityIsRefused(String field, double value) throws Exception {
    edit(manifest -> ((ObjectNode) manifest.get("cascade")).put(field, value));

    assertThat(refusal())
        .isEqualTo(
            "manifest.json /cascade/" + field + ": wanted a number in [0, 1], found " + value);
  }

  @ParameterizedTest
  @CsvSource({"from,-0.1", "to,1.1"})
  void aLimitOfABandThatIsNoProbabilityIsRefused(String limit, double value) throws Exception {
    edit(manifest -> band(manifest, "self_harm").put(limit, value));

    assertThat(refusal())
        .isEqualTo(
            "manifest.json /cascade/harm/self_harm/"
                + limit
                + ": wanted a number in [0, 1], found "
                + value);
  }

  @Test
  void aLabelThatIsNotInTheTaxonomyIsRefused() throws Exception {
    edit(manifest -> harm(manifest).putObject("rudeness").put("from", 0).put("to", 1));

    assertThat(refusal())
        .isEqualTo("manifest.json /cascade/harm/rudeness: wanted no such field, found an object");
  }

  private void edit(Consumer<ObjectNode> edit) throws IOException {
    TestingBundles.editManifest(bundle, edit);
  }

  /** The only problem. */
  private String refusal() {
    InvalidBundleException refusal =
        catchThrowableOfType(InvalidBundleException.class, () -> ModelBundle.load(bundle));
    assertThat(refusal).as("the refusal").isNotNull();
    assertThat(refusal.problems()).hasSize(1);
    return refusal.problems().get(0).toString();
  }

  private static ObjectNode harm(ObjectNode manifest) {
    return (ObjectNode) manifest.get("cascade").get("harm");
  }

  private static ObjectNode band(ObjectNode manifest, String label) {
    return (ObjectNode) harm(manifest).get(label);
  }
}
