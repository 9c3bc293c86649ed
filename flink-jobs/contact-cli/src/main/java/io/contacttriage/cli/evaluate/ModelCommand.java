package io.contacttriage.cli.evaluate;

import io.contacttriage.cli.tools.ModelVerifyCommand;
import picocli.CommandLine.Command;

/** What model owners do with a bundle. */
@Command(
    name = "model",
    mixinStandardHelpOptions = true,
    description = "Checks and compares model bundles.",
    subcommands = {ModelVerifyCommand.class, ModelCompareCommand.class})
public final class ModelCommand {}
