package io.contacttriage.cli.tools;

import io.contacttriage.cli.local.KeptDemo;
import io.contacttriage.cli.tools.PolicyAcknowledgements.Effect;
import io.contacttriage.routing.policy.PolicyBook;
import io.contacttriage.routing.policy.PolicyBookWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Option;

/** How a command that changes the books of a running job reaches it, and who answers for it. */
final class LaunchOptions {
  @Option(
      names = "--bootstrap",
      paramLabel = "HOST:PORT",
      description = "Kafka; when absent, that of the demo that was started with --keep")
  private String bootstrap;

  @Option(
      names = "--topic",
      paramLabel = "TOPIC",
      defaultValue = "policies",
      description = "${DEFAULT-VALUE} when absent")
  private String topic;

  @Option(
      names = "--status-topic",
      paramLabel = "TOPIC",
      defaultValue = "policy-status",
      description = "Where the job's subtasks answer; ${DEFAULT-VALUE} when absent")
  private String statusTopic;

  @Option(
      names = "--author",
      paramLabel = "NAME",
      defaultValue = "${sys:user.name}",
      description = "Who answers for the change; when absent, the user's name")
  private String author;

  @Option(names = "--reason", paramLabel = "TEXT", description = "Why the book changes")
  private String reason;

  @Option(
      names = "--key",
      paramLabel = "FILE",
      description =
          "Ed25519 private key that signs the book, as 'model keys' writes it, for jobs with"
              + " policies.public-key")
  private Path key;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      defaultValue = "15",
      description = "How long every subtask of the job has to answer; ${DEFAULT-VALUE} when absent")
  private int timeoutSeconds;

  @Option(names = "--no-wait", description = "Do not wait for a job, such as before its start")
  private boolean noWait;

  /** Publishes {@code book} as a new version by this author, and waits for its effect. */
  Launched publish(PublishedBooks before, PolicyBook book, String key, String why, int percent) {
    PolicyBook next =
        book.published(
            Math.max(before.newestVersion() + 1, book.version()),
            author,
            why,
            Clock.systemUTC().instant(),
            percent);
    return new Launched(next, before.newestVersion(), send(key, key, PolicyBookWriter.write(next)));
  }

  String author() {
    return author;
  }

  /** Null when none was given. */
  String reason() {
    return reason;
  }

  /** The reason that was given, or else what the command does and the reason of its book. */
  String reason(String does, String ofTheBook) {
    return reason != null ? reason : ofTheBook == null ? does : does + ": " + ofTheBook;
  }

  /** What lies in the topic now. */
  PublishedBooks books() {
    return topic().published();
  }

  /**
   * Sends a record to the job and waits until it is in effect on every subtask.
   *
   * @param role that the subtasks tell about
   * @return empty when nobody is to be waited for
   */
  Optional<Effect> send(String key, String role, byte[] value) {
    if (noWait) {
      topic().publish(key, value);
      return Optional.empty();
    }
    try (PolicyAcknowledgements answers =
        PolicyAcknowledgements.open(
            KeptDemo.bootstrapServers(bootstrap),
            statusTopic,
            Duration.ofSeconds(timeoutSeconds))) {
      long sentAt = System.nanoTime();
      long offset = topic().publish(key, value);
      return Optional.of(answers.await(offset, role, sentAt));
    }
  }

  private PolicyTopic topic() {
    BookSigner signer = key == null ? BookSigner.NONE : new BookSigner(SigningKeyFile.read(key));
    return new PolicyTopic(KeptDemo.bootstrapServers(bootstrap), topic, signer);
  }
}
