package io.contacttriage.cli.tools;

import io.contacttriage.cli.CommandFailure;
import io.contacttriage.cli.ProjectFolder;
import io.contacttriage.routing.policy.PolicyBook;
import io.contacttriage.routing.policy.PolicyBookReader;
import io.contacttriage.routing.policy.PolicyBookResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import picocli.CommandLine.Parameters;

/** The policy book that a command works on, as YAML files. */
public final class PolicyDirectory {
  public static final String SHIPPED = "config/policies";

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "DIR",
      description = "Directory with book.yaml and policies/; config/policies when absent")
  private Path directory;

  Path path() {
    return directory == null ? ProjectFolder.resolve(SHIPPED) : directory;
  }

  PolicyBookResult read() {
    return read(path());
  }

  /**
   * A book that can be used.
   *
   * @throws CommandFailure with every problem of the book
   */
  PolicyBook require() {
    return require(path());
  }

  /**
   * A book that can be used.
   *
   * @param directory with a book's files, or a file with a snapshot
   * @throws CommandFailure with every problem of the book
   */
  public static PolicyBook require(Path directory) {
    PolicyBookResult result = read(directory);
    if (!result.isBook()) {
      throw CommandFailure.failed(
          result.problems().stream()
              .map(problem -> "\n  " + problem)
              .collect(
                  Collectors.joining(
                      "", directory + " cannot be used, " + count(result) + ":", "")));
    }
    return result.book();
  }

  static String count(PolicyBookResult result) {
    int count = result.problems().size();
    return count == 1 ? "1 problem" : count + " problems";
  }

  private static PolicyBookResult read(Path directory) {
    if (Files.isRegularFile(directory)) {
      return snapshot(directory);
    }
    if (!Files.isDirectory(directory)) {
      throw CommandFailure.wrongUsage(
          "wanted a directory with a policy book, found none at " + directory);
    }
    return PolicyBookReader.readDirectory(directory);
  }

  private static PolicyBookResult snapshot(Path file) {
    try {
      return PolicyBookReader.readJson(Files.readAllBytes(file));
    } catch (IOException e) {
      throw CommandFailure.wrongUsage("wanted a policy book that can be read, found " + e);
    }
  }
}
