package io.contacttriage.cli.demo;

import io.contacttriage.cli.ProjectFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The consumer of {@code docs/consumers.md}, as a process of its own. */
final class DocumentedConsumer implements AutoCloseable {
  private static final String BEGIN = "```java\n";

  private final Process process;
  private final Path taken;
  private final Path problems;

  private DocumentedConsumer(Process process, Path taken, Path problems) {
    this.process = process;
    this.taken = taken;
    this.problems = problems;
  }

  static DocumentedConsumer start(Path folder, String bootstrapServers, String queue)
      throws IOException {
    String page = Files.readString(ProjectFolder.resolve("docs/consumers.md"));
    int from = page.indexOf(BEGIN) + BEGIN.length();
    Path source =
        Files.writeString(
            folder.resolve("QueueConsumer.java"), page.substring(from, page.indexOf("```", from)));
    Path taken = folder.resolve("taken");
    Path problems = folder.resolve("problems");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                source.toString(),
                bootstrapServers,
                queue)
            .redirectOutput(taken.toFile())
            .redirectError(problems.toFile())
            .start();
    return new DocumentedConsumer(process, taken, problems);
  }

  boolean has(String contactId) throws IOException {
    if (!process.isAlive()) {
      throw new AssertionError("the consumer has ended: " + Files.readString(problems));
    }
    return lines().stream().anyMatch(line -> line.startsWith(contactId + " "));
  }

  /** What it took: contact id, priority, deadline, exposure. */
  List<String> lines() throws IOException {
    return Files.readAllLines(taken);
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }
}
