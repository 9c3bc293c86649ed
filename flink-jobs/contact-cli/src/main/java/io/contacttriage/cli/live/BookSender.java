package io.contacttriage.cli.live;

import io.contacttriage.cli.CommandFailure;
import io.contacttriage.routing.policy.PolicyBook;
import io.contacttriage.routing.policy.PolicyBookReader;
import io.contacttriage.routing.policy.PolicyBookResult;
import io.contacttriage.routing.policy.PolicyBookWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Collectors;

/** Publishes a policy book as it lies in its files. */
public final class BookSender {
  private static final byte[] LIVE = "live".getBytes(StandardCharsets.UTF_8);

  private BookSender() {}

  /**
   * Sends the book in {@code directory} under the key {@code live}.
   *
   * @return the book that the broker acknowledged
   * @throws CommandFailure when the book has problems, with all of them, or the broker refuses it
   */
  public static PolicyBook publish(String bootstrapServers, String topic, Path directory) {
    PolicyBookResult read = PolicyBookReader.readDirectory(directory);
    if (!read.isBook()) {
      throw CommandFailure.failed(
          "the policy book in "
              + directory
              + " cannot be published:\n  "
              + read.problems().stream().map(Object::toString).collect(Collectors.joining("\n  ")));
    }
    try (RecordSender sender = new RecordSender(bootstrapServers, topic, Duration.ofSeconds(10))) {
      sender.send(LIVE, PolicyBookWriter.write(read.book()));
      sender.flush();
      if (sender.failed() > 0) {
        throw CommandFailure.failed("the policy book was not published: " + sender.firstProblem());
      }
    }
    return read.book();
  }
}
