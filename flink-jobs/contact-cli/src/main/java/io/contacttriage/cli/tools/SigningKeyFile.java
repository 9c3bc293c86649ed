package io.contacttriage.cli.tools;

import io.contacttriage.cli.CommandFailure;
import io.contacttriage.scoring.bundle.SigningKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;

/** The file that {@code ./triage model keys} writes. */
public final class SigningKeyFile {
  private SigningKeyFile() {}

  /**
   * Reads a private key.
   *
   * @throws CommandFailure when there is none; its message holds nothing of the file
   */
  public static PrivateKey read(Path file) {
    try {
      return SigningKeys.privateKey(Files.readString(file));
    } catch (IllegalArgumentException e) {
      throw CommandFailure.wrongUsage(file + ": " + e.getMessage());
    } catch (IOException e) {
      throw CommandFailure.wrongUsage("wanted a key at " + file + ", found none that can be read");
    }
  }
}
