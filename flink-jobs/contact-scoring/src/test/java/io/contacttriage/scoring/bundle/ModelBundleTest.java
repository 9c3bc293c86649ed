package io.contacttriage.scoring.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.contacttriage.scoring.ModelVersion;
import io.contacttriage.scoring.tokenizer.NativeTokenizer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelBundleTest {
  @TempDir Path root;
  private Path bundle;

  @BeforeEach
  void copyBundle() throws IOException {
    bundle = TestingBundles.copyTiny(root);
  }

  @Test
  void aGoodBundleLoadsWithTheBytesThatWereHashed() throws Exception {
    ModelBundle loaded = ModelBundle.load(bundle);

    assertThat(loaded.model()).isEqualTo(new ModelVersion("tiny", "1.0.0"));
    assertThat(loaded.place()).isEqualTo(bundle.toAbsolutePath().toString());
    assertThat(BundleDirectory.sha256(loaded.network("fast")))
        .isEqualTo(loaded.manifest().files().get("model.onnx").sha256());
    assertThat(loaded.manifestSha256())
        .isEqualTo(BundleDirectory.sha256(Files.readAllBytes(bundle.resolve("manifest.json"))));
    assertThat(loaded.tokenizer().encode("hacked")).containsExactly(2, 7, 3);
  }

  @Test
  void aFileChangedAfterLoadingChangesNothing() throws Exception {
    ModelBundle loaded = ModelBundle.load(bundle);
    byte[] before = loaded.network("fast").clone();

    Files.write(bundle.resolve("model.onnx"), new byte[before.length]);

    assertThat(loaded.network("fast")).isEqualTo(before);
  }

  @Test
  void theTokenizerThatIsInUseIsNotReadAgain() throws Exception {
    ModelBundle inUse = ModelBundle.load(bundle);
    Path next = TestingBundles.copyTiny(root, "1.1.0");

    assertThat(ModelBundle.load(next).tokenizer()).isSameAs(inUse.tokenizer());

    String tokenizer = Files.readString(next.resolve("tokenizer.json"));
    TestingBundles.replace(
        next, "tokenizer.json", (tokenizer + "\n").getBytes(StandardCharsets.UTF_8));
    assertThat(ModelBundle.load(next).tokenizer()).isNotSameAs(inUse.tokenizer());

    TestingBundles.editManifest(next, manifest -> manifest.put("maxTokens", 8));
    assertThat(ModelBundle.load(next).tokenizer().encode("hacked ".repeat(20))).hasSize(8);
  }

  @Test
  void aTierThatTheBundleLacksIsNamed() throws Exception {
    ModelBundle loaded = ModelBundle.load(bundle);

    assertThatThrownBy(() -> loaded.network("deep"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Wanted a tier of [fast], found deep");
  }

  @Test
  void aWrongHashIsRefused() throws Exception {
    byte[] model = TestingBundles.network("good");
    model[model.length - 1] ^= 1;
    Files.write(bundle.resolve("model.onnx"), model);

    assertThat(problems())
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.where()).isEqualTo("model.onnx");
              assertThat(problem.wanted()).startsWith("sha256 ");
              assertThat(problem.found())
                  .isEqualTo("sha256 " + BundleDirectory.sha256(model))
                  .isNotEqualTo(problem.wanted());
            });
  }

  @Test
  void aFileTooShortOrTooLongIsRefused() throws Exception {
    byte[] model = TestingBundles.network("good");
    Files.write(bundle.resolve("model.onnx"), Arrays.copyOf(model, model.length - 1));
    Files.write(bundle.resolve("golden.jsonl"), new byte[100_000]);

    assertThat(problems())
        .contains(
            new BundleProblem("model.onnx", model.length + " bytes", (model.length - 1) + " bytes"))
        .anySatisfy(
            problem -> {
              assertThat(problem.where()).isEqualTo("golden.jsonl");
              assertThat(problem.found()).isEqualTo("more");
            })
        .hasSize(2);
  }

  @Test
  void everyMissingFileIsNamed() throws Exception {
    Files.delete(bundle.resolve("model.onnx"));
    Files.delete(bundle.resolve("tokenizer.json"));

    assertThat(problems())
        .containsExactlyInAnyOrder(
            new BundleProblem("model.onnx", "a file", "nothing"),
            new BundleProblem("tokenizer.json", "a file", "nothing"));
  }

  @Test
  void aSymbolicLinkIsRefusedEvenToTheRightBytes() throws Exception {
    Path elsewhere = root.resolve("elsewhere.onnx");
    Files.move(bundle.resolve("model.onnx"), elsewhere);
    Files.createSymbolicLink(bundle.resolve("model.onnx"), elsewhere);

    assertThat(problems())
        .containsExactly(new BundleProblem("model.onnx", "a plain file", "a symbolic link"));
  }

  @Test
  void aSymbolicLinkAmongTheDirectoriesIsRefused() throws Exception {
    byte[] model = TestingBundles.network("good");
    Files.createDirectory(root.resolve("outside"));
    Files.createSymbolicLink(bundle.resolve("nets"), root.resolve("outside"));
    TestingBundles.replace(bundle, "nets/model.onnx", model);

    assertThat(problems())
        .containsExactly(
            new BundleProblem("nets/model.onnx", "a file in a plain directory", "a symbolic link"));
  }

  @Test
  void aSymbolicLinkAmongTheBundlesIsRefusedAndOneAboveThemIsNot() throws Exception {
    Path linked = Files.createSymbolicLink(root.resolve("linked"), root.resolve("tiny"));
    Path above = Files.createSymbolicLink(root.resolveSibling("above-" + root.getFileName()), root);
    BundleFiles bundles = LocalBundleFiles.in(above);

    assertThat(ModelBundle.load(bundles.folder("tiny/1.0.0")).model().name()).isEqualTo("tiny");
    assertThatThrownBy(() -> ModelBundle.load(bundles.folder("linked/1.0.0")))
        .hasMessageContaining(linked.getFileName() + ": wanted a directory, found a symbolic link");
    Files.delete(above);
  }

  @Test
  void aHardLinkIsRefused() throws Exception {
    Files.createLink(root.resolve("other-name"), bundle.resolve("model.onnx"));

    assertThat(problems())
        .containsExactly(new BundleProblem("model.onnx", "a file with one name", "a hard link"));
  }

  @Test
  void aDirectoryInPlaceOfAFileIsRefused() throws Exception {
    Files.delete(bundle.resolve("model.onnx"));
    Files.createDirectory(bundle.resolve("model.onnx"));

    assertThat(problems())
        .containsExactly(new BundleProblem("model.onnx", "a plain file", "something else"));
  }

  @Test
  void aBundleThatIsMissingOrALinkIsRefused() throws Exception {
    Path link = Files.createSymbolicLink(root.resolve("link"), bundle);

    assertThat(problemsOf(link)).singleElement().extracting("found").isEqualTo("a symbolic link");
    assertThat(problemsOf(root.resolve("none")))
        .singleElement()
        .extracting("found")
        .isEqualTo("nothing");
    assertThat(problemsOf(root))
        .containsExactly(new BundleProblem("manifest.json", "a file", "nothing"));
  }

  @Test
  void aFileOverTheLimitIsRefusedFromTheManifestAlone() throws Exception {
    InvalidBundleException refusal =
        catchThrowableOfType(
            InvalidBundleException.class,
            () -> ModelBundle.load(LocalBundleFiles.ofBundle(bundle), 3000));

    assertThat(refusal.problems())
        .anySatisfy(
            problem -> {
              assertThat(problem.where()).isEqualTo("manifest.json /files/model.onnx/bytes");
              assertThat(problem.wanted()).isEqualTo("a whole number from 0 to 3000");
            });
  }

  @Test
  void aTokenizerOfAnotherMakeIsRefused() throws Exception {
    String tokenizer = Files.readString(bundle.resolve("tokenizer.json"));
    TestingBundles.replace(
        bundle,
        "tokenizer.json",
        tokenizer.replace("\"WordPiece\"", "\"Unigram\"").getBytes(StandardCharsets.UTF_8));

    assertThat(problems())
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.where()).isEqualTo("tokenizer.json");
              assertThat(problem.found()).contains("Unigram");
            });
  }

  @Test
  void theManifestSaysWhoseTokenizerReadsTheFile() throws Exception {
    TestingBundles.editManifest(
        bundle, manifest -> manifest.withObjectProperty("tokenizer").put("kind", "huggingface"));

    ModelBundle loaded = ModelBundle.load(bundle);

    assertThat(loaded.manifest().tokenizerKind()).isEqualTo(TokenizerKind.HUGGINGFACE);
    assertThat(loaded.tokenizer()).isInstanceOf(NativeTokenizer.class);
    assertThat(loaded.tokenizer().encode("hacked")).containsExactly(2, 7, 3);
  }

  @Test
  void aNetworkThatFailsTheInspectionIsRefused() throws Exception {
    TestingBundles.replace(bundle, "model.onnx", TestingBundles.network("external_sparse"));

    assertThat(problems())
        .containsExactly(
            new BundleProblem("model.onnx tensor stray", "data inside the file", "external data"));
  }

  @Test
  void theMessageNamesEveryProblem() throws Exception {
    Files.delete(bundle.resolve("model.onnx"));
    Files.delete(bundle.resolve("golden.jsonl"));

    assertThatThrownBy(() -> ModelBundle.load(bundle))
        .hasMessageContaining(bundle.toString())
        .hasMessageContaining("model.onnx: wanted a file, found nothing")
        .hasMessageContaining("golden.jsonl: wanted a file, found nothing");
  }

  private List<BundleProblem> problems() {
    return problemsOf(bundle);
  }

  private static List<BundleProblem> problemsOf(Path directory) {
    InvalidBundleException refusal =
        catchThrowableOfType(InvalidBundleException.class, () -> ModelBundle.load(directory));
    assertThat(refusal).as("the refusal of " + directory).isNotNull();
    return refusal.problems();
  }
}
