package io.contacttriage.cli.tools;

import io.contacttriage.cli.CommandFailure;
import io.contacttriage.routing.policy.PolicyBook;
import io.contacttriage.routing.policy.PolicyTests;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes a policy book live or the candidate; a book that fails a check is never sent. */
@Command(
    name = "publish",
    mixinStandardHelpOptions = true,
    description = {
      "Lints and tests a policy book, then makes it the live one, or the candidate.",
      "Waits until every subtask of the running job uses it, and says how long that took."
    })
public final class PolicyPublishCommand implements Callable<Integer> {
  @Mixin private PolicyDirectory directory;
  @Mixin private LaunchOptions launch;

  @Option(
      names = "--follows",
      paramLabel = "VERSION",
      description = "Publish only while this version is live: the one that you compared with")
  private Long follows;

  @Option(
      names = "--candidate",
      description = "Not live: compared with the live book, contact by contact")
  private boolean candidate;

  @Option(
      names = "--percent",
      paramLabel = "N",
      defaultValue = "0",
      description = "The candidate decides for N percent of the subjects; 0 when absent")
  private int percent;

  @Option(names = "--json", description = "One JSON object instead of lines")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    if (percent < 0 || percent > 100 || (percent > 0 && !candidate)) {
      throw CommandFailure.wrongUsage(
          "--percent: wanted 0 to 100 together with --candidate, found " + percent);
    }
    PolicyBook files = directory.require();
    PolicyTests.Report tests = PolicyTests.run(files);
    if (!tests.failed().isEmpty()) {
      throw CommandFailure.failed(
          PolicyTestCommand.failures(tests)
              + PolicyTestCommand.summary(tests)
              + "; nothing was published");
    }
    PublishedBooks books = launch.books();
    requireFollowed(books.liveVersion());
    Launched launched =
        launch.publish(
            books,
            files,
            candidate ? PolicyTopic.CANDIDATE : PolicyTopic.LIVE,
            launch.reason(),
            percent);
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(launched.json());
    } else {
      out.println(PolicyTestCommand.summary(tests));
      out.println(launched.words(candidate ? role() : "live"));
    }
    return 0;
  }

  private String role() {
    return percent == 0 ? "the candidate, compared only" : "the candidate for " + percent + " %";
  }

  private void requireFollowed(long liveVersion) {
    if (follows != null && follows != liveVersion) {
      throw CommandFailure.failed(
          "version "
              + liveVersion
              + " is live, not "
              + follows
              + ": somebody published meanwhile. Look at what changed; nothing was published");
    }
  }
}
