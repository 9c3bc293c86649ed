package io.contacttriage.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.contacttriage.job.settings.InvalidSettingsException;
import io.contacttriage.scoring.ModelVersion;
import io.contacttriage.scoring.bundle.BundleRelease;
import io.contacttriage.scoring.bundle.InvalidBundleException;
import io.contacttriage.scoring.bundle.SignedBundleFiles;
import io.contacttriage.scoring.bundle.SigningKeys;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelsDirectoryTest {
  @TempDir Path models;
  private ModelVersion one;
  private ModelVersion two;

  @BeforeEach
  void addBundles() throws Exception {
    one = TestingModels.add(models, "tiny", "1.0.0");
    two = TestingModels.add(models, "tiny", "1.0.1");
  }

  @Test
  void flinksFileSystemsGiveTheSameBundleAsThisMachines() throws Exception {
    FlinkBundleFiles byFlink = new FlinkBundleFiles(asFlinkPath());

    assertThat(BundleRelease.load(byFlink, one).manifestSha256())
        .isEqualTo(
            BundleRelease.load(new ModelsDirectory(models.toString(), "").files(), one)
                .manifestSha256());
  }

  @Test
  void aFileThatFlinkDoesNotFindAndOneThatIsAFolderAreNamed() throws Exception {
    FlinkBundleFiles byFlink = new FlinkBundleFiles(asFlinkPath());
    Files.delete(models.resolve("tiny/1.0.0/tokenizer.json"));
    Files.delete(models.resolve("tiny/1.0.0/model.onnx"));
    Files.createDirectory(models.resolve("tiny/1.0.0/model.onnx"));

    assertThatThrownBy(() -> BundleRelease.load(byFlink, one))
        .isInstanceOf(InvalidBundleException.class)
        .hasMessageContaining("tokenizer.json: wanted a file in file:")
        .hasMessageContaining("model.onnx: wanted a plain file, found a directory");
  }

  @Test
  void noMoreThanTheLimitIsRead() throws Exception {
    Files.write(models.resolve("long"), new byte[100]);

    assertThat(new FlinkBundleFiles(asFlinkPath()).readUpTo("long", 11)).hasSize(11);
  }

  @Test
  void aJobStartsWithThePreviousBundleWhenTheActiveOneIsSpoilt() throws Exception {
    TestingModels.release(models, two, one);
    TestingModels.spoil(models, two);

    assertThatCode(() -> new ModelsDirectory(models.toString(), "").requireBundle())
        .doesNotThrowAnyException();
  }

  @Test
  void aJobDoesNotStartWithoutABundleAndSaysWhatIsWrongWithEach() throws Exception {
    TestingModels.release(models, two, one);
    TestingModels.spoil(models, two);
    TestingModels.spoil(models, one);

    assertThatThrownBy(() -> new ModelsDirectory(models.toUri().toString(), "").requireBundle())
        .isInstanceOf(InvalidSettingsException.class)
        .hasMessageContaining("models.directory")
        .hasMessageContaining("tiny/1.0.1 is refused")
        .hasMessageContaining("tiny/1.0.0 is refused");
  }

  @Test
  void aJobDoesNotStartWithoutARelease() {
    assertThatThrownBy(() -> new ModelsDirectory(models.toString(), "").requireBundle())
        .isInstanceOf(InvalidSettingsException.class)
        .hasMessageContaining("release.json: wanted a file, found nothing");
  }

  @Test
  void whereAKeyIsSetAJobDoesNotStartWithAnUnsignedBundle() throws Exception {
    KeyPair keys = SigningKeys.generate();
    ModelsDirectory signed =
        new ModelsDirectory(models.toString(), SigningKeys.line(keys.getPublic()));
    TestingModels.release(models, one, null);

    assertThatThrownBy(signed::requireBundle)
        .isInstanceOf(InvalidSettingsException.class)
        .hasMessageContaining("manifest.json.sig: wanted a signature of manifest.json by the key");

    Path manifest = models.resolve("tiny/1.0.0/manifest.json");
    Files.writeString(
        manifest.resolveSibling(SignedBundleFiles.SIGNATURE),
        SigningKeys.sign(Files.readAllBytes(manifest), keys.getPrivate()));
    assertThatCode(signed::requireBundle).doesNotThrowAnyException();
  }

  private org.apache.flink.core.fs.Path asFlinkPath() {
    return new org.apache.flink.core.fs.Path(models.toUri());
  }
}
