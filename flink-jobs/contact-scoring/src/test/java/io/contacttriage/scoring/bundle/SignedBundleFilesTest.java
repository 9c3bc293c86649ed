package io.contacttriage.scoring.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.contacttriage.scoring.ModelVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SignedBundleFilesTest {
  private static final KeyPair OURS = SigningKeys.generate();
  private static final KeyPair ANOTHERS = SigningKeys.generate();
  private static final ModelVersion TINY = new ModelVersion("tiny", "1.0.0");

  @TempDir Path root;
  private Path bundle;

  @BeforeEach
  void copyBundle() throws IOException {
    bundle = TestingBundles.copyTiny(root);
  }

  @Test
  void aSignedBundleLoads() throws Exception {
    sign(OURS);

    assertThat(BundleRelease.load(files(), TINY).model()).isEqualTo(TINY);
  }

  @Test
  void aBundleWithoutSignatureIsRefused() {
    assertThat(problem().where()).isEqualTo("manifest.json.sig");
    assertThat(problem().wanted())
        .isEqualTo("a signature of manifest.json by the key " + SigningKeys.line(OURS.getPublic()));
    assertThat(problem().found()).isEqualTo("nothing");
  }

  @Test
  void aSignatureByAnotherKeyIsRefused() throws Exception {
    sign(ANOTHERS);

    assertThat(problem().found()).isEqualTo("another");
  }

  @Test
  void aManifestChangedAfterSigningIsRefused() throws Exception {
    sign(OURS);
    TestingBundles.editManifest(bundle, manifest -> manifest.put("description", "changed"));

    assertThat(problem().found()).isEqualTo("another");
  }

  @Test
  void aFileThatIsNoSignatureIsRefused() throws Exception {
    Files.writeString(bundle.resolve(SignedBundleFiles.SIGNATURE), "not Base64!");

    assertThat(problem().found()).isEqualTo("another");
  }

  @Test
  void theReleaseItselfNeedsNoSignature() throws Exception {
    TestingBundles.release(root, "tiny/1.0.0", null);

    assertThat(BundleRelease.read(files()).active()).isEqualTo(TINY);
  }

  @Test
  void keysAreReadAsTheyAreWritten() {
    assertThat(SigningKeys.publicKey(SigningKeys.line(OURS.getPublic())))
        .isEqualTo(OURS.getPublic());
    assertThat(SigningKeys.privateKey(SigningKeys.pem(OURS.getPrivate())))
        .isEqualTo(OURS.getPrivate());
  }

  @Test
  void whatIsNoKeyIsRefusedAndAPrivateOneNotRepeated() {
    assertThatThrownBy(() -> SigningKeys.publicKey("abc"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasNoCause()
        .hasMessage(
            "wanted an Ed25519 public key, one line of Base64 like MCowBQYDK2VwAyEA…, found 3 characters"
                + " that are none");
    assertThatThrownBy(() -> SigningKeys.privateKey("secret"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasNoCause()
        .hasMessageNotContaining("secret");
  }

  private SignedBundleFiles files() {
    return new SignedBundleFiles(LocalBundleFiles.in(root), OURS.getPublic());
  }

  private void sign(KeyPair keys) throws IOException {
    byte[] manifest = Files.readAllBytes(bundle.resolve(ManifestReader.FILE));
    Files.writeString(
        bundle.resolve(SignedBundleFiles.SIGNATURE), SigningKeys.sign(manifest, keys.getPrivate()));
  }

  private BundleProblem problem() {
    return catchThrowableOfType(
            InvalidBundleException.class, () -> BundleRelease.load(files(), TINY))
        .problems()
        .get(0);
  }
}
