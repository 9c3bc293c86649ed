package io.contacttriage.cli.release;

import io.contacttriage.cli.CommandFailure;
import io.contacttriage.cli.tools.SigningKeyFile;
import io.contacttriage.scoring.bundle.InvalidBundleException;
import io.contacttriage.scoring.bundle.ModelBundle;
import io.contacttriage.scoring.bundle.SignedBundleFiles;
import io.contacttriage.scoring.bundle.SigningKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Signs a bundle. */
@Command(
    name = "sign",
    mixinStandardHelpOptions = true,
    description = {
      "Signs the manifest of a model bundle, which holds the hash of every other file.",
      "Jobs with models.public-key use only bundles that the key's private half signed."
    },
    footer = {
      "",
      "Example: ./triage model sign models/bundles/contact-triage/1.3.0 --key signing.pem"
    })
public final class ModelSignCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "DIR", description = "The bundle's directory")
  private Path directory;

  @Option(
      names = "--key",
      required = true,
      paramLabel = "FILE",
      description = "Ed25519 private key, a PEM file as 'model keys' and OpenSSL write it")
  private Path key;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    PrivateKey signer = SigningKeyFile.read(key);
    Path signature = directory.resolve(SignedBundleFiles.SIGNATURE);
    try {
      ModelBundle bundle = ModelBundle.load(directory);
      byte[] manifest = Files.readAllBytes(directory.resolve("manifest.json"));
      Files.writeString(signature, SigningKeys.sign(manifest, signer));
      spec.commandLine().getOut().println(bundle.model() + " is signed: " + signature);
      return 0;
    } catch (InvalidBundleException e) {
      throw CommandFailure.failed(e.getMessage());
    } catch (IOException e) {
      throw CommandFailure.failed("the bundle cannot be signed: " + e);
    }
  }
}
