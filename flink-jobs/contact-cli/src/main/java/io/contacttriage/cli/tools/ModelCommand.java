package io.contacttriage.cli.tools;

import picocli.CommandLine.Command;

/** What model owners do with a bundle. */
@Command(
    name = "model",
    mixinStandardHelpOptions = true,
    description = "Checks model bundles.",
    subcommands = {ModelVerifyCommand.class})
public final class ModelCommand {}
