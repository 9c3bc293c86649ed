package io.contacttriage.cli.release;

import io.contacttriage.cli.CommandFailure;
import io.contacttriage.scoring.ContactShare;
import io.contacttriage.scoring.ModelVersion;
import io.contacttriage.scoring.bundle.BundleRelease;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes a bundle the active one, or the candidate. */
@Command(
    name = "release",
    mixinStandardHelpOptions = true,
    description = {
      "Verifies a model bundle, then makes it the active one.",
      "Running jobs take it over while contacts flow; rollback goes back.",
      "With --candidate it decides nothing: jobs let it score a share of the contacts in",
      "shadow and count how far it agrees; promote makes it the active one."
    },
    footer = {
      "",
      "Examples:",
      "  ./triage model release contact-triage/1.3.0",
      "  ./triage model release contact-triage/1.4.0 --candidate --percent 25",
      "  ./triage model release --no-candidate"
    })
public final class ModelReleaseCommand implements Callable<Integer> {
  private static final int DEFAULT_PERCENT = 10;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "NAME/VERSION",
      description = "The bundle, a folder of the models' folder")
  private String bundle;

  @Option(
      names = "--candidate",
      negatable = true,
      description = "Makes the bundle the candidate; --no-candidate withdraws the one there is")
  private Boolean candidate;

  @Option(
      names = "--percent",
      paramLabel = "N",
      description = "Of the contacts that a candidate scores, 1 to 100; 10 when absent")
  private Integer percent;

  @Mixin private ModelsOption models;

  @Option(names = "--json", description = "One JSON object instead of lines")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    requireFittingOptions();
    ReleaseChange change = new ReleaseChange(models.require(), models.release());
    PrintWriter err = spec.commandLine().getErr();
    BundleRelease release;
    if (candidate == null) {
      release = change.to(model(), err);
    } else if (candidate) {
      release = change.toCandidate(model(), share(), err);
    } else {
      release = change.toNoCandidate();
    }
    ReleaseChange.print(release, json, spec.commandLine().getOut());
    return 0;
  }

  private void requireFittingOptions() {
    boolean withdraws = Boolean.FALSE.equals(candidate);
    if (withdraws == (bundle != null)) {
      throw CommandFailure.wrongUsage(
          withdraws
              ? "--no-candidate: wanted no bundle, found '" + bundle + "'"
              : "wanted a bundle like contact-triage/1.0.0, found none");
    }
    if (percent != null && !Boolean.TRUE.equals(candidate)) {
      throw CommandFailure.wrongUsage("--percent: wanted --candidate beside it, found none");
    }
  }

  private ContactShare share() {
    try {
      return new ContactShare(percent == null ? DEFAULT_PERCENT : percent);
    } catch (IllegalArgumentException e) {
      throw CommandFailure.wrongUsage("--percent: " + e.getMessage());
    }
  }

  private ModelVersion model() {
    try {
      return BundleRelease.parse(bundle);
    } catch (IllegalArgumentException e) {
      throw CommandFailure.wrongUsage(e.getMessage());
    }
  }
}
