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

/** Makes the bundle active that was so before. */
@Command(
    name = "rollback",
    mixinStandardHelpOptions = true,
    description = {
      "Goes back to the bundle that was active before.",
      "Verifies it first, as release does. A second rollback goes forward again."
    })
public final class ModelRollbackCommand implements Callable<Integer> {
  @Mixin private ModelsOption models;

  @Option(names = "--json", description = "One JSON object instead of lines")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    Optional<BundleRelease> before = models.release();
    ModelVersion previous =
        before
            .flatMap(BundleRelease::previous)
            .orElseThrow(
                () ->
                    CommandFailure.failed(
                        "release.json names no previous bundle: model release NAME/VERSION names"
                            + " one"));
    BundleRelease release =
        new ReleaseChange(models.require(), before).to(previous, spec.commandLine().getErr());
    ReleaseChange.print(release, json, spec.commandLine().getOut());
    return 0;
  }
}
