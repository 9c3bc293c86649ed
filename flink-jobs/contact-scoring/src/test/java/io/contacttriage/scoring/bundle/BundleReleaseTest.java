package io.contacttriage.scoring.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.contacttriage.scoring.ModelVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BundleReleaseTest {
  private static final String TINY = "{\"active\":{\"name\":\"tiny\",\"version\":\"1.0.0\"}}";

  @TempDir Path root;

  @Test
  void theActiveBundleIsLoadedFromItsNameAndVersion() throws Exception {
    Path bundle = TestingBundles.copyTiny(root);
    BundleRelease release = release(TINY);

    assertThat(release.active()).isEqualTo(new ModelVersion("tiny", "1.0.0"));
    assertThat(release.candidate()).isEmpty();
    assertThat(release.activeDirectory()).isEqualTo(bundle);
    assertThat(release.loadActive().model()).isEqualTo(release.active());
  }

  @Test
  void aCandidateIsReadWhereOneIsNamed() throws Exception {
    BundleRelease release =
        release(
            "{\"active\":{\"name\":\"a\",\"version\":\"1.0.0\"},"
                + "\"candidate\":{\"name\":\"a\",\"version\":\"1.1.0-rc.1\"}}");

    assertThat(release.candidate()).contains(new ModelVersion("a", "1.1.0-rc.1"));
  }

  @Test
  void aBundleThatCallsItselfSomethingElseIsRefused() throws Exception {
    Path bundle = TestingBundles.copyTiny(root);
    TestingBundles.editManifest(bundle, manifest -> manifest.put("version", "1.0.1"));
    BundleRelease release = release(TINY);

    assertThatThrownBy(release::loadActive)
        .isInstanceOf(InvalidBundleException.class)
        .hasMessageContaining("manifest.json: wanted tiny/1.0.0, found tiny/1.0.1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}|/active",
        "{\"active\":{\"name\":\"../..\",\"version\":\"1.0.0\"}}|/active/name",
        "{\"active\":{\"name\":\"a\",\"version\":\"..\"}}|/active/version",
        "{\"active\":{\"name\":\"a\",\"version\":\"1.0.0\",\"x\":1}}|/active/x",
        "{\"active\":{\"name\":\"a\",\"version\":\"1.0.0\"},\"next\":1}|/next",
        "oops|one JSON object"
      })
  void aReleaseWithSomethingWrongIsRefused(String json, String place) {
    assertThatThrownBy(() -> release(json))
        .isInstanceOf(InvalidBundleException.class)
        .hasMessageContaining("release.json")
        .hasMessageContaining(place);
  }

  @Test
  void aMissingReleaseIsNamed() {
    assertThatThrownBy(() -> BundleRelease.read(root))
        .isInstanceOf(InvalidBundleException.class)
        .hasMessageContaining("release.json: wanted a file, found nothing");
  }

  private BundleRelease release(String json) throws IOException, InvalidBundleException {
    Files.writeString(root.resolve("release.json"), json);
    return BundleRelease.read(root);
  }
}
