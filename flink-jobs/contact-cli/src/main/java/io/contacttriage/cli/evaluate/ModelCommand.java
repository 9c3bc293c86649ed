package io.contacttriage.cli.evaluate;

import io.contacttriage.cli.release.ModelKeysCommand;
import io.contacttriage.cli.release.ModelPromoteCommand;
import io.contacttriage.cli.release.ModelReleaseCommand;
import io.contacttriage.cli.release.ModelRollbackCommand;
import io.contacttriage.cli.release.ModelSignCommand;
import io.contacttriage.cli.release.ModelStatusCommand;
import io.contacttriage.cli.tools.ModelVerifyCommand;
import picocli.CommandLine.Command;

/** What model owners do with a bundle. */
@Command(
    name = "model",
    mixinStandardHelpOptions = true,
    description = "Checks, compares, signs and releases model bundles.",
    subcommands = {
      ModelVerifyCommand.class,
      ModelCompareCommand.class,
      ModelKeysCommand.class,
      ModelSignCommand.class,
      ModelReleaseCommand.class,
      ModelPromoteCommand.class,
      ModelRollbackCommand.class,
      ModelStatusCommand.class
    })
public final class ModelCommand {}
