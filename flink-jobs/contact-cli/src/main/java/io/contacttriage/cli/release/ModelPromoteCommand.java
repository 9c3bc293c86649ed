package io.contacttriage.cli.release;

import io.contacttriage.cli.CommandFailure;
import io.contacttriage.scoring.ModelVersion;
import io.contacttriage.scoring.bundle.BundleRelease;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes the candidate the active bundle. */
@Command(
    name = "promote",
    mixinStandardHelpOptions = true,
    description = {
      "Makes the candidate the active bundle, and what was active the previous one.",
      "Verifies it first, as release does. Jobs that have the candidate open take it at once."
    })
public final class ModelPromoteCommand implements Callable<Integer> {
  @Mixin private ModelsOption models;

  @Option(names = "--json", description = "One JSON object instead of lines")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    Optional<BundleRelease> before = models.release();
    ModelVersion candidate =
        before
            .flatMap(BundleRelease::candidate)
            .map(BundleRelease.Candidate::model)
            .orElseThrow(
                () ->
                    CommandFailure.failed(
                        "release.json names no candidate: model release NAME/VERSION --candidate"
                            + " names one"));
    BundleRelease release =
        new ReleaseChange(models.require(), before).to(candidate, spec.commandLine().getErr());
    ReleaseChange.print(release, json, spec.commandLine().getOut());
    return 0;
  }
}
