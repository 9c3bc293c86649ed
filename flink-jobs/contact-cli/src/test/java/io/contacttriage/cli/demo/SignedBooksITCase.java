package io.contacttriage.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.contacttriage.cli.Triage;
import io.contacttriage.cli.tools.CommandRun;
import io.contacttriage.scoring.bundle.SigningKeys;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A job that takes signed policy books only. */
class SignedBooksITCase {
  @TempDir private Path folder;

  @Test
  void aSignedBookTakesEffectAndAnUnsignedOneIsRefusedWithTheReason() throws Exception {
    KeyPair keys = SigningKeys.generate();
    Path key = Files.writeString(folder.resolve("signing.pem"), SigningKeys.pem(keys.getPrivate()));
    try (JobUnderTest job =
        JobUnderTest.start(
            Duration.ofSeconds(1),
            Map.of(
                "scoring.tier",
                "fast",
                "policies.public-key",
                SigningKeys.line(keys.getPublic())))) {
      CommandRun signed = publish(job, "--key", key.toString());
      CommandRun unsigned = publish(job);

      assertThat(signed.exitCode()).as(signed.err()).isZero();
      assertThat(signed.out()).contains("in effect on all 2 subtasks");
      assertThat(unsigned.exitCode()).isEqualTo(1);
      assertThat(unsigned.err())
          .contains("the job refused it")
          .contains("wanted a policy book that is signed as live by the key")
          .contains("found no signature; the live one stays");
    }
  }

  private static CommandRun publish(JobUnderTest job, String... more) {
    return CommandRun.of(
        Triage.commandLine(),
        Stream.concat(
                Stream.of(
                    "policy", "publish", "--bootstrap", job.bootstrapServers(), "--timeout", "60"),
                Stream.of(more))
            .toArray(String[]::new));
  }
}
