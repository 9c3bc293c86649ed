package io.contacttriage.cli.tools;

import io.contacttriage.cli.CommandFailure;
import io.contacttriage.cli.local.KeptDemo;
import io.contacttriage.routing.policy.PolicyBook;
import io.contacttriage.routing.policy.PolicyBookWriter;
import io.contacttriage.routing.policy.PolicyTests;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes a policy book the live one; a book that fails a check is never sent. */
@Command(
    name = "publish",
    mixinStandardHelpOptions = true,
    description = {
      "Lints and tests a policy book, then makes it the live one.",
      "A running job uses it from the next contact on."
    })
public final class PolicyPublishCommand implements Callable<Integer> {
  @Mixin private PolicyDirectory directory;

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
      names = "--author",
      paramLabel = "NAME",
      defaultValue = "${sys:user.name}",
      description = "Who answers for this version; when absent, the user's name")
  private String author;

  @Option(names = "--reason", paramLabel = "TEXT", description = "Why the book changes")
  private String reason;

  @Option(names = "--json", description = "One JSON object instead of lines")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    PolicyBook files = directory.require();
    PolicyTests.Report tests = PolicyTests.run(files);
    if (!tests.failed().isEmpty()) {
      throw CommandFailure.failed(
          PolicyTestCommand.failures(tests)
              + PolicyTestCommand.summary(tests)
              + "; nothing was published");
    }
    PolicyTopic policies = new PolicyTopic(KeptDemo.bootstrapServers(bootstrap), topic);
    long newest = policies.newestVersion();
    PolicyBook book = released(files, Math.max(newest + 1, files.version()));
    policies.publish(PolicyBookWriter.write(book));
    if (json) {
      out.println(
          JsonText.write(
              text -> {
                text.writeStartObject();
                text.writeStringField("published", book.versionId());
                text.writeNumberField("newestBefore", newest);
                text.writeEndObject();
              }));
    } else {
      out.println(PolicyTestCommand.summary(tests));
      out.println(book.versionId() + " is live; the newest before was version " + newest);
    }
    return 0;
  }

  private PolicyBook released(PolicyBook files, long version) {
    return new PolicyBook(
        files.name(),
        version,
        files.owner(),
        author,
        reason,
        Instant.now(),
        files.queues(),
        files.calendars(),
        files.clocks(),
        files.fallback(),
        files.failSafe(),
        files.policies());
  }
}
