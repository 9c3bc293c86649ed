package io.contacttriage.cli.tools;

import picocli.CommandLine.Command;

/** What policy specialists do with a book. */
@Command(
    name = "policy",
    mixinStandardHelpOptions = true,
    description = "Checks, tests, compares and publishes policy books.",
    subcommands = {
      PolicyLintCommand.class,
      PolicyTestCommand.class,
      PolicyDiffCommand.class,
      PolicyPublishCommand.class
    })
public final class PolicyCommand {}
