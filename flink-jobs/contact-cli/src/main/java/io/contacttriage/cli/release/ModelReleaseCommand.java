package io.contacttriage.cli.release;

import io.contacttriage.cli.CommandFailure;
import io.contacttriage.scoring.ModelVersion;
import io.contacttriage.scoring.bundle.BundleRelease;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes a bundle the active one. */
@Command(
    name = "release",
    mixinStandardHelpOptions = true,
    description = {
      "Verifies a model bundle, then makes it the active one.",
      "Running jobs take it over while contacts flow; rollback goes back."
    },
    footer = {"", "Example: ./triage model release contact-triage/1.3.0"})
public final class ModelReleaseCommand implements Callable<Integer> {
  @Parameters(
      index = "0",
      paramLabel = "NAME/VERSION",
      description = "The bundle, a folder of the models' folder")
  private String bundle;

  @Mixin private ModelsOption models;

  @Option(names = "--json", description = "One JSON object instead of lines")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    BundleRelease release =
        new ReleaseChange(models.require(), models.release())
            .to(model(), spec.commandLine().getErr());
    ReleaseChange.print(release, json, spec.commandLine().getOut());
    return 0;
  }

  private ModelVersion model() {
    try {
      return BundleRelease.parse(bundle);
    } catch (IllegalArgumentException e) {
      throw CommandFailure.wrongUsage(e.getMessage());
    }
  }
}
