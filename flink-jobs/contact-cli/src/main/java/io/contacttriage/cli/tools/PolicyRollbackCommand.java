package io.contacttriage.cli.tools;

import io.contacttriage.routing.policy.PolicyBook;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes the book before the live one live again. */
@Command(
    name = "rollback",
    mixinStandardHelpOptions = true,
    description = {
      "Makes the book that was live before live again, as a new version.",
      "It is taken from the topic, which keeps older books for 30 days. A candidate is withdrawn."
    })
public final class PolicyRollbackCommand implements Callable<Integer> {
  @Mixin private LaunchOptions launch;

  @Option(names = "--json", description = "One JSON object instead of lines")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    PublishedBooks books = launch.books();
    PolicyBook previous = books.previousLive();
    Launched launched =
        launch.publish(
            books,
            previous,
            PolicyTopic.LIVE,
            launch.reason("goes back to " + previous.versionId(), previous.reason()),
            0);
    PrintWriter out = spec.commandLine().getOut();
    out.println(json ? launched.json() : launched.words("live"));
    return 0;
  }
}
