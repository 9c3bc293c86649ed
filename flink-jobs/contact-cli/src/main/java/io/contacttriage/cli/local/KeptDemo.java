package io.contacttriage.cli.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.contacttriage.cli.CommandFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * How other commands of the same user find a demo that stays up: a small file in the system's
 * temporary folder that the demo writes and takes away.
 */
public final class KeptDemo implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path file;
  private final long pid;

  private KeptDemo(Path file, long pid) {
    this.file = file;
    this.pid = pid;
  }

  /** Says to other commands that this process keeps a demo. A file of a dead one is replaced. */
  public static KeptDemo announce(String bootstrapServers, String ui) {
    return announce(defaultFile(), bootstrapServers, ui, ProcessHandle.current().pid());
  }

  static KeptDemo announce(Path file, String bootstrapServers, String ui, long pid) {
    try {
      Files.deleteIfExists(file);
      Files.write(
          file,
          JSON.writeValueAsBytes(
              Map.of("bootstrapServers", bootstrapServers, "ui", ui, "pid", pid)));
    } catch (IOException e) {
      throw CommandFailure.failed("cannot write " + file + ": " + e.getMessage());
    }
    return new KeptDemo(file, pid);
  }

  /**
   * The brokers that a command talks to.
   *
   * @param given what the user gave with {@code --bootstrap}, or null for the demo that stays up
   * @throws CommandFailure when none was given and no demo stays up
   */
  public static String bootstrapServers(String given) {
    return given != null ? given : bootstrapServers(defaultFile());
  }

  static String bootstrapServers(Path file) {
    if (!Files.exists(file)) {
      throw CommandFailure.wrongUsage(
          "no demo is up: start one with './triage demo --keep' in another terminal,"
              + " or name a Kafka with --bootstrap HOST:PORT");
    }
    try {
      if (!Files.getOwner(file).getName().equals(System.getProperty("user.name"))) {
        throw CommandFailure.failed(
            file + " belongs to another user: name a Kafka with --bootstrap");
      }
      JsonNode demo = JSON.readTree(Files.readString(file, StandardCharsets.UTF_8));
      if (ProcessHandle.of(demo.path("pid").asLong()).isEmpty()) {
        throw CommandFailure.failed(
            "the demo that was kept up has ended without saying so: start a new one with"
                + " './triage demo --keep' (it replaces "
                + file
                + ")");
      }
      return demo.path("bootstrapServers").asText();
    } catch (IOException e) {
      throw CommandFailure.failed("cannot read " + file + ": name a Kafka with --bootstrap");
    }
  }

  private static Path defaultFile() {
    return Path.of(
        System.getProperty("java.io.tmpdir"),
        "contact-triage-" + System.getProperty("user.name") + ".json");
  }

  /** Takes the announcement back, unless a later demo has put its own in its place. */
  @Override
  public void close() {
    try {
      if (Files.exists(file) && JSON.readTree(file.toFile()).path("pid").asLong() == pid) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw CommandFailure.failed("cannot delete " + file + ": " + e.getMessage());
    }
  }
}
