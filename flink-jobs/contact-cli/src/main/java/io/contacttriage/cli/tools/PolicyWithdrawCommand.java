package io.contacttriage.cli.tools;

import io.contacttriage.routing.launch.CandidateWithdrawal;
import io.contacttriage.routing.launch.CandidateWithdrawals;
import io.contacttriage.routing.policy.PolicyBook;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Takes the candidate back; the live book decides for all again. */
@Command(
    name = "withdraw",
    mixinStandardHelpOptions = true,
    description = "Takes the candidate back: the live book decides for all again.")
public final class PolicyWithdrawCommand implements Callable<Integer> {
  @Mixin private LaunchOptions launch;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    PolicyBook candidate = launch.books().candidate();
    CandidateWithdrawal withdrawal =
        new CandidateWithdrawal(
            candidate.version(),
            CandidateWithdrawal.By.PERSON,
            launch.author(),
            launch.reason(),
            Clock.systemUTC().instant());
    var effect =
        launch.send(
            PolicyTopic.WITHDRAWN, PolicyTopic.CANDIDATE, CandidateWithdrawals.write(withdrawal));
    PrintWriter out = spec.commandLine().getOut();
    out.println(
        candidate.versionId()
            + " is withdrawn"
            + effect.map(seen -> "\n" + seen.words()).orElse(""));
    return 0;
  }
}
