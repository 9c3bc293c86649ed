package io.contacttriage.scoring.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestReaderTest {
  @TempDir Path root;
  private Path bundle;

  @BeforeEach
  void copyBundle() throws IOException {
    bundle = TestingBundles.copyTiny(root);
  }

  @Test
  void aGoodManifestSaysWhatTheFileSays() throws Exception {
    BundleManifest manifest = ModelBundle.load(bundle).manifest();

    assertThat(manifest.maxTokens()).isEqualTo(32);
    assertThat(manifest.created()).isEqualTo("2026-11-22");
    assertThat(manifest.licence()).isEqualTo("Apache-2.0");
    assertThat(manifest.files()).containsOnlyKeys("model.onnx", "tokenizer.json", "golden.jsonl");
    assertThat(manifest.tiers()).containsOnlyKeys("fast");
    assertThat(manifest.cascade()).isEmpty();
    assertThat(manifest.heads().urgency()).containsExactly("critical", "high", "normal", "low");
    BundleManifest.Tier fast = manifest.tiers().get("fast");
    assertThat(fast.thresholds()).containsEntry("harassment", 0.9);
    assertThat(fast.calibration().general().urgencyTemperature()).isEqualTo(0.8);
    assertThat(fast.calibration().languages()).isEmpty();
    assertThat(manifest.golden().tolerance()).isEqualTo(0.0001);
  }

  static Stream<Arguments> badManifests() {
    return Stream.of(
        bad("/schemaVersion", manifest -> manifest.put("schemaVersion", 3)),
        bad("/schemaVersion", manifest -> manifest.remove("schemaVersion")),
        bad("/name", manifest -> manifest.put("name", "../up")),
        bad("/version", manifest -> manifest.put("version", "latest")),
        bad("/created", manifest -> manifest.put("created", "2026-13-01")),
        bad("/licence", manifest -> manifest.remove("licence")),
        bad("/surprise", manifest -> manifest.put("surprise", 1)),
        bad("/files", manifest -> manifest.put("files", "none"), "/tokenizer/file"),
        bad("/files/..~1x", manifest -> copyFile(manifest, "../x")),
        bad("/files/~1etc~1passwd", manifest -> copyFile(manifest, "/etc/passwd")),
        bad("/files/a~1..~1..~1x", manifest -> copyFile(manifest, "a/../../x")),
        bad("/files/a\\x", manifest -> copyFile(manifest, "a\\x")),
        bad("/files/C:x", manifest -> copyFile(manifest, "C:x")),
        bad("/files/manifest.json", manifest -> copyFile(manifest, "manifest.json")),
        bad("/files/model.onnx/sha256", manifest -> file(manifest).put("sha256", "ABC")),
        bad("/files/model.onnx/bytes", manifest -> file(manifest).put("bytes", -1)),
        bad("/files/model.onnx/bytes", manifest -> file(manifest).put("bytes", 1L << 40)),
        bad("/tokenizer/kind", manifest -> at(manifest, "tokenizer").put("kind", "bpe")),
        bad("/tokenizer/file", manifest -> at(manifest, "tokenizer").put("file", "other.json")),
        bad("/maxTokens", manifest -> manifest.put("maxTokens", 0)),
        bad("/maxTokens", manifest -> manifest.put("maxTokens", 1 << 20)),
        bad("/tiers/fast", manifest -> at(manifest, "tiers").remove("fast")),
        bad("/tiers/slow", manifest -> at(manifest, "tiers").putObject("slow")),
        bad("/tiers/fast/file", manifest -> at(manifest, "tiers", "fast").put("file", "x.onnx")),
        bad(
            "/tiers/fast/inputs/types",
            manifest -> at(manifest, "tiers", "fast", "inputs").put("types", "t")),
        bad(
            "/tiers/fast/outputs/harm",
            manifest -> at(manifest, "tiers", "fast", "outputs").remove("harm")),
        bad(
            "/tiers/fast/operatorDomains",
            manifest -> at(manifest, "tiers", "fast").putArray("operatorDomains").add("evil.ops")),
        bad("/heads/topic/labels", manifest -> labels(manifest, "topic").remove(0)),
        bad("/heads/topic/labels", manifest -> labels(manifest, "topic").add("weather")),
        bad("/heads/urgency/labels", manifest -> labels(manifest, "urgency").add("low")),
        bad("/heads/harm/labels", manifest -> labels(manifest, "harm").set(0, "rudeness")),
        bad("/heads/language/labels", manifest -> labels(manifest, "language").add("english")),
        bad(
            "/heads/topic/temperature",
            manifest -> at(manifest, "heads", "topic").put("temperature", 1)),
        bad(
            "/tiers/fast/calibration",
            manifest -> at(manifest, "tiers", "fast").remove("calibration")),
        bad(
            "/tiers/fast/calibration/language/temperature",
            manifest -> calibration(manifest, "language").put("temperature", 0)),
        bad(
            "/tiers/fast/calibration/general/topic",
            manifest -> calibration(manifest, "general").remove("topic")),
        bad(
            "/tiers/fast/calibration/general/urgency/criticalBias",
            manifest -> calibration(manifest, "general", "urgency").put("criticalBias", -1)),
        bad(
            "/tiers/fast/calibration/general/harm/hate",
            manifest -> calibration(manifest, "general", "harm").remove("hate")),
        bad(
            "/tiers/fast/calibration/general/harm/hate/scale",
            manifest -> calibration(manifest, "general", "harm", "hate").put("scale", -1)),
        bad(
            "/tiers/fast/calibration/languages/ms/urgency",
            manifest ->
                calibration(manifest)
                    .putObject("languages")
                    .set("ms", without(calibration(manifest, "general").deepCopy(), "urgency"))),
        bad(
            "/tiers/fast/calibration/languages/xx",
            manifest ->
                calibration(manifest)
                    .putObject("languages")
                    .set("xx", calibration(manifest, "general").deepCopy())),
        bad(
            "/tiers/fast/thresholds/self_harm",
            manifest -> at(manifest, "tiers", "fast", "thresholds").remove("self_harm")),
        bad(
            "/tiers/fast/thresholds/violence",
            manifest -> at(manifest, "tiers", "fast", "thresholds").put("violence", 1)),
        bad("/golden/tolerance", manifest -> at(manifest, "golden").put("tolerance", 1)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("badManifests")
  void aManifestWithSomethingWrongIsRefusedAndThePlaceIsNamed(
      String place, String alsoThere, Consumer<ObjectNode> spoil) throws Exception {
    TestingBundles.editManifest(bundle, spoil);

    assertThat(places()).contains("manifest.json " + place);
    if (alsoThere.isEmpty()) {
      assertThat(places()).hasSize(1);
    } else {
      assertThat(places()).contains("manifest.json " + alsoThere);
    }
  }

  @Test
  void aManifestOfTheFirstSchemaIsRefusedWithWhatChangedAndNothingElse() throws Exception {
    TestingBundles.editManifest(
        bundle,
        manifest -> {
          manifest.put("schemaVersion", 1);
          at(manifest, "tiers", "fast").remove(List.of("calibration", "thresholds"));
        });

    assertThat(refusal().problems())
        .extracting(BundleProblem::toString)
        .containsExactly(
            "manifest.json /schemaVersion: wanted 2, in which each tier has its own calibration"
                + " and thresholds, a deep tier has a cascade, and golden answers stand by tier:"
                + " write older bundles anew, found 1");
  }

  @Test
  void allProblemsAreNamedAtOnce() throws Exception {
    TestingBundles.editManifest(
        bundle,
        manifest -> {
          manifest.remove("name");
          manifest.put("maxTokens", "many");
          at(manifest, "heads").remove("harm");
          labels(manifest, "urgency").add("extreme");
        });

    assertThat(refusal().problems())
        .extracting(BundleProblem::toString)
        .containsExactly(
            "manifest.json /name: wanted a name like contact-triage, found nothing",
            "manifest.json /maxTokens: wanted a whole number from 8 to 8192, found \"many\"",
            "manifest.json /heads/urgency/labels: wanted all labels of the taxonomy, each once,"
                + " found 5 labels, missing [], unknown [extreme]",
            "manifest.json /heads/harm: wanted an object, found nothing");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "7", "{", "{} {}", "{\"name\":1,\"name\":2}", "\u0000"})
  void aManifestThatIsNotOneObjectIsRefused(String text) throws Exception {
    Files.writeString(bundle.resolve("manifest.json"), text);

    assertThat(refusal().problems())
        .singleElement()
        .satisfies(problem -> assertThat(problem.wanted()).isEqualTo("one JSON object"));
  }

  @Test
  void labelsMayStandInAnyOrder() throws Exception {
    TestingBundles.editManifest(
        bundle,
        manifest -> {
          ArrayNode labels = labels(manifest, "topic");
          labels.add(labels.remove(0));
        });

    assertThat(ModelBundle.load(bundle).manifest().heads().topic()).endsWith("other");
  }

  private List<String> places() {
    return refusal().problems().stream().map(BundleProblem::where).toList();
  }

  private InvalidBundleException refusal() {
    InvalidBundleException refusal =
        catchThrowableOfType(InvalidBundleException.class, () -> ModelBundle.load(bundle));
    assertThat(refusal).as("the refusal").isNotNull();
    return refusal;
  }

  private static Arguments bad(String place, Consumer<ObjectNode> spoil) {
    return bad(place, spoil, "");
  }

  private static Arguments bad(String place, Consumer<ObjectNode> spoil, String alsoThere) {
    return Arguments.of(place, alsoThere, spoil);
  }

  private static ObjectNode at(ObjectNode node, String... path) {
    ObjectNode place = node;
    for (String field : path) {
      place = (ObjectNode) place.get(field);
    }
    return place;
  }

  private static ObjectNode calibration(ObjectNode manifest, String... path) {
    return at(at(manifest, "tiers", "fast", "calibration"), path);
  }

  private static ObjectNode without(ObjectNode node, String field) {
    node.remove(field);
    return node;
  }

  private static ArrayNode labels(ObjectNode manifest, String head) {
    return (ArrayNode) at(manifest, "heads", head).get("labels");
  }

  private static ObjectNode file(ObjectNode manifest) {
    return at(manifest, "files", "model.onnx");
  }

  private static void copyFile(ObjectNode manifest, String name) {
    at(manifest, "files").set(name, file(manifest).deepCopy());
  }
}
