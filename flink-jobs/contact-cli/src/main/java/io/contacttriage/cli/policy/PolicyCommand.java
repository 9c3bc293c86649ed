package io.contacttriage.cli.policy;

import io.contacttriage.cli.tools.PolicyDiffCommand;
import io.contacttriage.cli.tools.PolicyHistoryCommand;
import io.contacttriage.cli.tools.PolicyLintCommand;
import io.contacttriage.cli.tools.PolicyPromoteCommand;
import io.contacttriage.cli.tools.PolicyPublishCommand;
import io.contacttriage.cli.tools.PolicyRollbackCommand;
import io.contacttriage.cli.tools.PolicyTestCommand;
import io.contacttriage.cli.tools.PolicyWithdrawCommand;
import picocli.CommandLine.Command;

/** What policy specialists do with a book. */
@Command(
    name = "policy",
    mixinStandardHelpOptions = true,
    description = "Checks, tests, compares, tries and publishes policy books.",
    subcommands = {
      PolicyLintCommand.class,
      PolicyTestCommand.class,
      PolicyDiffCommand.class,
      PolicyHistoryCommand.class,
      PolicyBacktestCommand.class,
      PolicyPublishCommand.class,
      PolicyWithdrawCommand.class,
      PolicyPromoteCommand.class,
      PolicyRollbackCommand.class
    })
public final class PolicyCommand {}
