package io.contacttriage.scoring.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.contacttriage.scoring.ContactShare;
import io.contacttriage.scoring.ModelVersion;
import io.contacttriage.scoring.bundle.BundleRelease.Candidate;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BundleReleaseTest {
  private static final String TINY = "{\"active\":{\"name\":\"tiny\",\"version\":\"1.0.0\"}}";

  @TempDir Path root;

  @Test
  void theActiveBundleIsLoadedFromItsNameAndVersion() throws Exception {
    TestingBundles.copyTiny(root);
    BundleRelease release = release(TINY);

    assertThat(release.active()).isEqualTo(new ModelVersion("tiny", "1.0.0"));
    assertThat(release.previous()).isEmpty();
    assertThat(release.candidate()).isEmpty();
    assertThat(BundleRelease.loadActive(root).model()).isEqualTo(release.active());
  }

  @Test
  void aCandidateIsReadWhereOneIsNamed() throws Exception {
    BundleRelease release =
        release(
            "{\"active\":{\"name\":\"a\",\"version\":\"1.0.0\"},"
                + "\"candidate\":{\"name\":\"a\",\"version\":\"1.1.0-rc.1\",\"percent\":5}}");

    assertThat(release.candidate())
        .contains(new Candidate(new ModelVersion("a", "1.1.0-rc.1"), new ContactShare(5)));
  }

  @Test
  void whatIsReleasedNextRemembersWhatWasActiveAndKeepsTheCandidate() throws Exception {
    BundleRelease first =
        release(
            "{\"active\":{\"name\":\"a\",\"version\":\"1.0.0\"},"
                + "\"candidate\":{\"name\":\"c\",\"version\":\"1.0.0\",\"percent\":100}}");

    BundleRelease second = first.withActive(new ModelVersion("a", "1.1.0"));

    assertThat(second.previous()).contains(first.active());
    assertThat(second.candidate()).isEqualTo(first.candidate());
    assertThat(second.withActive(second.active())).isEqualTo(second);
    assertThat(release(new String(second.toJson(), StandardCharsets.UTF_8))).isEqualTo(second);
  }

  @Test
  void aCandidateThatBecomesActiveIsOneNoMore() {
    ModelVersion next = new ModelVersion("a", "1.1.0");
    BundleRelease release =
        new BundleRelease(new ModelVersion("a", "1.0.0"), Optional.empty(), Optional.empty())
            .withCandidate(Optional.of(new Candidate(next, new ContactShare(10))));

    BundleRelease promoted = release.withActive(next);

    assertThat(promoted.active()).isEqualTo(next);
    assertThat(promoted.previous()).contains(release.active());
    assertThat(promoted.candidate()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "a/1", "../1.0.0", "a/../1.0.0", "a/1.0.0/x", "A/1.0.0", ""})
  void aNameThatCouldLeaveTheFolderIsNone(String text) {
    assertThatThrownBy(() -> BundleRelease.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("wanted a bundle like contact-triage/1.0.0, found '" + text + "'");
  }

  @Test
  void aBundleThatCallsItselfSomethingElseIsRefused() throws Exception {
    Path bundle = TestingBundles.copyTiny(root);
    TestingBundles.editManifest(bundle, manifest -> manifest.put("version", "1.0.1"));
    release(TINY);

    assertThatThrownBy(() -> BundleRelease.loadActive(root))
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
        "{\"active\":{\"name\":\"a\",\"version\":\"1.0.0\"},\"previous\":1}|/previous",
        "{\"active\":{\"name\":\"a\",\"version\":\"1.0.0\"},\"candidate\":{\"name\":\"a\","
            + "\"version\":\"1.0.1\"}}|/candidate/percent: wanted a whole number from 1 to 100",
        "{\"active\":{\"name\":\"a\",\"version\":\"1.0.0\"},\"candidate\":{\"name\":\"a\","
            + "\"version\":\"1.0.1\",\"percent\":101}}|/candidate/percent",
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
