package io.contacttriage.cli.tools;

import io.contacttriage.routing.policy.PolicyBook;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes the candidate the live book, with the very rules that were compared. */
@Command(
    name = "promote",
    mixinStandardHelpOptions = true,
    description = {
      "Makes the candidate the live book, as a new version.",
      "Refuses one that was withdrawn, by a person or by its guard."
    })
public final class PolicyPromoteCommand implements Callable<Integer> {
  @Mixin private LaunchOptions launch;

  @Option(names = "--json", description = "One JSON object instead of lines")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    PublishedBooks books = launch.books();
    PolicyBook candidate = books.candidate();
    Launched launched =
        launch.publish(
            books,
            candidate,
            PolicyTopic.LIVE,
            launch.reason("promotes " + candidate.versionId(), candidate.reason()),
            0);
    PrintWriter out = spec.commandLine().getOut();
    out.println(json ? launched.json() : launched.words("live"));
    return 0;
  }
}
