package io.contacttriage.cli.release;

import io.contacttriage.cli.CommandFailure;
import io.contacttriage.scoring.bundle.SigningKeys;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes the two halves of a key for signing bundles. */
@Command(
    name = "keys",
    mixinStandardHelpOptions = true,
    description = {
      "Makes an Ed25519 key for signing model bundles: writes the private half to a file that only",
      "its owner can read, and prints the public half, the value of the job's models.public-key."
    },
    footer = {"", "Example: ./triage model keys signing.pem"})
public final class ModelKeysCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "FILE", description = "Where the private key goes")
  private Path file;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    KeyPair keys = SigningKeys.generate();
    write(SigningKeys.pem(keys.getPrivate()));
    spec.commandLine().getOut().println(SigningKeys.line(keys.getPublic()));
    spec.commandLine()
        .getErr()
        .println(
            "The private key is in "
                + file
                + ". Keep it where bundles are made, not where they run.");
    return 0;
  }

  private void write(String pem) {
    FileAttribute<?>[] ownersOnly =
        FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
            ? new FileAttribute<?>[] {
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
            }
            : new FileAttribute<?>[0];
    try (FileChannel channel =
            FileChannel.open(
                file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), ownersOnly);
        PrintWriter out = new PrintWriter(Channels.newWriter(channel, StandardCharsets.US_ASCII))) {
      out.print(pem);
    } catch (FileAlreadyExistsException e) {
      throw CommandFailure.wrongUsage(
          "wanted a new file, found that " + file + " is there: a key is never overwritten");
    } catch (IOException e) {
      throw CommandFailure.failed("the key cannot be written: " + e);
    }
  }
}
