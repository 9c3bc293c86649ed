package io.contacttriage.cli.tools;

import picocli.CommandLine.Command;

/** What policy specialists do with a book. */
@Command(
    name = "policy",
    mixinStandardHelpOptions = true,
    description = "Checks, tests and publishes policy books.",
    subcommands = {PolicyLintCommand.class, PolicyTestCommand.class, PolicyPublishCommand.class})
public final class PolicyCommand {}
