package io.contacttriage.cli.release;

import static org.assertj.core.api.Assertions.assertThat;

import io.contacttriage.cli.Triage;
import io.contacttriage.cli.tools.CommandRun;
import io.contacttriage.scoring.bundle.SigningKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelSigningTest {
  @TempDir private Path folder;
  private Path bundle;
  private Path key;

  @BeforeEach
  void copyBundle() throws IOException {
    bundle = CopiedBundles.copy(CommandRun.TINY_BUNDLE, folder, "1.0.0");
    key = folder.resolve("signing.pem");
  }

  @Test
  void aBundleThatWasSignedIsVerifiedByTheKeyThatWasPrinted() throws Exception {
    String publicKey = model("keys", key.toString()).lines().get(0);
    assertThat(model("verify", bundle.toString(), "--public-key", publicKey).exitCode())
        .isEqualTo(1);

    CommandRun signed = model("sign", bundle.toString(), "--key", key.toString());

    assertThat(signed.lines().get(0)).startsWith("tiny/1.0.0 is signed: ");
    assertThat(model("verify", bundle.toString(), "--public-key", publicKey).exitCode()).isZero();
    assertThat(model("verify", bundle.toString()).exitCode()).isZero();
  }

  @Test
  void anotherKeyDoesNotVerifyIt() throws Exception {
    model("keys", key.toString());
    model("sign", bundle.toString(), "--key", key.toString());
    String another = SigningKeys.line(SigningKeys.generate().getPublic());

    CommandRun run = model("verify", bundle.toString(), "--public-key", another);

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.lines().get(0))
        .isEqualTo(
            "manifest.json.sig: wanted a signature of manifest.json by the key "
                + another
                + ", found another");
  }

  @Test
  void onlyItsOwnerCanReadThePrivateKeyAndItIsNeverOverwritten() throws Exception {
    model("keys", key.toString());
    String before = Files.readString(key);

    CommandRun again = model("keys", key.toString());

    assertThat(again.exitCode()).isEqualTo(2);
    assertThat(again.err()).contains("a key is never overwritten");
    assertThat(Files.readString(key)).isEqualTo(before).startsWith("-----BEGIN PRIVATE KEY-----");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
        .isEqualTo("rw-------");
  }

  @Test
  void whatIsNoKeyIsSaidPlainly() throws Exception {
    Files.writeString(key, "hello");

    assertThat(model("sign", bundle.toString(), "--key", key.toString()).err())
        .contains("wanted an Ed25519 private key as a PEM file")
        .doesNotContain("hello");
    assertThat(model("sign", bundle.toString(), "--key", key + ".none").exitCode()).isEqualTo(2);
    assertThat(model("verify", bundle.toString(), "--public-key", "x").err())
        .contains("--public-key: wanted an Ed25519 public key");
  }

  @Test
  void aSpoiltBundleIsNotSigned() throws Exception {
    model("keys", key.toString());
    Files.writeString(bundle.resolve("tokenizer.json"), "spoilt");

    CommandRun run = model("sign", bundle.toString(), "--key", key.toString());

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("tokenizer.json: wanted");
    assertThat(bundle.resolve("manifest.json.sig")).doesNotExist();
  }

  private static CommandRun model(String... arguments) {
    List<String> all = new ArrayList<>(List.of("model"));
    all.addAll(List.of(arguments));
    return CommandRun.of(Triage.commandLine(), all.toArray(String[]::new));
  }
}
